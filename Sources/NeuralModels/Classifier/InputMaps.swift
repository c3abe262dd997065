/// Real-valued maps of one shape, such as coarse-grained configurations.
public struct InputMaps: Sendable {
  /// Channels, rows and columns of each map.
  public let shape: MapShape
  /// The elements, [map][channel][row][column].
  public private(set) var values: [Float]

  /// - Throws: `ClassifierError.mapCount` unless `values` fill whole maps, `mapValue` where one is not
  ///   finite.
  public init(shape: MapShape, values: [Float]) throws(ClassifierError) {
    guard shape.count > 0, values.count.isMultiple(of: shape.count) else {
      throw .mapCount(values.count, shape: shape)
    }
    if let index = values.firstIndex(where: { !$0.isFinite }) {
      throw .mapValue(map: index / shape.count, values[index])
    }
    self.shape = shape
    self.values = values
  }

  private init(shape: MapShape, checked values: [Float]) {
    self.shape = shape
    self.values = values
  }

  /// Number of maps.
  public var count: Int { values.count / shape.count }

  /// The maps in `range`.
  public func extracting(_ range: Range<Int>) -> InputMaps {
    InputMaps(
      shape: shape,
      checked: Array(values[range.lowerBound * shape.count..<range.upperBound * shape.count]))
  }

  /// Appends maps of the same shape.
  public mutating func append(_ maps: InputMaps) {
    precondition(maps.shape == shape, "maps of shape \(maps.shape) do not go with \(shape)")
    values += maps.values
  }
}
