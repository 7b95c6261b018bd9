import SpreadsheetText

/// Rows below a table of totals that summarise the animals above: averages, deviations, counts, sums.
enum SummaryRow: Equatable {
  /// The row says that it summarises.
  case certain
  /// An animal may be called so.
  case possible

  /// Words for a summary, which no animal is called; English, German, French, Spanish, Italian,
  /// Portuguese, Dutch.
  private static let summaries: Set = [
    "mean", "means", "average", "averages", "avg", "ave", "mw", "mittelwert", "mittel",
    "durchschnitt",
    "moyenne", "moy", "promedio", "media", "média", "gemiddelde", "gemiddeld", "stdev", "stdv",
    "stdevp",
    "stdevs", "stddev", "sd", "stabw", "stabwn", "standardabweichung", "standaardafwijking", "sem",
    "sterror", "sterr", "stderr", "stderror", "standardfehler", "median", "medians", "médiane",
    "mediane", "mediana", "mediaan", "zentralwert", "total", "totals", "totaal", "totale", "sum",
    "sums",
    "summe", "summen", "gesamt", "gesamtsumme", "insgesamt", "somme", "soma", "suma", "somma",
    "som",
    "subtotal", "deviation", "variance", "varianz", "varianza", "quartile", "percentile", "iqr",
    "minimum", "maximum", "anzahl", "count", "écarttype", "ecarttype", "desviación", "desviacion",
    "desvio", "deviazione", "abweichung", "grand",
  ]
  /// Words for a summary that may be an animal's name.
  private static let doubtful: Set = [
    "n", "se", "std", "dev", "var", "min", "max", "ci", "cv", "range", "error", "err", "fehler",
    "erreur", "errore", "erro",
  ]
  /// Words that go along with them.
  private static let fillers: Set = [
    "of", "the", "all", "group", "groups", "gruppe", "standard", "st", "estándar", "estandar",
    "standaard", "padrão", "±", "and", "und", "et", "de", "del", "der", "number", "animals", "mice",
    "rats", "tiere", "value", "values", "wert", "95%", "fout", "immobile", "immobility", "time",
    "s",
  ]

  /// Whether the text of a cell summarises; `nil` where it does not look so.
  init?(_ cell: String) {
    let words = Self.words(cell)
    let names = words.filter { Double($0) == nil }
    let numbers = words.count - names.count
    let known = names.allSatisfy {
      Self.summaries.contains($0) || Self.doubtful.contains($0) || Self.fillers.contains($0)
    }
    let hasN = names.contains("n")
    if names.contains(where: Self.summaries.contains) {
      // Mean, mean control, mean (n = 3); total_1 and mean2 may be animals, SD 1 is a Sprague-Dawley rat.
      if numbers == 0 || hasN && known {
        self = .certain
      } else if names == ["sd"] {
        return nil
      } else {
        self = .possible
      }
    } else if known, names.contains("standard") || names.contains("st") {
      self = .certain
    } else if known, names.contains(where: Self.doubtful.contains),
      numbers == 0 || hasN && names.count > 1
    {
      self = .possible
    } else {
      return nil
    }
  }

  /// The words of a cell in lower case: letters and numbers apart, and S.E.M. as one word.
  private static func words(_ cell: String) -> [String] {
    let text = cell.lowercased().filter { $0 != "." }
      .replacing("écart-type", with: "écarttype").replacing("ecart-type", with: "ecarttype")
    var words: [String] = []
    var kind: Int?
    for character in text {
      let own =
        character.isLetter || character == "±" ? 1 : character.isNumber || character == "%" ? 2 : 0
      if own == 0 {
        kind = nil
      } else if own == kind, !words.isEmpty {
        words[words.count - 1].append(character)
      } else {
        words.append(String(character))
        kind = own
      }
    }
    return words
  }
}
