/// What is assumed about corrections to scaling.
public enum CorrectionChoice: Sendable, Hashable {
  /// None, or any ω, as the data ask.
  case fromData
  /// A correction with any ω.
  case free
  /// A correction with this ω.
  case held(Double)
  /// No correction.
  case none
}
