import ImmobilityCore
import Testing

@testable import Reports

@Suite struct CSVReportTests {
  @Test func animals() {
    #expect(
      AnimalsCSV().text(of: Sample.report) == """
        recording,arena,animal_id,protocol,profile,calibration,pixel_threshold_grey_levels,\
        noise_grey_levels,trial_start_s,window_start_s,window_end_s,immobile_s,immobile_plausible_low_s,immobile_plausible_high_s,mobile_s,highly_mobile_s,unscored_s,immobile_percent,latency_s,latency_censored,\
        bout_count,bout_mean_s,bout_median_s,bout_longest_s,quality_flags,error
        "day 1/a,b.mp4","the ""left"" one","M,1",fst-mouse,,uncalibrated,12,1.25,2.5,1,5,2.25,1.5,2.75,1.5,0,0.25,60,3.3,false,1,\
        2.25,2.25,2.25,time_gap,
        "day 1/a,b.mp4",right,,fst-mouse,,uncalibrated,12,,2.5,1,5,0,,,0,0,4,,5,true,0,,,,,
        broken.mp4,,,fst-mouse,,uncalibrated,,,,,,,,,,,,,,,,,,,,"is not a video: ""moov"" not found,
        copy it again"

        """)
  }

  @Test func bouts() {
    #expect(
      BoutsCSV().text(of: Sample.report) == """
        recording,arena,animal_id,state,start_s,end_s,duration_s,recording_start_s,\
        recording_end_s
        "day 1/a,b.mp4","the ""left"" one","M,1",mobile,1,2.5,1.5,3.5,5
        "day 1/a,b.mp4","the ""left"" one","M,1",immobile,2.5,4.75,2.25,5,7.25
        "day 1/a,b.mp4","the ""left"" one","M,1",unscored,4.75,5,0.25,7.25,7.5
        "day 1/a,b.mp4",right,,unscored,1,5,4,3.5,7.5

        """)
  }

  @Test func bins() {
    #expect(
      BinsCSV().text(of: Sample.report) == """
        recording,arena,animal_id,start_s,end_s,immobile_s,unscored_s
        "day 1/a,b.mp4","the ""left"" one","M,1",1,5,2.25,0.25
        "day 1/a,b.mp4",right,,1,5,0,4

        """)
  }

  @Test func withoutRecordingsOnlyTheHeaderIsLeft() {
    for printer in [AnimalsCSV(), BoutsCSV(), BinsCSV()] as [any ScorePrinter] {
      let text = try? printer.text(of: Sample.empty)
      #expect(text?.split(separator: "\n").count == 1)
      #expect(text?.last == "\n")
    }
  }

  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"no\"", "\"say \"\"no\"\"\""),
    ("two\nlines", "\"two\nlines\""), ("cr\rhere", "\"cr\rhere\""), ("crlf\r\n", "\"crlf\r\n\""),
    ("Käfig 3", "Käfig 3"), ("semi;colon", "semi;colon"), ("", ""),
  ])
  func quoting(text: String, expected: String) {
    var bytes: [UInt8] = []
    CSVRows.append(text, to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }
}

@Suite struct DecimalTextTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (-1e-9, "0"), (240, "240"), (0.1 + 0.2, "0.3"),
    (12.299_999_999_9, "12.3"), (1.0 / 15, "0.066667"), (-2.5, "-2.5"), (0.000_001, "0.000001"),
    (0.000_000_4, "0"), (7_200.000_05, "7200.00005"), (99.999_999_7, "100"), (-0.75, "-0.75"),
    (.nan, ""), (.infinity, ""), (86_400.123_456_7, "86400.123457"),
  ])
  func text(value: Double, expected: String) {
    #expect(DecimalText.text(value) == expected)
  }

  @Test(arguments: [
    (0.0, 1, "0.0"), (-0.04, 1, "0.0"), (59.96, 1, "60.0"), (-1.25, 1, "-1.3"), (3.049, 2, "3.05"),
    (120.4, 0, "120"), (-0.6, 0, "-1"),
  ])
  func fixed(value: Double, decimals: Int, expected: String) {
    #expect(DecimalText.fixed(value, decimals: decimals) == expected)
  }

  @Test func missingIsEmpty() { #expect(DecimalText.text(nil) == "") }
}
