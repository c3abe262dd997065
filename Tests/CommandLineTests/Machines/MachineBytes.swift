import DataFiles
import Foundation
import NeuralModels
import SpinSystems

/// Files that tests of the command rbm begin with.
enum MachineBytes {
  /// A machine of n visible and m hidden units with weights that are easily told apart.
  static func file(_ n: Int, _ m: Int) throws -> [UInt8] {
    try RestrictedBoltzmannMachine(
      weights: (0..<n * m).map { Float($0 % 7) / 10 - 0.3 },
      visibleBias: [Float](repeating: 0.1, count: n),
      hiddenBias: [Float](repeating: -0.2, count: m)
    ).archive.bytes()
  }

  /// An archive of arrays, some of them no machine.
  static func file(_ arrays: (String, [Int], Float)...) throws -> [UInt8] {
    try ArrayArchive(
      arrays.map { name, shape, value in
        (name, NumericArray(shape: shape, [Float](repeating: value, count: shape.reduce(1, *))))
      }
    ).bytes()
  }

  /// Different configurations of 4 × 4 with ΣS = 0: checkerboards of which one pair of opposite spins is
  /// exchanged.
  static func trainingSet(_ count: Int) -> [UInt8] {
    let board = (0..<16).map { Int8(($0 / 4 + $0).isMultiple(of: 2) ? 1 : -1) }
    let up = board.indices.filter { board[$0] == 1 }
    let down = board.indices.filter { board[$0] == -1 }
    return ArrayBytes.file(
      shape: [count, 4, 4],
      (0..<count).flatMap { index in
        var spins = board
        spins.swapAt(up[index % 8], down[index / 8 % 8])
        return spins
      })
  }
}
