@testable import MotionAnalysis

/// Looks at a made scene: a textured ground and walls, a dark animal that wanders, noise.
struct MadeLooks {
  /// The ground's greys with and without walls.
  var ground: [Double]
  /// How many pixels the animal covers.
  var animal = 160
  /// The noise's largest amount, grey levels.
  var noise = 3.0

  /// 1,600 bright pixels and 400 of a darker wall.
  static let structured = MadeLooks(
    ground: (0..<2000).map { pixel -> Double in
      let isWall = pixel % 5 == 0
      return Double(isWall ? 90 + pixel / 5 % 13 : bright(pixel))
    })

  /// Bright pixels alone.
  static let plain = MadeLooks(ground: (0..<2000).map { Double(bright($0)) })

  private static func bright(_ pixel: Int) -> Int { 165 + pixel * 7 % 17 }

  /// The pixels of a look in the light that makes `light(p)` of a pixel `p`.
  func pixels(_ look: Int, _ light: (Double) -> Double) -> [UInt8] {
    var state = UInt64(look) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    let place = (look * 211) % (ground.count - animal)
    return ground.indices.map { pixel in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let random = Double(state >> 40) / Double(1 << 24) * 2 - 1
      let hidden = (place..<(place + animal)).contains(pixel) ? 35 + Double(pixel % 11) : nil
      let value = light(hidden ?? ground[pixel]) + noise * random
      return UInt8(min(max(value.rounded(), 0), 255))
    }
  }
}
