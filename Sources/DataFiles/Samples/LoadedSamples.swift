import SpinSystems

/// The configurations of a file, and how the file was read.
public struct LoadedSamples: Sendable {
  /// The configurations, in the order of the file.
  public var samples: SampleSet
  /// What kind of file it was, for example
  /// "NumPy 1.0 array, int8, shape [10000, 8, 8], C order".
  public var format: String
  /// How the file writes the spins, decided by the values that are there.
  public var encoding: SpinEncoding
  /// What else a reader of the results should know about the reading, one sentence each.
  public var notes: [String]
  /// The configurations of one set, where the file was a stack of sets.
  var setLength: Int?

  /// Samples, and how they were read.
  public init(
    samples: SampleSet, format: String, encoding: SpinEncoding, notes: [String] = []
  ) {
    self.samples = samples
    self.format = format
    self.encoding = encoding
    self.notes = notes
  }
}
