/// One family of random number streams, numbered by what is computed and not by who computes it.
///
/// The stream of a unit of work is seeded by a hash of (seed, domain, key, block), so a result
/// does not depend on the number of cores or on the order in which units ran.
public struct RandomStreams: Hashable, Sendable {
  /// What every stream is derived from.
  public let seed: UInt64

  /// The family of streams of a seed.
  public init(seed: UInt64) { self.seed = seed }

  /// The stream of block `block` of a computation.
  ///
  /// - Parameters:
  ///   - domain: names the computation, so that two computations never share numbers.
  ///   - key: what it is for, an ensemble for example, if anything.
  ///   - block: the number of the unit of work.
  public func stream(
    _ domain: StaticString, for key: (any StreamKey)? = nil, block: Int = 0
  ) -> Xoshiro256PlusPlus {
    var hash = SeedHash(seed)
    domain.withUTF8Buffer { for byte in $0 { hash.absorb(UInt64(byte)) } }
    for word in key?.streamWords ?? [] { hash.absorb(word) }
    hash.absorb(UInt64(bitPattern: Int64(block)))
    return Xoshiro256PlusPlus(state: hash.squeeze())
  }
}

/// What a stream of random numbers can be for: equal keys share their streams, others have their own.
public protocol StreamKey: Sendable {
  /// Words that tell this key from every other of its kind.
  var streamWords: [UInt64] { get }
}

/// A chain of SplitMix64 finalizers (Steele, Lea and Flood 2014): each absorbed word goes through
/// one full avalanche.
private struct SeedHash {
  private var state: UInt64

  init(_ seed: UInt64) { state = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15) }

  mutating func absorb(_ word: UInt64) {
    state = Self.mix((state ^ word) &+ 0x9E37_79B9_7F4A_7C15)
  }

  func squeeze() -> (UInt64, UInt64, UInt64, UInt64) {
    func word(_ k: UInt64) -> UInt64 { Self.mix(state &+ k &* 0x9E37_79B9_7F4A_7C15) }
    return (word(1), word(2), word(3), word(4))
  }

  private static func mix(_ word: UInt64) -> UInt64 {
    var z = word
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
