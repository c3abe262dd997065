import CSpinKernels

extension SampleSet {
  /// The largest size that has canonical forms.
  public static let largestCanonicalSize = 64

  /// Each configuration of `range` in its canonical form: the image under the 8N symmetries of the torus,
  /// and the flip of all spins where `flips` is true, that comes first in a fixed order. Configurations
  /// have the same form if and only if a symmetry takes one to the other.
  ///
  /// - Precondition: L ≤ `largestCanonicalSize`.
  public func canonicalForms(range: Range<Int>, flips: Bool) -> SampleSet {
    precondition(lattice.size <= Self.largestCanonicalSize)
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return SampleSet(lattice: lattice, count: range.count) { images in
      guard !range.isEmpty else { return }
      let first = range.lowerBound * lattice.wordsPerConfiguration
      images.withUnsafeMutableBufferPointer { images in
        words.withUnsafeBufferPointer { words in
          steelyard_canonical_forms(
            words.baseAddress! + first, range.count, lattice.size, flips ? 1 : 0,
            images.baseAddress!)
        }
      }
    }
  }

  /// A number for each configuration, equal for equal ones, and else equal with a probability of 2^-64.
  public func fingerprints() -> [UInt64] {
    let width = lattice.wordsPerConfiguration
    return (0..<count).map { index in
      var fingerprint = RunningFingerprint()
      for word in words[index * width..<(index + 1) * width] { fingerprint.absorb(word) }
      return fingerprint.value
    }
  }
}

/// A hash of words, one full avalanche for each (SplitMix64, Steele, Lea and Flood 2014).
package struct RunningFingerprint {
  package private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15

  package init() {}

  /// Takes one word more.
  @inline(__always) package mutating func absorb(_ word: UInt64) {
    value = (value ^ word) &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    value ^= value >> 31
  }
}
