/// A mean value on lattices of one size at one value of the control parameter.
public struct ScalingPoint: Sendable, Hashable {
  /// The linear size L.
  public var size: Double
  /// The control parameter: T, or β.
  public var control: Double
  /// The mean value of the observable.
  public var value: Double
  /// Its standard error.
  public var error: Double

  /// A point as it was measured.
  public init(size: Double, control: Double, value: Double, error: Double) {
    self.size = size
    self.control = control
    self.value = value
    self.error = error
  }
}
