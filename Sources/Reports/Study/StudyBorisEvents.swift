import ImmobilityCore

/// A study as tabular events of BORIS 8 and 9 (Friard & Gamba 2016), so that a bout can be looked at
/// there: a START and a STOP row for each bout, in the order of time within each recording.
///
/// The observation is the recording, the subject the animal, or its arena where no animal is known;
/// behaviours are the states. Times are those that a player shows. Excluded animals are in
/// it, with the reason as the comment.
public struct StudyBorisEvents: StudyPrinter {
  private struct Event {
    var time: Double
    var isStop: Bool
    var animal: Int
    var state: State
  }

  /// Makes a printer.
  public init() {}

  /// The header.
  public var head: String { CSVRows(header: StudyTableColumns.boris.map(\.name), isRaw: true).text }

  /// The events of a recording.
  public func text(of recording: StudyRecording, isFirst: Bool) -> String {
    var rows = CSVRows(isRaw: true)
    let events = events(of: recording)
    guard let video = recording.recording.video, let first = events.first, let last = events.last
    else { return "" }
    let subjects = subjects(of: recording)
    for event in events {
      let animal = recording.animals[event.animal]
      rows.add(recording.recording.path)
      rows.addEmpty(2)
      rows.add(last.time - first.time)
      rows.add("Media file(s)")
      rows.add("player #1:" + recording.recording.path)
      rows.add(0)
      rows.add(video.duration + video.pictureStart)
      rows.add(video.nominalFPS)
      rows.add(subjects[event.animal])
      rows.add(event.state.rawValue)
      rows.addEmpty(1)
      rows.add(event.isStop ? "STOP" : "START")
      rows.add(event.time)
      rows.add(recording.recording.path)
      rows.add(video.nominalFPS.map { "\(Int(clamped: (event.time * $0).rounded()))" } ?? "NA")
      rows.add("NA")
      rows.add(animal.isExcluded ? "excluded: " + (animal.exclusionReason ?? "") : nil)
      rows.endRow()
    }
    return rows.text
  }

  /// Nothing.
  public var tail: String { "" }

  /// By time; at one time stops come first, so that a state ends before the next begins.
  private func events(of recording: StudyRecording) -> [Event] {
    var events: [Event] = []
    for (index, animal) in recording.animals.enumerated() {
      guard let score = animal.score else { continue }
      for bout in score.bouts where bout.end > bout.start {
        let (start, end) = (bout.start + score.trialStart, bout.end + score.trialStart)
        events.append(Event(time: start, isStop: false, animal: index, state: bout.state))
        events.append(Event(time: end, isStop: true, animal: index, state: bout.state))
      }
    }
    return events.sorted {
      ($0.time, $0.isStop ? 0 : 1, $0.animal) < ($1.time, $1.isStop ? 0 : 1, $1.animal)
    }
  }

  /// A name for each animal that no other animal of the recording has.
  private func subjects(of recording: StudyRecording) -> [String] {
    let names = recording.animals.map { $0.animalID ?? $0.arena ?? "" }
    var counts: [String: Int] = [:]
    for name in names { counts[name, default: 0] += 1 }
    return zip(names, recording.animals).map { name, animal in
      counts[name] == 1 ? name : "\(name) (\(animal.arena ?? ""))"
    }
  }
}
