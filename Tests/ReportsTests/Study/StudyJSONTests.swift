import Foundation
import Testing

@testable import Reports

@Suite struct StudyJSONTests {
  private func document(_ study: StudyDescription) throws -> [String: Any] {
    let text = try SampleStudy.text(StudyJSON(study))
    return try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
  }

  @Test func itHasTheSchemaOfScoresAndTheStudysFields() throws {
    let document = try document(SampleStudy.plain)
    #expect(document["schema"] as? String == "stillwater.score/1")
    #expect((document["study"] as? [String: Any])?["name"] as? String == "rats \"2026\"")
    let recordings = try #require(document["recordings"] as? [[String: Any]])
    #expect(recordings.count == 3)
    let plain = try #require(
      JSONSerialization.jsonObject(
        with: Data(
          JSONReport().text(
            of: ScoreReport(
              software: Sample.software, arenas: Sample.arenas, recordings: [Sample.scored])
          ).utf8)) as? [String: Any])
    let reported = try #require((plain["recordings"] as? [[String: Any]])?.first)
    // Every key of the schema is there, and the animals' numbers are the same.
    #expect(Set(reported.keys).isSubset(of: recordings[0].keys))
    let animal = try #require((recordings[0]["animals"] as? [[String: Any]])?.first)
    let same = try #require((reported["animals"] as? [[String: Any]])?.first)
    for (key, value) in same { #expect(animal[key] as? NSObject == value as? NSObject, "\(key)") }
    #expect(animal["group"] as? String == "drug" && animal["excluded"] as? Bool == false)
    #expect(animal["covariates"] as? [String: String] == ["sex": "f", "weight, g": "21.5"])
  }

  @Test func failedAndExcludedRecordingsKeepTheirAnimals() throws {
    let recordings = try #require(
      try document(SampleStudy.plain)["recordings"] as? [[String: Any]])
    #expect(recordings[1]["error"] as? String == "no video, says libav")
    for (index, animal, excluded) in [(1, "M3", false), (2, "M4", true)] {
      #expect((recordings[index]["animals"] as? [Any])?.isEmpty == true)
      let unscored = try #require(recordings[index]["unscored_animals"] as? [[String: Any]])
      #expect(unscored.map { $0["animal_id"] as? String } == [animal])
      #expect(unscored.map { $0["excluded"] as? Bool } == [excluded])
    }
    #expect(recordings[2]["error"] is NSNull)
  }

  @Test func provenanceIsNullUnlessAskedFor() throws {
    let plain = try #require(
      try document(SampleStudy.plain)["recordings"] as? [[String: Any]])
    #expect(plain.allSatisfy { $0["provenance"] is NSNull })
    let full = try #require(try document(SampleStudy.full)["recordings"] as? [[String: Any]])
    let provenance = try #require(full[0]["provenance"] as? [String: Any])
    #expect(provenance["run"] as? Int == 3 && provenance["scored_at"] as? String != nil)
    #expect(full[1]["provenance"] is NSNull)
  }

  @Test func withoutRecordingsItIsADocumentToo() throws {
    let text = try SampleStudy.text(StudyJSON(SampleStudy.plain), [])
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    #expect((object?["recordings"] as? [Any])?.isEmpty == true)
  }
}

@Suite struct JSONLineTests {
  @Test func aLineHoldsTheSameAsADocument() throws {
    let value = JSONValue.object([
      "b": .array([.null, .bool(true), .bool(false), .integer(-7), .number(0.1 + 0.2)]),
      "a\"\\\n\u{1}\u{7F}ü": .string("tab\tquote\"slash/\u{2028}\u{1F400}"),
      "n": .array([.number(Double.nan), .number(-Double.infinity), .number(-0.0), .number(1e20)]),
      "empty": .object([:]), "list": .array([]),
    ])
    let line = value.line
    #expect(!line.contains("\n"))
    let one = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? NSDictionary
    let other = try JSONSerialization.jsonObject(with: Data(value.document().utf8)) as? NSDictionary
    #expect(one != nil && one == other, "\(line)")
  }

  @Test func itsKeysAreSorted() {
    #expect(
      JSONValue.object(["b": .number(1.5), "a": .string("x")]).line == "{\"a\":\"x\",\"b\":1.5}")
  }
}
