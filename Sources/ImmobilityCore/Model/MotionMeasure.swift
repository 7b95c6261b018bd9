/// The per-sample measure of motion that the classifier reads (motion energy).
public enum MotionMeasure: String, Sendable, CaseIterable {
  /// Excess motion: the depth at the short lag less what a steady movement would explain from the long
  /// lag, as a part of the animal's own size, `(D_s - k (tau_s / tau_l) D_l) / S`. The depth D is the
  /// mean over the arena of by how much differences exceed the pixel threshold.
  case excess
  /// The changed fraction at the short lag.
  case changed
  /// The mean absolute difference at the short lag, as a fraction of 255 grey levels.
  case meanAbsDiff = "mean-abs-diff"
}
