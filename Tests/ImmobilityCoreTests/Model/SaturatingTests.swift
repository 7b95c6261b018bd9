import ImmobilityCore
import Testing

struct SaturatingTests {
  @Test func nothingOverflows() {
    #expect(Saturating.sum(.max, 1) == .max && Saturating.sum(.min, -1) == .min)
    #expect(Saturating.sum(2, 3) == 5)
    #expect(Saturating.difference(.min, 1) == .min && Saturating.difference(.max, -1) == .max)
    #expect(Saturating.difference(0, .min) == .max)
    #expect(Saturating.product(.max, 2) == .max && Saturating.product(.min, 2) == .min)
    #expect(Saturating.product(.min, -1) == .max && Saturating.product(-7, 6) == -42)
  }

  @Test func conversionsClamp() {
    #expect(Int(clamped: 1e300) == .max && Int(clamped: -1e300) == .min)
    #expect(Int(clamped: .nan) == 0 && Int(clamped: .infinity) == .max)
    #expect(Int(clamped: -2.9) == -2 && Int(clamped: 2.9) == 2)
    #expect(UInt64(clamped: -1) == 0 && Int32(clamped: 3e9) == .max)
    #expect(Int64(clamped: 9.3e18) == .max)
  }
}
