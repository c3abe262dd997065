import CSpinKernels

extension MarkovMethod {
  /// Flips of single spins at free magnetization, 512 replicas at once (Metropolis et al. 1953).
  ///
  /// Every second site of a row or column drawn at random is tried, by the rule of `LaneSampler`, which
  /// stands in for the random numbers of Metropolis. A sweep is N attempts, on average where L is odd.
  /// Lines in a fixed order would leave small lattices with orbits that never end.
  public static let metropolis = MarkovMethod(
    identifier: "metropolis",
    summary: "single spin flips, 512 replicas a word (free ΣS)",
    conservesTotalSpin: false
  ) { steelyard_metropolis_sweeps($0, $1) }
}
