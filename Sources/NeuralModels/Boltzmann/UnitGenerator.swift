import Randomness
import SpinSystems

/// The random numbers of a layer's draws: xoshiro256++ in eight columns, seeded from a stream.
struct UnitGenerator: Sendable {
  private var state = AlignedBuffer<UInt64>(count: 32)

  /// An all-zero column, which would stay zero, has a probability of 2^-253.
  init(using stream: inout Xoshiro256PlusPlus) {
    state.withUnsafeMutableElements { words in
      for index in 0..<32 { words[index] = stream.next() }
    }
  }

  mutating func withUnsafeState<Result>(
    _ body: (UnsafeMutablePointer<UInt64>) -> Result
  ) -> Result {
    state.withUnsafeMutableElements(body)
  }
}
