import ImmobilityCore

extension TOMLDocument {
  /// The text of a value.
  func text(_ node: TOMLNode, key: String, header: String?, occurrence: Int = 0)
    throws(InputFileError) -> String
  {
    guard case .string(let text) = node else {
      throw error(
        "\(key) is \(node.type); write it in quotes: \(key) = \"...\"",
        line: line(of: key, under: header, occurrence: occurrence))
    }
    guard !text.trimmingBlanks.isEmpty else {
      throw error(
        "\(key) is empty; give it a value or leave it out",
        line: line(of: key, under: header, occurrence: occurrence))
    }
    return text
  }

  /// The texts of a list.
  func texts(_ node: TOMLNode, key: String, header: String?) throws(InputFileError) -> [String] {
    guard case .array(let elements) = node else {
      throw error(
        "\(key) is \(node.type); write it as a list: \(key) = [\"...\"]",
        line: line(of: key, under: header))
    }
    var texts: [String] = []
    for element in elements { texts.append(try text(element, key: key, header: header)) }
    return texts
  }

  /// The number of a value.
  func number(_ node: TOMLNode, key: String, header: String?) throws(InputFileError) -> Double {
    guard let value = node.number, value.isFinite else {
      throw error(
        "\(key) is \(node.number == nil ? node.type : "not finite"); it must be a number",
        line: line(of: key, under: header))
    }
    return value
  }

  /// The value of a choice.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ node: TOMLNode, of type: Choice.Type, key: String, header: String?
  ) throws(InputFileError) -> Choice {
    let known = Choice.allCases.map(\.rawValue)
    guard case .string(let text) = node, let choice = Choice(rawValue: text) else {
      var message = "\(key) must be one of \(known.joined(separator: ", "))"
      if case .string(let text) = node,
        let meant = NearestKey.nearest(to: text, among: known)
      {
        message += "; '\(text)' is none of them; did you mean '\(meant)'?"
      }
      throw error(message, line: line(of: key, under: header))
    }
    return choice
  }

  /// The table of a key; empty where the key is not there.
  func table(_ key: String) throws(InputFileError) -> [String: TOMLNode] {
    switch root[key] {
    case nil: return [:]
    case .table(let table)?: return table
    case let node?: throw error("\(key) is \(node.type); write it as a table [\(key)]")
    }
  }

  /// The tables of a list of tables; none where the key is not there.
  func tables(_ key: String) throws(InputFileError) -> [[String: TOMLNode]] {
    guard let node = root[key] else { return [] }
    guard case .array(let elements) = node else {
      throw error("\(key) is \(node.type); write each as a table [[\(key)]]")
    }
    var tables: [[String: TOMLNode]] = []
    for element in elements {
      guard case .table(let table) = element else {
        throw error("\(key) holds \(element.type); write each as a table [[\(key)]]")
      }
      tables.append(table)
    }
    return tables
  }
}
