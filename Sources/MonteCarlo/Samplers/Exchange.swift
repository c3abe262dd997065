import CSpinKernels

extension MarkovMethod {
  /// Exchange of two spins anywhere on the lattice, 512 replicas at once.
  ///
  /// Every site in turn is paired with the site at a displacement that is drawn for every second site
  /// of a row; opposite spins are exchanged by the rule of `LaneSampler`. The pair never is a pair of
  /// neighbours, so no bond is shared; L = 2 has too few other pairs to reach every configuration, and
  /// neighbours are exchanged there. Moving a spin over any distance in one step, it relaxes domains
  /// with τ ∝ L^2.1 sweeps where neighbours alone need L^3.8.
  public static let exchange = MarkovMethod(
    identifier: "exchange",
    summary: "exchange of distant spins, 512 replicas a word (fixed ΣS)",
    conservesTotalSpin: true
  ) { chain, count in
    if chain.size == 2 {
      steelyard_kawasaki_sweeps(chain, count)
    } else {
      steelyard_exchange_sweeps(chain, count)
    }
  }
}
