import Storage

extension SampleSet {
  /// The most configurations that can be held in the memory of this process and measured.
  ///
  /// A configuration takes a bit a spin. Checks take, for a moment, seven times as much and some forty
  /// numbers of 8 bytes for each: measured with L = 8 and 32, and rounded up.
  package static func largestMeasuredCount(on lattice: SquareLattice) -> Int {
    PhysicalMemory.byteCount / measuredByteCount(on: lattice)
  }

  /// The memory that a configuration takes, with what is measured on it.
  package static func measuredByteCount(on lattice: SquareLattice) -> Int {
    64 * lattice.wordsPerConfiguration + 400
  }
}
