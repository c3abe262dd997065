import Randomness

/// A unit's name as a key of random numbers: units of different names share none.
struct UnitKey: StreamKey {
  let streamWords: [UInt64]

  init(_ name: String) { streamWords = name.utf8.map(UInt64.init) }
}
