/// The formats in which people's scores come.
public enum ManualFormat: String, Sendable, CaseIterable {
  /// One row for each bout with start and stop: seconds, h:mm:ss or frames.
  case bouts
  /// One row for each animal with its immobile seconds or percent.
  case totals
  /// One row for each interval of time sampling with a behaviour.
  case intervals
  /// One row for each frame or second with 0/1 columns or a state in words; also the binary table
  /// of BORIS.
  case columns
  /// The frame table of ezTrack: columns File, Frame, Motion, Freezing (0 or 100).
  case ezTrack = "eztrack"
  /// The tabular events of BORIS, versions 7 to 9: rows START, STOP, POINT.
  case borisEvents = "boris-events"
  /// The aggregated events of BORIS: columns Start (s), Stop (s).
  case borisAggregated = "boris-aggregated"
  /// A project of BORIS: JSON with observations and events.
  case borisProject = "boris-project"
  /// The table of Solomon Coder: Time and a column of states in words for each channel.
  case solomon
  /// The focal data file of JWatcher: milliseconds and keys.
  case jwatcher
  /// The product's own `score.json`.
  case scoreJSON = "score-json"
  /// The product's own `bouts.csv`.
  case boutsCSV = "bouts-csv"
}
