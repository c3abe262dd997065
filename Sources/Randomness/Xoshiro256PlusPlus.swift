/// The generator xoshiro256++ 1.0 (Blackman and Vigna 2021).
///
/// Period 2^256 - 1. Make one with `RandomStreams.stream(_:for:block:)`.
public struct Xoshiro256PlusPlus: RandomNumberGenerator, Sendable {
  private var s0: UInt64
  private var s1: UInt64
  private var s2: UInt64
  private var s3: UInt64

  /// - Precondition: the state is not all zero, from which the generator would never leave.
  public init(state: (UInt64, UInt64, UInt64, UInt64)) {
    precondition(state.0 | state.1 | state.2 | state.3 != 0)
    (s0, s1, s2, s3) = state
  }

  @inline(__always)
  public mutating func next() -> UInt64 {
    let sum = s0 &+ s3
    let result = ((sum << 23) | (sum >> 41)) &+ s0
    let t = s1 << 17
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = (s3 << 45) | (s3 >> 19)
    return result
  }
}

extension RandomNumberGenerator {
  /// A number in [0, 1), a multiple of 2^-53.
  @inline(__always)
  public mutating func nextUnitInterval() -> Double {
    Double(next() >> 11) * 0x1p-53
  }
}
