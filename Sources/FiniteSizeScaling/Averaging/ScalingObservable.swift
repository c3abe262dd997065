/// One quantity of a table, with its scaling dimension where that is known.
public struct ScalingObservable: Sendable {
  /// What the table calls it.
  public var name: String
  /// What was measured.
  public var data: ScalingData
  /// X; nil where it is to be found.
  public var scalingDimension: Double?

  /// A quantity, whose X is to be found where `scalingDimension` is nil.
  public init(name: String = "value", data: ScalingData, scalingDimension: Double?) {
    self.name = name
    self.data = data
    self.scalingDimension = scalingDimension
  }
}
