import CSpinKernels

/// Packs array elements one bit a spin and holds every one of them against the encodings.
struct SpinPacker {
  let type: NPYElementType
  private let patterns: steelyard_spin_patterns
  /// All values met so far.
  private(set) var met: SpinValues = []

  /// How many bytes behind the elements `pack` may read.
  static let readableBytesBehind = 64 * 8

  init(_ type: NPYElementType) {
    self.type = type
    patterns = type.patterns
  }

  /// Packs `runCount` runs of `runLength` elements, each run from a word boundary on.
  ///
  /// - Returns: the index of the first element that is no spin, or that no encoding reconciles with
  ///   those before it; nil if there is none.
  mutating func pack(
    _ elements: UnsafeRawPointer, runLength: Int, runCount: Int,
    into words: UnsafeMutablePointer<UInt64>
  ) -> Int? {
    let values = SpinValues(
      rawValue: steelyard_pack_spins(elements, type.width, runLength, runCount, patterns, words))
    if met.union(values).fitOneEncoding {
      met.formUnion(values)
      return nil
    }
    for index in 0..<runLength * runCount {
      met.formUnion(SpinValues(type.spinValue(at: elements + index * type.width)))
      if !met.fitOneEncoding { return index }
    }
    preconditionFailure("the kernel met values that are not there")
  }
}
