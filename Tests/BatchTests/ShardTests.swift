import ImmobilityCore
import Testing

@testable import Batch

struct ShardTests {
  @Test(arguments: ["1/1", "3/20", "20/20"]) func reads(text: String) {
    #expect(Shard(text)?.description == text)
  }

  @Test(arguments: ["", "1", "0/3", "4/3", "-1/3", "1/0", "1/-2", "a/b", "1/2/3", "1/1000000"])
  func refuses(text: String) {
    #expect(Shard(text) == nil)
  }

  @Test(arguments: [1, 2, 3, 7, 20]) func partsAreDisjointAndTogetherAll(count: Int) throws {
    let names = (0..<500).map { "day \($0 % 7)/mouse \($0).mp4" }
    let shards = try (1...count).map { try #require(Shard(index: $0, count: count)) }
    for name in names { #expect(shards.filter { $0.owns(name) }.count == 1) }
    let parts = shards.map { $0.part(of: names) }
    #expect(parts.reduce(0) { $0 + $1.count } == names.count)
    #expect(
      parts.reduce(into: Set<ExactText>()) { $0.formUnion($1) } == Set(names.map { ExactText($0) }))
    // Lists are shared evenly.
    let sizes = parts.map(\.count)
    #expect(try #require(sizes.max()) - #require(sizes.min()) <= 1)
  }
}
