import Randomness
import References
import SpinSystems
import Statistics

extension LikelihoodProbe {
  /// Perfect samples of the ensemble come to a mean energy like this with a smaller probability: less than one
  /// error in 10⁹ right probes.
  private static let falseErrorRate = 1e-9

  /// Throws where these are no perfect samples of the reference's ensemble: of another lattice, another ΣS, or a
  /// mean energy that is another temperature's, without which nothing that the scores say would be true.
  func requirePerfect(
    for reference: Reference, using generator: inout Xoshiro256PlusPlus
  ) throws(WeighingError) {
    let ensemble = reference.ensemble
    guard samples.lattice == ensemble.lattice else {
      throw .probe(found: samples.lattice, wanted: ensemble.lattice)
    }
    let observables = Observables(samples, largestDistance: 1)
    if let wanted = ensemble.totalSpin,
      let found = observables.totalSpins.first(where: { Int($0) != wanted })
    {
      throw .probeTotalSpin(found: Int(found), wanted: wanted)
    }
    let comparison = reference.energy.compareMean(
      of: SampledLevels(observables.energies, inOrder: .independent), using: &generator
    ) { Double($0) }
    guard let pValue = comparison.pValue, pValue < Self.falseErrorRate else { return }
    let sites = Double(ensemble.lattice.siteCount)
    throw .probeEnergy(
      found: comparison.observed / sites, wanted: comparison.expected / sites,
      temperature: Self.temperature(at: comparison.observed, reference))
  }

  /// Where the reference's own law, weighed with exp(θ H), has that mean.
  private static func temperature(at mean: Double, _ reference: Reference) -> Double? {
    guard case .exact(let law) = reference.energy, let tilted = law.tilted(toMean: mean) else {
      return nil
    }
    let temperature = 1 / (1 / reference.ensemble.temperature - tilted.theta)
    return temperature > 0 && temperature.isFinite ? temperature : nil
  }
}
