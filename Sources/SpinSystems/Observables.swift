import CSpinKernels

/// Energy, magnetization and axis correlations of every configuration of a sample set.
///
/// All are integers, counted by XOR and popcount on the packed bits, so no rounding enters before the
/// statistics do. Columns are indexed by configuration.
public struct Observables: Sendable {
  /// The lattice of the configurations.
  public let lattice: SquareLattice
  /// Number of configurations, n.
  public let count: Int
  /// ΣS of each configuration.
  public let totalSpins: [Int32]
  /// H = -Σ S(i,j)·(S(i+1,j) + S(i,j+1)) of each configuration, in units of J (Azizi and Pleimling
  /// 2021, Eq. 1).
  public let energies: [Int32]
  /// Σ over sites of S(i,j)·S(i,j+r) as [largestDistance][n], row r - 1 for distance r.
  private let horizontal: [Int32]
  /// The same for S(i,j)·S(i+r,j).
  private let vertical: [Int32]

  /// Counts the observables of the configurations in `range` of `samples`, by default all of them.
  ///
  /// - Parameters:
  ///   - samples: the configurations.
  ///   - range: the numbers of the configurations that are looked at; nil for all.
  ///   - largestDistance: the largest distance at which correlations are counted, at least 1,
  ///     which the energy needs; by default L/2.
  public init(_ samples: SampleSet, range: Range<Int>? = nil, largestDistance: Int? = nil) {
    let half = largestDistance ?? samples.lattice.size / 2
    precondition(half >= 1 && half < samples.lattice.size)
    let n = range?.count ?? samples.count
    let width = samples.lattice.wordsPerConfiguration
    let columns: [[Int32]] = BitKernels.run(
      samples, range: range, outputs: [n, half * n, half * n]
    ) {
      words, count, size, output in
      nonisolated(unsafe) let (words, output) = (words, output)
      return BitKernels.inPieces(count) { first, length in
        steelyard_observables(
          words + first * width, length, count, size, half, output[0] + first,
          output[1] + first, output[2] + first)
      }
    }
    self.init(
      lattice: samples.lattice, totalSpins: columns[0], horizontal: columns[1],
      vertical: columns[2])
  }

  /// Observables from sums that were counted elsewhere.
  ///
  /// - Precondition: `horizontal` and `vertical` have equally many rows of `totalSpins.count` values.
  init(lattice: SquareLattice, totalSpins: [Int32], horizontal: [Int32], vertical: [Int32]) {
    let n = totalSpins.count
    precondition(vertical.count == horizontal.count && (n == 0 || horizontal.count % n == 0))
    largestDistance = n == 0 ? lattice.size / 2 : horizontal.count / n
    self.lattice = lattice
    count = n
    self.totalSpins = totalSpins
    self.horizontal = horizontal
    self.vertical = vertical
    energies = (0..<n).map { -(horizontal[$0] + vertical[$0]) }
  }

  /// The largest distance r at which correlations were counted, by default ⌊L/2⌋; beyond that they
  /// repeat by periodicity.
  public let largestDistance: Int

  /// 2N·C(r) of each configuration: Σ over sites of S(i,j)·(S(i+r,j) + S(i,j+r)) (Eq. 5).
  ///
  /// - Precondition: 0 ≤ `distance` ≤ `largestDistance`.
  public func correlationSums(at distance: Int) -> [Int32] {
    guard distance > 0 else {
      return [Int32](repeating: Int32(2 * lattice.siteCount), count: count)
    }
    return combined(at: distance, +)
  }

  /// N·(C_x(r) - C_y(r)) of each configuration: the horizontal sum less the vertical one.
  ///
  /// - Precondition: 1 ≤ `distance` ≤ `largestDistance`.
  public func anisotropySums(at distance: Int) -> [Int32] { combined(at: distance, -) }

  private func combined(at distance: Int, _ combine: (Int32, Int32) -> Int32) -> [Int32] {
    precondition((1...largestDistance).contains(distance))
    let row = (distance - 1) * count
    return (row..<row + count).map { combine(horizontal[$0], vertical[$0]) }
  }
}

extension SampleSet {
  /// Σ over sites and corner shapes of S(i)·S(i ± x)·S(i ± y) of each configuration, 4N terms.
  ///
  /// Odd under S → -S, so its mean vanishes in a spin-flip symmetric ensemble.
  public func cornerTripleSums() -> [Int32] {
    BitKernels.run(self, outputs: [count]) { steelyard_corner_triples($0, $1, $2, $3[0]) }[0]
  }

  /// The bonds as binary fields in the layout of configurations, "+1" where the two spins are equal:
  /// to the next column (`right`) and to the next row (`down`).
  public func bondFields() -> (right: SampleSet, down: SampleSet) {
    let fields = BitKernels.run(self, outputs: [words.count, words.count]) {
      steelyard_bond_fields($0, $1, $2, $3[0], $3[1])
    }
    var right = SampleSet(lattice: lattice)
    var down = SampleSet(lattice: lattice)
    right.append(packed: fields[0])
    down.append(packed: fields[1])
    return (right, down)
  }

  /// The number of configurations with spin +1, for each site.
  public func siteCounts() -> [Int64] {
    BitKernels.run(self, outputs: [lattice.siteCount]) {
      steelyard_site_counts($0, $1, $2, $3[0])
    }[0]
  }

  /// Σ over configurations and sites of S(i,j)·S(i+dy,j+dx), for each displacement dy·L + dx.
  public func displacementCorrelationSums() -> [Int64] {
    let agreements: [Int64] = BitKernels.run(self, outputs: [lattice.siteCount]) {
      steelyard_displacement_agreements($0, $1, $2, $3[0])
    }[0]
    return agreements.map { 2 * $0 - Int64(lattice.siteCount * count) }
  }
}
