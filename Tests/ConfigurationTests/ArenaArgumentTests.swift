import ImmobilityCore
import Testing

@testable import Configuration

@Suite struct ArenaArgumentTests {
  @Test(arguments: [
    (
      "left=rect:1,2,3,4",
      Arena(name: "left", shape: .rectangle(x: 1, y: 2, width: 3, height: 4))
    ),
    (
      "a=b=rect:1, 2, 3.5, 4",
      Arena(name: "a=b", shape: .rectangle(x: 1, y: 2, width: 3.5, height: 4))
    ),
    (
      " mouse 3 = ellipse: 10,20,5,6 ",
      Arena(name: "mouse 3", shape: .ellipse(centerX: 10, centerY: 20, radiusX: 5, radiusY: 6))
    ),
    (
      "p=polygon:0,0 10,0  10,10",
      Arena(
        name: "p", shape: .polygon([.init(x: 0, y: 0), .init(x: 10, y: 0), .init(x: 10, y: 10)]))
    ),
    (
      "off=rect:-5,-5,10,10",
      Arena(name: "off", shape: .rectangle(x: -5, y: -5, width: 10, height: 10))
    ),
  ])
  func parses(argument: String, expected: Arena) throws {
    #expect(try ArenaArgument.parse(argument) == expected)
  }

  @Test(arguments: [
    ("left", "no '='"), ("left=1,2,3,4", "no ':'"), ("=rect:1,2,3,4", "needs a name"),
    ("a=circle:1,2,3", "'circle' is not a shape"), ("a=rect:1,2,3", "4 numbers"),
    ("a=rect:1,2,3,4,5", "4 numbers"), ("a=rect:1,2,,4", "'' is not a number"),
    ("a=rect:1,2,x,4", "'x' is not a number"), ("a=rect:1,2,0,4", "above 0"),
    ("a=rect:1,2,nan,4", "not a place"), ("a=rect:1,2,inf,4", "not a place"),
    ("a=rect:1e300,2,3,4", "not a place"), ("a=ellipse:1,2,3,-1", "above 0"),
    ("a=polygon:1,2 3,4", "3 corners"), ("a=polygon:1,2 3,4 5", "2 numbers"),
    ("a=polygon:1,2,3,4,5,6", "3 corners"), ("a=polygon:", "3 corners"),
  ])
  func explains(argument: String, words: String) {
    let error = #expect(throws: ArenaArgumentError.self) { try ArenaArgument.parse(argument) }
    #expect(error?.message.contains(words) == true, "\(String(describing: error))")
    #expect(error?.argument == argument)
  }

  @Test func namesAreUnique() throws {
    let arena = try ArenaArgument.parse("a=rect:1,2,3,4")
    #expect(throws: ArenaArgumentError.self) {
      try ArenaArgument.requireUniqueNames([arena, arena])
    }
    try ArenaArgument.requireUniqueNames([arena, .whole])
  }
}
