import Foundation
import GRDB
import ImmobilityCore
import MadeStudies
import Testing

@testable import StudyStore

@Suite struct ScoresTests {
  private let temporary: TemporaryStore
  private let store: StudyStore

  init() throws {
    temporary = try TemporaryStore()
    store = try temporary.open()
    #expect(try store.beginRun(MadeStore.run) == 1)
  }

  @Test func everyPartOfAScoreComesBack() throws {
    var stored = MadeScore(7).stored
    stored.score.settings.highlyMobileThreshold = 30
    stored.score.animals[1].animalID = nil
    stored.score.arenas?[1].animalID = nil
    stored.score.animals[2].trialStart = 12.345_678_9
    stored.score.animals[2].trialStartConfidence = 0.875
    stored.score.animals[2].noise = nil
    stored.score.animals[2].contrast = nil
    stored.score.animals[2].area = nil
    stored.score.animals[2].plausibleImmobile = nil
    stored.score.animals[3].immobilePercent = nil
    stored.score.animals[3].latencyCensored = true
    stored.score.animals[3].boutMean = nil
    stored.score.animals[3].boutMedian = nil
    stored.score.animals[3].boutLongest = nil
    stored.score.animals[3].bouts = [
      Bout(state: .unscored, start: 120, end: 130),
      Bout(state: .highlyMobile, start: 130, end: 360),
    ]
    stored.score.animals[3].quality = [
      QualityNote(flag: "x", start: -0.1, end: 9.75, detail: "say \"no\",\n[{ü}]")
    ]
    try store.save(stored)
    #expect(try store.score(path: stored.recording.path) == stored)
    #expect(try store.score(path: "other.mp4") == nil)
  }

  @Test func samplesAndTraceAreNotKept() throws {
    let plain = MadeScore(7).stored
    var stored = plain
    stored.score.animals[0].states = [.mobile]
    stored.score.animals[0].flags = [[]]
    stored.score.animals[0].motion = [1]
    try store.save(stored)
    #expect(try store.score(path: plain.recording.path) == plain)
  }

  @Test func aScoreTakesThePlaceOfTheOneBefore() throws {
    try store.save(MadeScore(1, path: "a.mp4").stored)
    let second = MadeScore(2, animals: 2, path: "a.mp4", motionThreshold: 9).stored
    try store.save(second)
    #expect(try store.scores() == [second])
    #expect(try store.counts().animals == 2)
    let texts = try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM settings") }
    #expect(texts == 1)
  }

  @Test func settingsAreKeptOnceAndGoWithTheirLastScore() throws {
    for number in 0..<20 {
      try store.save(MadeScore(number, motionThreshold: number == 5 ? 3 : 4.5).stored)
    }
    let texts = { try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM settings") } }
    #expect(try texts() == 2)
    try store.forget(path: MadeScore(5).stored.recording.path)
    #expect(try texts() == 1)
  }

  @Test func scoresAreSortedByTheBytesOfTheirPaths() throws {
    let paths = ["b.mp4", "a/z.mp4", "a b.mp4", "ä.mp4", "B.mp4", "a.mp4", "new\nline.mp4"]
    for (number, path) in paths.enumerated() {
      try store.save(MadeScore(number, path: path).stored)
    }
    let sorted = ["B.mp4", "a b.mp4", "a.mp4", "a/z.mp4", "b.mp4", "new\nline.mp4", "ä.mp4"]
    #expect(try store.scores().map(\.recording.path) == sorted)
    #expect(try store.recordings().map(\.path) == sorted)
  }

  @Test func animalsAreFoundByTheirID() throws {
    for number in 0..<10 { try store.save(MadeScore(number).stored) }
    let found = try store.scores(animalID: "M22")
    #expect(found.map(\.recording.path) == [MadeScore(5).stored.recording.path])
    #expect(try store.scores(animalID: "nobody").isEmpty)
    let plan = try store.read {
      try Row.fetchAll(
        $0, sql: "EXPLAIN QUERY PLAN SELECT recording_id FROM animal WHERE animal_id = 'M22'"
      ).map { $0["detail"] as String }
    }
    #expect(plan.contains { $0.contains("USING INDEX animal_animal_id") }, "\(plan)")
  }

  @Test func keysTellWhatScoresWereMadeFrom() throws {
    for number in 0..<5 { try store.save(MadeScore(number).stored) }
    let keys = try store.scoreKeys()
    #expect(keys.count == 5)
    let third = MadeScore(3).stored
    #expect(keys[third.recording.path] == third.key)
  }

  @Test func whatCannotBeStoredLeavesEverythingAsItWas() throws {
    let good = MadeScore(1, path: "a.mp4").stored
    try store.save(good)
    // An unknown run, found only after the recording and the old score were touched.
    #expect(throws: StudyStoreError.self) {
      try store.save(MadeScore(2, path: "a.mp4", run: 99).stored)
    }
    var none = MadeScore(3, path: "a.mp4").stored
    none.score.error = "no"
    #expect(throws: StudyStoreError.self) { try store.save(none) }
    // The second of two: the first is taken back with it.
    #expect(throws: StudyStoreError.self) {
      try store.save([MadeScore(4, path: "b.mp4").stored, none])
    }
    #expect(try store.scores() == [good])
  }

  @Test func aFullDiskIsToldAndWhatWasStoredStays() throws {
    let good = MadeScore(1).stored
    try store.save(good)
    try store.queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA max_page_count = 1") }
    let error = #expect(throws: StudyStoreError.self) {
      try store.save((2..<200).map { MadeScore($0).stored })
    }
    #expect(error?.kind == .cannotWrite)
    #expect(error?.message.contains("free space") == true)
    #expect(try store.scores() == [good])
  }

  @Test func damagedRowsAreToldAndNotGuessed() throws {
    try store.save(MadeScore(1).stored)
    for damage in [
      "UPDATE animal SET bouts = '[0,1]'", "UPDATE animal SET bouts = '[1,9,2]'",
      "UPDATE animal SET immobile_plausible_low_s = immobile_plausible_high_s + 1",
      "UPDATE settings SET text = '{}'",
    ] {
      try store.write { try $0.execute(sql: damage) }
      #expect(throws: StudyStoreError.self, "\(damage)") { _ = try store.scores() }
      try store.save(MadeScore(1).stored)
      #expect(try store.scores().count == 1)
    }
  }

  @Test func aKillDuringWritingLeavesWholeRecordingsOnly() throws {
    // What SIGKILL leaves: the file and its log as they are on the disk, taken in mid-transaction.
    try store.save(MadeScore(1).stored)
    let copy = try TemporaryStore()
    try store.queue.write { database in
      try database.execute(sql: "DELETE FROM score")
      try database.execute(sql: "UPDATE recording SET size = 1")
      for suffix in ["", "-wal"] {
        try FileManager.default.copyItem(
          atPath: temporary.path + suffix, toPath: copy.path + suffix)
      }
    }
    let opened = try copy.open()
    #expect(try opened.scores() == [MadeScore(1).stored])
    let check = try opened.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") }
    #expect(check == ["ok"])
  }
}
