import ImmobilityCore

// Conversions that end the program for numbers that do not fit, such as one from a damaged store. In this target they
// are these, and the compiler tells about each use (an error in CI).

extension Int {
  @available(*, deprecated, message: "ends the program for what does not fit; use Int(clamped:)")
  init(_ value: Double) { self.init(clamped: value) }
}

extension Int32 {
  @available(*, deprecated, message: "ends the program for what does not fit; use Int32(clamped:)")
  init(_ value: Double) { self.init(clamped: value) }
}

extension Int64 {
  @available(*, deprecated, message: "ends the program for what does not fit; use Int64(clamped:)")
  init(_ value: Double) { self.init(clamped: value) }
}

extension UInt64 {
  @available(*, deprecated, message: "ends the program for what does not fit; use UInt64(clamped:)")
  init(_ value: Double) { self.init(clamped: value) }
}
