import ImmobilityCore
import Testing

@testable import Reports

@Suite struct TableReportTests {
  private func report(_ recordings: [RecordingScore], arenas: [Arena] = Sample.arenas)
    -> ScoreReport
  {
    ScoreReport(software: Sample.software, arenas: arenas, recordings: recordings)
  }

  @Test func golden() {
    let threshold = DecimalText.text(ScoringSettings().motionThreshold)
    #expect(
      TableReport(colours: false).text(of: Sample.report) == """
        recording  arena           animal  window s  immobile s  plausible s  immobile %  latency s  bouts  longest s  unscored s
        a,b.mp4    the "left" one  M,1          1-5         2.3      1.5-2.8        60.0        3.3      1        2.3         0.3
        a,b.mp4    right                        1-5         0.0            -           -     >= 5.0      0          -         4.0

        a,b.mp4: arena the "left" one: time gap (0.3 s from 4.8 s): frames are missing
        broken.mp4: not scored: is not a video: "moov" not found,?copy it again
        Uncalibrated: the motion threshold of \(threshold) % is a default; compare it with manual scores \
        before relying on it.

        """)
  }

  @Test func columnsThatSayNothingAreLeftOut() {
    var recording = Sample.scored
    recording.animals = [Sample.blank]
    let plain = TableReport(colours: false).text(of: report([recording]))
    #expect(!plain.contains("animal") && !plain.contains("highly mobile"))
    recording.settings.highlyMobileThreshold = 5
    recording.animals[0].highlyMobile = 1.25
    let assessed = TableReport(colours: false).text(of: report([recording]))
    #expect(assessed.contains("highly mobile s") && assessed.contains("1.3"))
  }

  @Test func wholePictureIsSaid() {
    let note = "No arenas given: the whole picture was scored as one arena named whole."
    let printer = TableReport(colours: false)
    #expect(printer.text(of: report([Sample.scored], arenas: [.whole])).contains(note))
    #expect(!printer.text(of: report([Sample.scored])).contains(note))
    #expect(!printer.text(of: report([Sample.failed], arenas: [.whole])).contains(note))
  }

  @Test func sameNotesOfSeveralArenasStandTogether() {
    var recording = Sample.scored
    let notes = [
      QualityNote(flag: "decode_error", start: 1, end: 2, detail: "damaged frames"),
      QualityNote(flag: "decode_error", start: 3, end: 3.5, detail: "damaged frames"),
    ]
    for index in recording.animals.indices { recording.animals[index].quality = notes }
    let text = TableReport(colours: false).text(of: report([recording]))
    #expect(
      text.contains(
        "arenas the \"left\" one, right: decode error (2 stretches, 1.5 s in all, the first from "
          + "1.0 s): damaged frames"))
    #expect(text.split(separator: "\n").count { $0.contains("decode error") } == 1)
  }

  @Test func whatIsCalibratedIsNotCalledUncalibrated() {
    var recording = Sample.scored
    recording.settings.profileName = "room 2"
    let printer = TableReport(colours: false)
    #expect(
      printer.text(of: report([recording])).contains("Uncalibrated: the profile's settings were"))
    recording.settings.isCalibrated = true
    #expect(!printer.text(of: report([recording])).contains("ncalibrated"))
  }

  @Test func thresholdsFromNoiseAreShownWithIt() {
    var (quiet, noisy) = (Sample.scored, Sample.scored)
    quiet.settings.pixelThreshold = .fromNoise
    // Measures of cells read no pixels: nothing is said.
    #expect(
      !TableReport(colours: false).text(of: report([quiet])).contains("Pixel threshold"))
    (quiet.settings.measure, noisy.settings.measure) = (.changed, .changed)
    let printer = TableReport(colours: false)
    let one = printer.text(of: report([quiet]))
    #expect(one.contains("Pixel threshold 12 from the noise of 1.3 grey levels."))
    noisy.settings.pixelThreshold = .fromNoise
    noisy.path = "noisy.mp4"
    noisy.pixelThreshold = 32
    noisy.animals[0].noise = 7.5
    let two = printer.text(of: report([quiet, noisy]))
    #expect(two.contains("Pixel threshold 12 from the noise of 1.3 grey levels (a,b.mp4)."))
    #expect(two.contains("Pixel threshold 32 from the noise of 7.5 grey levels (noisy.mp4)."))
    #expect(!printer.text(of: Sample.report).contains("Pixel threshold"))
  }

  @Test func recordingsOfOneNameAreToldApartByTheirPaths() {
    var (first, second) = (Sample.scored, Sample.scored)
    first.path = "day1/m.mp4"
    second.path = "day2/m.mp4"
    let text = TableReport(colours: false).text(of: report([first, second]))
    #expect(text.contains("day1/m.mp4") && text.contains("day2/m.mp4"))
  }

  @Test func coloursOnlyWhenAskedFor() {
    #expect(!TableReport(colours: false).text(of: Sample.report).contains("\u{1B}"))
    let coloured = TableReport(colours: true).text(of: Sample.report)
    #expect(coloured.contains("\u{1B}[1mrecording"))
    #expect(coloured.contains("\u{1B}[31mbroken.mp4"))
  }

  @Test func controlCharactersInNamesCannotBreakTheTable() {
    var recording = Sample.scored
    recording.path = "a\u{1B}[31m\nb.mp4"
    recording.animals[0].quality = []
    let text = TableReport(colours: false).text(of: report([recording]))
    #expect(text.contains("a?[31m?b.mp4") && !text.contains("\u{1B}"))
  }

  @Test func nothingToShow() {
    #expect(TableReport(colours: false).text(of: Sample.empty) == "")
  }
}
