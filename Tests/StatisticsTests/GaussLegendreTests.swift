import Glibc
import Testing

@testable import Statistics

@Suite struct GaussLegendreTests {
  @Test func polynomialsAndNormalDensity() {
    #expect(close(GaussLegendre.integral(0...2) { $0 * $0 * $0 * $0 }, 6.4, 1e-13))
    #expect(close(GaussLegendre.integral(-9...9, parts: 6, Distributions.normalDensity), 1, 1e-13))
    #expect(GaussLegendre.integral(1...1) { _ in 5 } == 0)
  }

  @Test(arguments: [1.0, 2, 7.5, 80])
  func spreadsHaveADensity(degrees: Double) {
    let all = GaussLegendre.integral(Distributions.spreadRange(degrees: degrees), parts: 12) {
      Distributions.spreadDensity($0, degrees: degrees)
    }
    #expect(close(all, 1, 1e-10))
  }
}
