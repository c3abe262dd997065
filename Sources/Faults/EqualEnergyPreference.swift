import Randomness
import SpinSystems

/// Perfect samples in pairs of equal H, of which the one with the higher score is kept in a fraction of
/// the pairs, and either one else. P(H) stays as it is, whatever the score.
struct EqualEnergyPreference {
  let score: (SampleSet) -> [Int32]

  func samples(
    of ensemble: Ensemble, count: Int, amount: Double,
    using generator: inout Xoshiro256PlusPlus
  ) throws -> SampleSet {
    let perfect = try perfectSamples(of: ensemble, count: count, using: &generator)
    let partners = try perfectSamples(of: ensemble, count: count, using: &generator)
    let (scores, partnerScores) = (score(perfect), score(partners))
    let energies = Observables(perfect, largestDistance: 1).energies
    let partnerEnergies = Observables(partners, largestDistance: 1).energies
    // The partners that are left, by energy; each serves once.
    var left = Dictionary(grouping: 0..<count) { partnerEnergies[$0] }
    var result = SampleSet(lattice: ensemble.lattice, capacity: count)
    for index in 0..<count {
      let isBiased = generator.nextUnitInterval() < amount
      if isBiased, let partner = left[energies[index]]?.popLast(),
        partnerScores[partner] > scores[index]
      {
        result.append(packed: partners.packed(partner))
      } else {
        result.append(packed: perfect.packed(index))
      }
    }
    return result
  }
}
