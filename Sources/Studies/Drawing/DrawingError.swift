import Foundation
import SpinSystems
import Storage

/// Why samples cannot be drawn.
public enum DrawingError: InputError {
  /// More configurations than the memory of this machine holds.
  case tooMany(Int, limit: Int)

  public var description: String {
    switch self {
    case .tooMany(let count, let limit):
      "\(count) configurations do not fit into the memory of this machine; wanted at most \(limit)"
    }
  }

  /// Throws unless `count` configurations fit into the memory: packed, twice for a moment when blocks
  /// are put together, and with their energies for the autocorrelation time.
  public static func requireMemory(
    for count: Int, on lattice: SquareLattice
  ) throws(DrawingError) {
    let memory = Int(clamping: ProcessInfo.processInfo.physicalMemory)
    let limit = memory / (16 * lattice.wordsPerConfiguration + 32)
    guard count <= limit else { throw .tooMany(count, limit: limit) }
  }
}
