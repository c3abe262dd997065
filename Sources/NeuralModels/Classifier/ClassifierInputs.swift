import SpinSystems

/// Real-valued maps of one shape, such as coarse-grained configurations.
public struct InputMaps: Sendable {
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

/// What a classifier is given: spin configurations, one bit a spin, or real-valued maps.
public enum ClassifierInputs: Sendable {
  /// Spins enter as -1 and +1.
  case spins(SampleSet)
  case maps(InputMaps)

  public var count: Int {
    switch self {
    case .spins(let samples): samples.count
    case .maps(let maps): maps.count
    }
  }

  public var shape: MapShape {
    switch self {
    case .spins(let samples): MapShape(rows: samples.lattice.size, columns: samples.lattice.size)
    case .maps(let maps): maps.shape
    }
  }

  /// The inputs in `range`.
  public func extracting(_ range: Range<Int>) -> ClassifierInputs {
    switch self {
    case .spins(let samples):
      let width = samples.lattice.wordsPerConfiguration
      var part = SampleSet(lattice: samples.lattice, capacity: range.count)
      part.append(packed: samples.words[range.lowerBound * width..<range.upperBound * width])
      return .spins(part)
    case .maps(let maps): return .maps(maps.extracting(range))
    }
  }

  /// All of `parts`, one after the other.
  ///
  /// - Precondition: they are of one kind and shape, and there is at least one.
  public static func joined(_ parts: [ClassifierInputs]) -> ClassifierInputs {
    switch parts[0] {
    case .spins(let first):
      var all = SampleSet(
        lattice: first.lattice, capacity: parts.reduce(0) { $0 + $1.count })
      for part in parts {
        guard case .spins(let samples) = part, samples.lattice == first.lattice else {
          preconditionFailure("inputs of different kinds or shapes")
        }
        all.append(packed: samples.words)
      }
      return .spins(all)
    case .maps(var all):
      for part in parts.dropFirst() {
        guard case .maps(let maps) = part else {
          preconditionFailure("inputs of different kinds")
        }
        all.append(maps)
      }
      return .maps(all)
    }
  }
}
