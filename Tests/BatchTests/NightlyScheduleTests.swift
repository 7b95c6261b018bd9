import Testing

@testable import Batch

struct NightlyScheduleTests {
  @Test func quotesForEachReader() throws {
    let schedule = try #require(
      NightlySchedule(
        study: "Rats 50 %\n2026", program: "/opt/st ill/stillwater",
        folder: "/data/it's 100% \"$HOME\" \\x", hour: 7, minute: 5))
    #expect(schedule.unit == "stillwater-Rats-50-2026")
    #expect(
      schedule.service.contains(
        "ExecStart=\"/opt/st ill/stillwater\" batch --study "
          + "\"/data/it's 100%% \\\"$$HOME\\\" \\\\x\"\n"))
    #expect(
      schedule.service.contains(
        "StandardOutput=append:/data/it's 100%% \"$HOME\" \\x/logs/nightly.log\n"))
    #expect(
      schedule.service.contains("Description=Stillwater: nightly batch of the study Rats 50 %%"))
    #expect(schedule.timer.contains("OnCalendar=*-*-* 07:05:00\n"))
    #expect(schedule.cron.hasPrefix("5 7 * * * nice -n 19 ionice -c 3 '/opt/st ill/stillwater'"))
    #expect(schedule.cron.contains("--study '/data/it'\\''s 100\\% \"$HOME\" \\x' >> "))
    #expect(!schedule.cron.contains("\n"))
  }

  @Test func refusesLineEnds() {
    #expect(
      NightlySchedule(study: "s", program: "/p", folder: "/a\nb", hour: 1, minute: 1) == nil)
  }
}
