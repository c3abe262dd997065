/// All states of one energy and one total spin.
public struct SpectrumCell: Equatable, Sendable {
  /// H, in units of J.
  public let energy: Int
  /// ΣS.
  public let totalSpin: Int
  /// g(E, M), the number of states; positive.
  public let count: BigInteger
  /// Σ over the states of Σ_j s_j s_(j+r) around one row, for r = 2 … ⌊L/2⌋.
  ///
  /// The torus has the same sum in every row and column, so divided by L·g it is the mean of
  /// s_j s_(j+r) over these states. The sum for r = 1 follows from the energy.
  let furtherCorrelationSums: [BigInteger]

  /// The distances of `furtherCorrelationSums`.
  static func furtherDistances(size: Int) -> Range<Int> { 2..<max(2, size / 2 + 1) }
}
