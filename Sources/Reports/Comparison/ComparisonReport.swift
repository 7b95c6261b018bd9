import GroupComparison
import Statistics

/// A comparison of groups: what every printer of `compare` prints.
public struct ComparisonReport: Sendable {
  /// The program.
  public var software: Software
  /// The files that were read, as the user gave them.
  public var inputs: [String]
  /// The figures.
  public var comparison: Comparison
  /// What was told about the inputs.
  public var warnings: [String]

  /// Makes a report of its parts.
  public init(
    software: Software, inputs: [String], comparison: Comparison, warnings: [String]
  ) {
    self.software = software
    self.inputs = inputs
    self.comparison = comparison
    self.warnings = warnings
  }
}

/// Turns a comparison report into text.
public protocol ComparisonPrinter: Sendable {
  /// The report as text that ends with a newline.
  ///
  /// - Throws: when the text cannot be made; never because of a value in the report.
  func text(of report: ComparisonReport) throws -> String
}
