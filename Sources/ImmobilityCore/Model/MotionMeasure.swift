/// The per-sample measure of motion that the classifier reads (motion energy).
public enum MotionMeasure: String, Sendable, CaseIterable {
  /// Excess motion: the changed fraction at the short lag less what a steady translation would
  /// explain from the long lag, `max(0, f_s - k (tau_s / tau_l) f_l)`.
  case excess
  /// The changed fraction at the short lag.
  case changed
  /// The mean absolute difference at the short lag, as a fraction of 255 grey levels.
  case meanAbsDiff = "mean-abs-diff"
}
