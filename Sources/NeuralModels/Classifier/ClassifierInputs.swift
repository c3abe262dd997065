import SpinSystems

/// What a classifier is given: spin configurations, one bit a spin, or real-valued maps.
public enum ClassifierInputs: Sendable {
  /// Spins enter as -1 and +1.
  case spins(SampleSet)
  case maps(InputMaps)

  /// The number of inputs.
  public var count: Int {
    switch self {
    case .spins(let samples): samples.count
    case .maps(let maps): maps.count
    }
  }

  /// The shape of each input.
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
