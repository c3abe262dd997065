import SpinSystems
import Statistics

/// The exact test of pair orientations, on pairs that do not touch.
///
/// Given the rest, the orientations of the pairs of a coding set are independent, so the number of pairs
/// in the dearer state is binomial with probability σ(-d/T) in each class d, at any temperature and
/// however rare. A twelfth of the samples is read with each of the twelve coding sets. The smallest
/// p-value of the three classes counts three times (Šidák): given the rest they are independent.
struct CodedOrientationTest {
  /// Nil where no class has a pair.
  let pValue: Double?

  init(_ samples: SampleSet, inverseTemperature: Double, effectiveFraction: Double) {
    let sets = ExchangePairs.codingSetCount
    var pairs = [0.0, 0, 0]
    var dearer = pairs
    for number in 0..<sets {
      let range = number * samples.count / sets..<(number + 1) * samples.count / sets
      let chosen = ExchangePairs.codingSet(number, on: samples.lattice)
      let totals = ExchangeClasses(samples, chosen, range: range).totals
      for k in pairs.indices {
        pairs[k] += totals.pairs[k]
        dearer[k] += totals.dearer[k]
      }
    }
    let pValues = pairs.indices.filter { pairs[$0] > 0 }.map { k in
      let probability = ExchangeClasses.dearerProbability(
        ExchangeClasses.costs[k], inverseTemperature)
      return meanTest(
        observedMean: dearer[k] / pairs[k], effectiveCount: pairs[k] * effectiveFraction,
        of: DiscreteDistribution(levels: [0, 1], probabilities: [1 - probability, probability])
      ) { Double($0) }.pValue
    }
    pValue = pValues.min().map { sidakCombined($0, pValues.count) }
  }
}
