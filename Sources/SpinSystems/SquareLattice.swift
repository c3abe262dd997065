/// The periodic L × L square lattice.
///
/// Sites are numbered row by row, `site = row · L + column`, which is NumPy's C order of an array of
/// shape [L, L]. Every site has a bond to the next column and to the next row, so there are 2N bonds;
/// at L = 2 both bonds between two neighbours count (Hamiltonian of Azizi and Pleimling 2021, Eq. 1).
public struct SquareLattice: Hashable, Sendable {
  /// Linear size L.
  public let size: Int

  /// Number of sites, N = L².
  public var siteCount: Int { size * size }

  /// Number of 64-bit words that hold one configuration at one bit a spin, ⌈N / 64⌉.
  public var wordsPerConfiguration: Int { (siteCount + 63) / 64 }

  /// Sizes a lattice may have: 2 is the smallest with a bond, 512 the largest that is supported.
  public static let sizes = 2...512

  /// A lattice of linear size `size`.
  ///
  /// - Precondition: `size` lies in `SquareLattice.sizes`.
  public init(size: Int) {
    precondition(Self.sizes.contains(size), "lattice size \(size) is not in \(Self.sizes)")
    self.size = size
  }

  /// The values ΣS can take: -N, -N + 2, … N. They have the parity of N.
  public var totalSpins: StrideThrough<Int> { stride(from: -siteCount, through: siteCount, by: 2) }

  /// The site at `row` and `column`.
  public func site(row: Int, column: Int) -> Int { row * size + column }
}
