/// What the numbers of a spectrum must add up to, known without any transfer matrix.
///
/// Over the C(N, u) configurations with u spins up, the product of k different spins sums to
///
///     S_k(u) = Σ_j (-1)^j C(k, j) C(N - k, u - k + j)
///
/// The energy is a sum over bonds, its square one over pairs of bonds, so Σ g, Σ E g, Σ E² g,
/// Σ T_r and Σ E T_r at fixed u are all combinations of S_0, S_2 and S_4. These are the moments at
/// infinite temperature.
struct SpectrumSumRules {
  private let size: Int
  /// How often two bonds have 0, 1 or 2 sites that only one of them has, divided by 2 there.
  private let bondPairs: [Int]
  /// The same for a bond and a pair of sites at distance r in one row, summed over the row.
  private let bondAndPair: [[Int]]
  /// C(N - k, u), u = 0 … N - k, for k = 0, 2 and 4.
  private let binomials: [[BigInteger]]

  init(size: Int) {
    self.size = size
    binomials = [0, 2, 4].map { BigInteger.binomials(size * size - $0) }
    let bonds = Self.bonds(size: size)
    // The lattice looks the same from every site, so the two bonds of site 0 stand for all.
    bondPairs = Self.overlaps(Array(bonds[..<2]), bonds).map { $0 * size * size }
    bondAndPair = (0...size / 2).map { distance in
      let row = (0..<size).map { [$0, ($0 + distance) % size] }
      return Self.overlaps(distance == 0 ? row.map { _ in [] } : row, bonds)
    }
  }

  /// The two bonds of every site in turn.
  private static func bonds(size: Int) -> [[Int]] {
    (0..<size * size).flatMap { site in
      let (row, column) = (site / size, site % size)
      return [
        [site, row * size + (column + 1) % size], [site, (row + 1) % size * size + column],
      ]
    }
  }

  /// How many products of one of `a` and one of `b` are products of 0, 2 and 4 different spins.
  private static func overlaps(_ a: [[Int]], _ b: [[Int]]) -> [Int] {
    var counts = [0, 0, 0]
    for first in a {
      for second in b { counts[Set(first).symmetricDifference(second).count / 2] += 1 }
    }
    return counts
  }

  /// S_k(u) for k = 0, 2 or 4.
  private func productSum(_ k: Int, upCount: Int) -> BigInteger {
    let outside = binomials[k / 2]
    var sum = BigInteger.zero
    var ways = 1  // C(k, down)
    for down in 0...k {
      let up = upCount - k + down
      if outside.indices.contains(up) {
        sum += BigInteger(down.isMultiple(of: 2) ? ways : -ways) * outside[up]
      }
      ways = ways * (k - down) / (down + 1)
    }
    return sum
  }

  private func sum(_ counts: [Int], upCount: Int) -> BigInteger {
    zip([0, 2, 4], counts).reduce(.zero) { sum, term in
      let (k, count) = term
      // With fewer than four sites left over there is no such product either.
      guard count > 0 else { return sum }
      return sum + BigInteger(count) * productSum(k, upCount: upCount)
    }
  }

  /// Σ E^power g(E, M) for power 0, 1 or 2.
  func energyMoment(_ power: Int, totalSpin: Int) -> BigInteger {
    let upCount = (totalSpin + size * size) / 2
    switch power {
    case 0: return productSum(0, upCount: upCount)
    case 1: return BigInteger(-2 * size * size) * productSum(2, upCount: upCount)
    case 2: return sum(bondPairs, upCount: upCount)
    default: preconditionFailure("no sum rule for moment \(power)")
    }
  }

  /// Σ E^power T_r(E, M) for power 0 or 1 and 0 ≤ `distance` ≤ L/2.
  func correlationMoment(_ power: Int, distance: Int, totalSpin: Int) -> BigInteger {
    let upCount = (totalSpin + size * size) / 2
    switch power {
    case 0: return BigInteger(size) * productSum(distance == 0 ? 0 : 2, upCount: upCount)
    case 1: return -sum(bondAndPair[distance], upCount: upCount)
    default: preconditionFailure("no sum rule for moment \(power)")
    }
  }

  /// What is wrong with the cells of one ΣS, or nil if they obey every rule.
  func firstBroken(by cells: [SpectrumCell], totalSpin: Int) -> String? {
    if cells.contains(where: { $0.count <= 0 }) { return "a number of states is not positive" }
    for power in 0...2 {
      let sum = cells.reduce(BigInteger.zero) { $0 + $1.count * Self.power($1.energy, power) }
      if sum != energyMoment(power, totalSpin: totalSpin) {
        return "Σ E^\(power) g(E, M) is wrong for M = \(totalSpin)"
      }
    }
    for distance in SpectrumCell.furtherDistances(size: size) {
      for power in 0...1 {
        let sum = cells.reduce(BigInteger.zero) { sum, cell in
          sum + cell.furtherCorrelationSums[distance - 2] * Self.power(cell.energy, power)
        }
        if sum != correlationMoment(power, distance: distance, totalSpin: totalSpin) {
          return "Σ E^\(power) T(E, M) is wrong for M = \(totalSpin) at distance \(distance)"
        }
      }
    }
    return nil
  }

  private static func power(_ energy: Int, _ exponent: Int) -> BigInteger {
    BigInteger((0..<exponent).reduce(1) { product, _ in product * energy })
  }
}
