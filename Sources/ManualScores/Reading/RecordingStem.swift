import SpreadsheetText

extension StringProtocol {
  /// The last component of a path written on any system, without a media file's extension.
  var recordingStem: String {
    let name = trimmed.split { $0 == "/" || $0 == "\\" }.last.map(String.init) ?? trimmed
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
