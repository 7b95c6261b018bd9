import ImmobilityCore

extension StudyFile {
  /// Reads the file at `path`.
  ///
  /// - Throws: when the file is missing or anything in it is not understood.
  public static func read(path: String) throws(InputFileError) -> StudyFile {
    try StudyFile(TOMLDocument(path: path))
  }

  /// Reads TOML text; `path` only names it in errors.
  ///
  /// - Throws: when anything in the text is not understood.
  public static func read(text: String, path: String) throws(InputFileError) -> StudyFile {
    try StudyFile(TOMLDocument(text: text, path: path))
  }

  private init(_ document: TOMLDocument) throws(InputFileError) {
    let root = document.root
    try document.requireKnownKeys(
      root,
      [
        "name", "protocol", "profile", "manifest", "arenas", "settings", "recordings", "recording",
        "camera", "limits", "nightly",
      ], in: "the study", header: nil)
    guard let node = root["name"] else {
      throw document.error("the study has no name; add name = \"...\"")
    }
    self.init(name: try document.text(node, key: "name", header: nil))
    if let node = root["protocol"] {
      testProtocol = try document.choice(
        node, of: TestProtocol.self, key: "protocol", header: nil)
    }
    for (key, property) in [
      ("profile", \StudyFile.profile), ("arenas", \.arenas),
    ] {
      if let node = root[key] {
        self[keyPath: property] = try document.text(node, key: key, header: nil)
      }
    }
    try readManifest(in: document)
    settings = try StudySettings(document.table("settings"), in: document)
    try readRecordings(in: document)
    recordingArenas = try Self.rules("recording", pattern: "name", in: document)
    cameras = try Self.rules("camera", pattern: "pattern", in: document)
    try readLimits(in: document)
    try readNightly(in: document)
  }

  /// `manifest = "FILE"`, or a table that says more.
  private mutating func readManifest(in document: TOMLDocument) throws(InputFileError) {
    guard let node = document.root["manifest"] else { return }
    guard case .table(let table) = node else {
      manifest = try document.text(node, key: "manifest", header: nil)
      return
    }
    let header = "[manifest]"
    try document.requireKnownKeys(
      table, ["file", "columns", "covariates"], in: header, header: header)
    if let node = table["file"] { manifest = try document.text(node, key: "file", header: header) }
    var meanings: [String: String] = [:]
    if let node = table["columns"] {
      guard case .table(let columns) = node else {
        throw document.error(
          "columns is \(node.type); write columns = {mouse = \"animal_id\"}",
          line: document.line(of: "columns", under: header))
      }
      for (name, node) in columns {
        let meaning = try document.text(node, key: name, header: header)
        guard ManifestColumns.known.contains(meaning) else {
          let meant =
            NearestKey.nearest(to: meaning, among: ManifestColumns.known)
            .map { "; did you mean '\($0)'?" } ?? ""
          throw document.error(
            "columns: '\(meaning)' is no column with a meaning\(meant) They are "
              + ManifestColumns.known.joined(separator: ", "),
            line: document.line(of: "columns", under: header))
        }
        meanings[name] = meaning
      }
    }
    var covariates: [String] = []
    if let node = table["covariates"] {
      covariates = try document.texts(node, key: "covariates", header: header)
    }
    manifestColumns = ManifestColumns(meanings: meanings, covariates: covariates)
  }

  private mutating func readRecordings(in document: TOMLDocument) throws(InputFileError) {
    let header = "[recordings]"
    let table = try document.table("recordings")
    try document.requireKnownKeys(
      table, ["folders", "extensions", "exclude"], in: header, header: header)
    if let node = table["folders"] {
      folders = try document.texts(node, key: "folders", header: header)
    }
    if let node = table["exclude"] {
      exclude = try document.texts(node, key: "exclude", header: header).map(PathPattern.init)
    }
    if let node = table["extensions"] {
      extensions = try document.texts(node, key: "extensions", header: header).map {
        String($0.trimmingBlanks.drop { $0 == "." || $0 == "*" }).lowercased()
      }
      guard !extensions.isEmpty, !extensions.contains("") else {
        throw document.error(
          "extensions must be a list such as [\"mp4\", \"avi\"], with at least one in it",
          line: document.line(of: "extensions", under: header))
      }
    }
  }

  private static func rules(
    _ key: String, pattern patternKey: String, in document: TOMLDocument
  ) throws(InputFileError) -> [ArenaRule] {
    let header = "[[\(key)]]"
    var rules: [ArenaRule] = []
    for (index, table) in try document.tables(key).enumerated() {
      let place = "\(header) \(index + 1)"
      try document.requireKnownKeys(
        table, [patternKey, "arenas"], in: place, header: header, occurrence: index)
      var texts: [String] = []
      for wanted in [patternKey, "arenas"] {
        guard let node = table[wanted] else {
          throw document.error("\(place) has no \(wanted); add \(wanted) = \"...\"")
        }
        texts.append(
          try document.text(node, key: wanted, header: header, occurrence: index))
      }
      rules.append(
        ArenaRule(
          pattern: PathPattern(texts[0]), arenas: texts[1],
          line: document.line(of: "arenas", under: header, occurrence: index)))
    }
    return rules
  }

  private mutating func readLimits(in document: TOMLDocument) throws(InputFileError) {
    let header = "[limits]"
    let table = try document.table("limits")
    try document.requireKnownKeys(
      table, ["memory_mb", "time_factor", "time_least_s", "stall_s", "jobs", "settle_s"],
      in: header,
      header: header)
    func number(
      _ key: String, _ allowed: ClosedRange<Double>, whole: Bool = false
    ) throws(InputFileError) -> Double? {
      guard let node = table[key] else { return nil }
      let value = try document.number(node, key: key, header: header)
      guard allowed.contains(value), !whole || value == value.rounded() else {
        throw document.error(
          "\(key) is \(TOMLText.number(value)); it must be \(whole ? "a whole number" : "a number") "
            + "from \(TOMLText.number(allowed.lowerBound)) to \(TOMLText.number(allowed.upperBound))",
          line: document.line(of: key, under: header))
      }
      return value
    }
    if let value = try number("memory_mb", 64...1_048_576, whole: true) {
      limits.memoryMB = Int(clamped: value)
    }
    limits.timeFactor = try number("time_factor", 0.01...100_000) ?? limits.timeFactor
    limits.timeLeast = try number("time_least_s", 1...1_000_000) ?? limits.timeLeast
    limits.stall = try number("stall_s", 1...1_000_000) ?? limits.stall
    if let value = try number("jobs", 0...1024, whole: true) { limits.jobs = Int(clamped: value) }
    limits.settle = try number("settle_s", 0...1_000_000) ?? limits.settle
  }

  private mutating func readNightly(in document: TOMLDocument) throws(InputFileError) {
    let header = "[nightly]"
    let table = try document.table("nightly")
    try document.requireKnownKeys(table, ["notify", "report"], in: header, header: header)
    if let node = table["notify"] {
      notify = try document.text(node, key: "notify", header: header)
    }
    if let node = table["report"] {
      guard case .boolean(let value) = node else {
        throw document.error(
          "report is \(node.type); write report = true or report = false",
          line: document.line(of: "report", under: header))
      }
      writesReport = value
    }
  }
}
