/// A study's nightly run as systemd and cron are told it: with the lowest priority for processor and
/// disk, a log in the study, and the exit code of `batch`.
public struct NightlySchedule: Sendable, Equatable {
  /// The name of the units, such as `stillwater-rats`.
  public var unit: String
  /// The study's name.
  public var study: String
  /// The program's absolute path.
  public var program: String
  /// The study's folder, an absolute path.
  public var folder: String
  /// The hour of the day, 0-23, local time.
  public var hour: Int
  /// The minute, 0-59.
  public var minute: Int

  /// Makes a schedule; see the properties.
  ///
  /// - Returns: `nil` when a path holds a line's end, which none of the files can hold.
  public init?(
    study: String, unit: String? = nil, program: String, folder: String, hour: Int, minute: Int
  ) {
    guard !(program + folder).contains(where: \.isNewline) else { return nil }
    self.study = study
    self.unit = unit ?? "stillwater-" + Self.unitName(study)
    self.program = program
    self.folder = folder
    self.hour = hour
    self.minute = minute
  }

  /// The log, in the study.
  public var log: String { AbsolutePath.join(folder, "logs/nightly.log") }

  /// The service unit.
  public var service: String {
    """
    [Unit]
    Description=Stillwater: nightly batch of the study \(Self.plain(study))
    RequiresMountsFor=\(Self.quoted(folder))

    [Service]
    Type=oneshot
    ExecStart=\(Self.word(program)) batch --study \(Self.word(folder))
    # Whoever works on this machine goes first.
    Nice=19
    CPUSchedulingPolicy=batch
    CPUWeight=20
    IOSchedulingClass=idle
    IOWeight=20
    StandardOutput=append:\(Self.specifiers(log))
    StandardError=append:\(Self.specifiers(log))
    # A stop asks the batch first, which leaves nothing half-written.
    KillMode=mixed
    TimeoutStopSec=60

    """
  }

  /// The timer unit.
  public var timer: String {
    """
    [Unit]
    Description=Stillwater: the time of the nightly batch of the study \(Self.plain(study))

    [Timer]
    OnCalendar=*-*-* \(Self.two(hour)):\(Self.two(minute)):00
    # A night that the machine slept through is made up for.
    Persistent=true

    [Install]
    WantedBy=timers.target

    """
  }

  /// A line for crontab, which mails when a run does not end well.
  public var cron: String {
    let command =
      "nice -n 19 ionice -c 3 \(Self.shell(program)) batch --quiet --study \(Self.shell(folder)) "
      + ">> \(Self.shell(log)) 2>&1 || echo \(Self.shell("Stillwater, study " + Self.plain(study))): "
      + "exit code $?"
    return "\(minute) \(hour) * * * "
      + command.split(separator: "%", omittingEmptySubsequences: false)
      .joined(separator: "\\%")
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// Letters, digits and dashes.
  private static func unitName(_ text: String) -> String {
    var name = ""
    for scalar in text.unicodeScalars {
      let isPlain =
        ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
        || ("0"..."9").contains(scalar)
      name.unicodeScalars.append(isPlain ? scalar : "-")
    }
    let parts = name.split(separator: "-")
    return parts.isEmpty ? "study" : parts.joined(separator: "-")
  }

  /// Text without what means something to systemd.
  private static func plain(_ text: String) -> String {
    specifiers(BatchSummary.line(text))
  }

  private static func specifiers(_ text: String) -> String {
    text.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%%")
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for character in specifiers(text) {
      if character == "\"" || character == "\\" { quoted.append("\\") }
      quoted.append(character)
    }
    return quoted + "\""
  }

  /// A word of a command line, in which systemd also replaces variables.
  private static func word(_ text: String) -> String {
    quoted(text).split(separator: "$", omittingEmptySubsequences: false).joined(separator: "$$")
  }

  private static func shell(_ text: String) -> String {
    "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }
}
