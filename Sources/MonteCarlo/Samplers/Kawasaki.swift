import CSpinKernels

extension MarkovMethod {
  /// Exchange of nearest neighbours, 512 replicas at once (Kawasaki 1966).
  ///
  /// Every second bond between two adjacent rows, or two adjacent columns, is tried in succession, rows
  /// or columns by the toss of a coin; opposite spins are exchanged by the rule of `LaneSampler`. The
  /// bond between the two does not count. For the dynamics of Azizi and Pleimling (2021); `exchange`
  /// is faster by orders of magnitude for equilibrium.
  public static let kawasaki = MarkovMethod(
    identifier: "kawasaki",
    summary: "exchange of nearest neighbours, 512 replicas a word (fixed ΣS)",
    conservesTotalSpin: true
  ) { steelyard_kawasaki_sweeps($0, $1) }
}
