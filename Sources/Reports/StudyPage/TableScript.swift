/// Sorts and filters the table of animals, and copies the paragraph about methods: nothing that a page
/// without scripts would miss to be read.
enum TableScript {
  /// Style that goes with it.
  static let style = """
    .filters { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: .5rem 0; font-size: .9rem; }
    .filters[hidden] { display: none; }
    .filters input, .filters select, button.copy, .sortable th button { font: inherit; color: var(--ink);
      background: var(--card); border: 1px solid var(--grid); border-radius: 4px; padding: .2rem .5rem; max-width: 100%; }
    button.copy { cursor: pointer; font-size: .85rem; } button.copy[hidden] { display: none; }
    .sortable th button { background: none; border: 0; padding: 0; color: inherit; font-weight: inherit; text-align: inherit;
      cursor: pointer; white-space: normal; }
    .sortable th button::after { content: "\\2195"; opacity: .45; margin-left: .25em; }
    .sortable th[aria-sort=ascending] button::after { content: "\\2191"; opacity: 1; }
    .sortable th[aria-sort=descending] button::after { content: "\\2193"; opacity: 1; }
    @media print { .sortable th button::after { content: none; } }
    """

  /// The script.
  static let text = """
    (function () {
      var collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
      var table = document.getElementById("animals-table"), filters = document.querySelector(".filters");
      if (table) {
        var body = table.tBodies[0], rows = Array.from(body.rows), heads = Array.from(table.tHead.rows[0].cells);
        // Cells without a value (no data, no bout, -) come last, whatever the direction.
        var value = function (row, column, isNumber) {
          var text = row.cells[column].textContent.trim();
          if (!isNumber) { return text === "-" || text === "no data" ? null : text; }
          var number = parseFloat(text.replace(/^>=\\s*/, ""));
          return isNaN(number) ? null : number;
        };
        heads.forEach(function (head, column) {
          var button = document.createElement("button");
          button.type = "button";
          while (head.firstChild) { button.appendChild(head.firstChild); }
          head.appendChild(button);
          head.setAttribute("aria-sort", "none");
          button.addEventListener("click", function () {
            var down = head.getAttribute("aria-sort") === "ascending", isNumber = head.classList.contains("number");
            heads.forEach(function (other) { other.setAttribute("aria-sort", "none"); });
            head.setAttribute("aria-sort", down ? "descending" : "ascending");
            var sorted = rows.map(function (row, index) { return [value(row, column, isNumber), index, row]; });
            sorted.sort(function (a, b) {
              if (a[0] === null || b[0] === null) {
                return a[0] === b[0] ? a[1] - b[1] : a[0] === null ? 1 : -1;
              }
              var order = isNumber ? a[0] - b[0] : collator.compare(a[0], b[0]);
              return (down ? -order : order) || a[1] - b[1];
            });
            sorted.forEach(function (entry) { body.appendChild(entry[2]); });
          });
        });
        if (filters) {
          var search = filters.querySelector("input"), count = filters.querySelector(".count"),
            choices = Array.from(filters.querySelectorAll("select"));
          var columns = choices.map(function (choice) {
            return heads.findIndex(function (head) { return head.dataset.filter === choice.dataset.by; });
          });
          var texts = rows.map(function (row) {
            return Array.from(row.cells, function (cell) { return cell.textContent; }).join(" ").toLowerCase();
          });
          var filter = function () {
            var words = search.value.toLowerCase().split(/\\s+/), shown = 0;
            rows.forEach(function (row, index) {
              var isShown = words.every(function (word) { return texts[index].indexOf(word) >= 0; }) &&
                choices.every(function (choice, place) {
                  return choice.value === "" || row.cells[columns[place]].textContent.trim() === choice.value;
                });
              row.hidden = !isShown;
              shown += isShown ? 1 : 0;
            });
            count.textContent = shown + " of " + rows.length + " rows";
          };
          search.addEventListener("input", filter);
          choices.forEach(function (choice) { choice.addEventListener("change", filter); });
          filters.hidden = false;
          filter();
        }
      }
      document.querySelectorAll("button.copy").forEach(function (button) {
        var source = document.getElementById(button.dataset.copies);
        button.hidden = false;
        button.addEventListener("click", function () {
          var range = document.createRange(), selection = getSelection();
          range.selectNodeContents(source);
          selection.removeAllRanges();
          selection.addRange(range);
          // What works for a page that is a file, too; without it the text is selected, to be copied by hand.
          button.textContent = document.execCommand("copy") ? "Copied" : "Selected: press Ctrl+C";
        });
      });
    }());
    """
}
