/// The formats in which people's scores come.
public enum ManualFormat: String, Sendable, CaseIterable {
  /// One row for each bout with start and stop: seconds, h:mm:ss or frames.
  case bouts
  /// One row for each animal with its immobile seconds or percent; also the results of DBscorer.
  case totals
  /// One row for each interval of time sampling with a behaviour.
  case intervals
  /// One row for each frame, second or change with 0/1 columns or a state in words; also the binary table
  /// of BORIS, the labels of DeepEthogram and the changes of state of ANY-maze.
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
  /// The trace of every key that JWatcher's analysis writes (.tr.res).
  case jwatcherTrace = "jwatcher-trace"
  /// The sums of every key that JWatcher's analysis writes (.cd.res).
  case jwatcherTotals = "jwatcher-totals"
  /// One row for each start, stop or point of a behaviour: The Observer XT and others.
  case events
  /// A list of 0 and 1 without a header, such as the rasters of DBscorer.
  case flags
  /// The raw data of EthoVision: header lines, names, units, samples.
  case ethoVision = "ethovision"
  /// The annotations of BENTO (.annot): channels of bouts in frames or seconds.
  case bento
  /// The product's own `score.json`.
  case scoreJSON = "score-json"
  /// The product's own `bouts.csv`.
  case boutsCSV = "bouts-csv"
}
