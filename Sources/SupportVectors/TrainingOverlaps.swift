import SpinSystems

/// The overlaps Σ S S'/N of configurations with those of a training set.
public struct TrainingOverlaps: Sendable {
  /// The configurations that all others are compared with.
  public let samples: SampleSet

  /// - Precondition: there is a configuration.
  public init(_ samples: SampleSet) {
    precondition(samples.count > 0)
    self.samples = samples
  }

  /// The overlap of two configurations of the training set.
  public func callAsFunction(_ first: Int, _ second: Int) -> Double {
    let width = samples.lattice.wordsPerConfiguration
    var differing = 0
    samples.words.withUnsafeBufferPointer { words in
      for word in 0..<width {
        differing +=
          (words[first * width + word] ^ words[second * width + word]).nonzeroBitCount
      }
    }
    return overlap(differing)
  }

  /// The overlaps of a configuration with all of the training set, in its order.
  ///
  /// - Precondition: `others` are configurations of the same lattice.
  public func overlaps(of index: Int, in others: SampleSet) -> [Double] {
    precondition(others.lattice == samples.lattice)
    let width = samples.lattice.wordsPerConfiguration
    return samples.words.withUnsafeBufferPointer { known in
      others.words.withUnsafeBufferPointer { other in
        (0..<samples.count).map { number in
          var differing = 0
          for word in 0..<width {
            differing +=
              (known[number * width + word] ^ other[index * width + word]).nonzeroBitCount
          }
          return overlap(differing)
        }
      }
    }
  }

  private func overlap(_ differing: Int) -> Double {
    1 - 2 * Double(differing) / Double(samples.lattice.siteCount)
  }
}
