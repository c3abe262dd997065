import CSpinKernels
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

  /// The overlaps of a configuration with all of the training set, in its order.
  ///
  /// - Precondition: `others` are configurations of the same lattice, and `index` is one of them.
  public func overlaps(of index: Int, in others: SampleSet) -> [Double] {
    precondition(others.lattice == samples.lattice && index >= 0 && index < others.count)
    let width = samples.lattice.wordsPerConfiguration
    let siteCount = Double(samples.lattice.siteCount)
    let differing = [Int32](unsafeUninitializedCapacity: samples.count) { buffer, count in
      samples.words.withUnsafeBufferPointer { known in
        others.words.withUnsafeBufferPointer { other in
          steelyard_differing_spins(
            known.baseAddress, samples.count, width, other.baseAddress! + index * width,
            buffer.baseAddress)
        }
      }
      count = samples.count
    }
    return differing.map { 1 - 2 * Double($0) / siteCount }
  }

  /// The overlaps within the training set, row by row.
  public func matrix() -> [[Double]] {
    (0..<samples.count).map { overlaps(of: $0, in: samples) }
  }
}
