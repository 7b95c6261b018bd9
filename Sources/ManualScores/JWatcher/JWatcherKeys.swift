import ImmobilityCore

/// The keys of one file of JWatcher by the names that the user and the master files give them.
struct JWatcherKeys {
  private let names: [String: String]
  private let options: ImportOptions
  /// Keys that differ in their case alone are different keys.
  private let isCaseSensitive: Bool

  init(_ keys: Set<String>, names: [String: String], options: ImportOptions) {
    self.names = names
    self.options = options
    isCaseSensitive = Set(keys.map { $0.lowercased() }).count < keys.count
  }

  /// Whether a key, or what it is called, counts as immobile.
  func isImmobile(_ key: String) -> Bool {
    if let name = names[key], options.isImmobile(name) { return true }
    return isCaseSensitive
      ? options.immobileLabels.contains(key) : options.isImmobile(key)
  }

  /// A key with what it is called, for messages and as a behaviour.
  func words(_ key: String) -> String { names[key].map { "\(key) (\($0))" } ?? key }
}
