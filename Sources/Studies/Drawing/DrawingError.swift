import SpinSystems
import Storage

/// Why samples cannot be drawn.
public enum DrawingError: InputError {
  /// More configurations than the memory holds.
  case tooMany(Int, limit: Int)

  public var description: String {
    switch self {
    case .tooMany(let count, let limit):
      "\(count) configurations do not fit into the memory that this process may have; wanted at most "
        + "\(limit)"
    }
  }

  /// Throws unless `count` configurations fit into the memory: packed, twice for a moment when blocks
  /// are put together, and with their energies for the autocorrelation time.
  public static func requireMemory(
    for count: Int, on lattice: SquareLattice
  ) throws(DrawingError) {
    let limit = PhysicalMemory.byteCount / (16 * lattice.wordsPerConfiguration + 32)
    guard count <= limit else { throw .tooMany(count, limit: limit) }
  }

  /// Throws unless `count` configurations, in `copies` states, fit into the memory and can be measured.
  package static func requireMemory(
    forMeasuring count: Int, copies: Int, on lattice: SquareLattice
  ) throws(DrawingError) {
    let limit = SampleSet.largestMeasuredCount(on: lattice) / copies
    guard count <= limit else { throw .tooMany(count, limit: limit) }
  }
}
