import Glibc

/// Splits pooled counts at random into two samples of given sizes.
///
/// Under the hypothesis that two samples are independent draws from one distribution, which of the
/// pooled draws belong to the first is a uniformly random choice, whatever the distribution is. So
/// Monte Carlo p-values from such splits are exact (E. J. G. Pitman, J. R. Stat. Soc. Suppl. 4, 119,
/// 1937). The count of each level in the first sample is hypergeometric, given those of the levels
/// before it; it is drawn by inversion, in steps from the mode to both sides.
struct RandomSplit {
  private let pooled: [Int]
  private let total: Int
  private let firstTotal: Int
  /// ln k! for k = 0 … total.
  private let logFactorials: [Double]
  private var generator: SplitGenerator

  init(
    first: [Int], second: [Int], using generator: inout some RandomNumberGenerator
  ) {
    pooled = zip(first, second).map(+)
    total = pooled.reduce(0, +)
    firstTotal = first.reduce(0, +)
    var logFactorials = [0.0]
    logFactorials.reserveCapacity(total + 1)
    for k in 0..<total { logFactorials.append(logFactorials[k] + log(Double(k + 1))) }
    self.logFactorials = logFactorials
    self.generator = SplitGenerator(seed: generator.next())
  }

  /// Draws a split; `second` is what is left.
  mutating func draw(first: inout [Int], second: inout [Int]) {
    var (left, wanted) = (total, firstTotal)
    for (index, count) in pooled.enumerated() {
      let drawn = hypergeometric(marked: count, total: left, draws: wanted)
      first[index] = drawn
      second[index] = count - drawn
      left -= count
      wanted -= drawn
    }
  }

  /// The number of marked ones among `draws` of `total`.
  private mutating func hypergeometric(marked: Int, total: Int, draws: Int) -> Int {
    let low = max(0, draws - (total - marked))
    let high = min(marked, draws)
    guard low < high else { return low }
    let ideal = Double(draws + 1) * Double(marked + 1) / Double(total + 2)
    let mode = min(high, max(low, Int(ideal)))
    func logChoose(_ n: Int, _ k: Int) -> Double {
      logFactorials[n] - logFactorials[k] - logFactorials[n - k]
    }
    let atMode = exp(
      logChoose(marked, mode) + logChoose(total - marked, draws - mode) - logChoose(total, draws))
    var rest = generator.nextUnit() - atMode
    var (below, above) = (mode, mode)
    var (belowMass, aboveMass) = (atMode, atMode)
    while rest >= 0, below > low || above < high {
      if above < high {
        aboveMass *=
          Double(marked - above) * Double(draws - above)
          / (Double(above + 1) * Double(total - marked - draws + above + 1))
        above += 1
        rest -= aboveMass
        if rest < 0 { return above }
      }
      if below > low {
        belowMass *=
          Double(below) * Double(total - marked - draws + below)
          / (Double(marked - below + 1) * Double(draws - below + 1))
        below -= 1
        rest -= belowMass
        if rest < 0 { return below }
      }
    }
    return mode
  }
}

/// SplitMix64 (Steele, Lea and Flood 2014), seeded by one word.
private struct SplitGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func nextUnit() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
  }
}
