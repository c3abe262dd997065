import Comparisons
import Foundation
import SpinSystems
import Statistics

extension UsualSlips {
  /// What ln q itself shows of how it was kept and put in order.
  static func likelihood(_ weighing: Weighing) -> [String] {
    steps(weighing) + strangers(weighing)
  }

  // MARK: Too few digits

  /// Binary digits behind the first that half precision has.
  private static let halfPrecisionDigits = 10
  /// Rounding that scatters by more than this, in units of the scatter of ln p/q, is part of what is found.
  private static let visibleRounding = 0.1

  /// ln q in steps that are as large as what is to be found in it.
  private static func steps(_ weighing: Weighing) -> [String] {
    guard let given = weighing.logProbabilities ?? weighing.logWeights,
      let weights = weighing.importanceWeights, let step = step(of: given)
    else { return [] }
    let finite = weights.logWeights.filter { $0 > -.infinity }
    // The scatter of rounding to a multiple of a step.
    let rounding = step / 12.0.squareRoot()
    guard finite.count >= 2, rounding > visibleRounding * Moments(of: finite).variance.squareRoot()
    else { return [] }
    let name = weighing.logProbabilities == nil ? "The logarithms of the weights have" : "ln q has"
    return [
      "\(name) steps of \(brief(step, 2)), as half precision does at values of "
        + "\(brief(given.reduce(0) { max($0, abs($1)) }, 2)): rounding alone scatters ln p/q by "
        + "\(brief(rounding, 2)), and nothing finer can be concluded. Keep it in single precision."
    ]
  }

  /// The distance of neighbouring numbers at the largest of `values`, where all have as few digits as half
  /// precision; nil where one has more.
  private static func step(of values: [Double]) -> Double? {
    guard values.allSatisfy({ $0.significandWidth <= halfPrecisionDigits }) else { return nil }
    let digits = values.reduce(0) { max($0, $1.significandWidth) }
    return values.map { abs($0) }.max().flatMap { $0 > 0 ? $0.binade * exp2(-Double(digits)) : nil }
  }

  // MARK: Scores of other configurations

  /// ln q of perfect samples that does not follow their energies, though that of the model's own does.
  private static func strangers(_ weighing: Weighing) -> [String] {
    guard let probe = weighing.likelihoodProbe, let own = weighing.logProbabilities,
      let ofOwn = lowAgainstHigh(own, weighing.energies),
      let ofProbe = lowAgainstHigh(
        probe.logProbabilities, Observables(probe.samples, largestDistance: 1).energies)
    else { return [] }
    // Four standard errors of the probability under equal laws, 1/√(12 n) for halves of n/2 each, twice.
    let noise = 4 / (3 * Double(probe.samples.count)).squareRoot()
    guard ofOwn - 0.5 > 3 * noise, abs(ofProbe - 0.5) < noise else { return [] }
    return [
      "ln q of the perfect samples does not follow their energies, as it does for the model's own: are they scores "
        + "of another file, of another temperature or seed, or in another order?"
    ]
  }

  /// The probability that a configuration with less than the median energy has the larger ln q of two; nil where
  /// there are not enough of both kinds.
  private static func lowAgainstHigh(_ values: [Double], _ energies: [Int32]) -> Double? {
    let median = energies.sorted()[energies.count / 2]
    let low = energies.indices.filter { energies[$0] < median }.map { values[$0] }
    let high = energies.indices.filter { energies[$0] > median }.map { values[$0] }
    guard min(low.count, high.count) >= 50 else { return nil }
    return RankSumTest(low, against: high).probabilityOfLarger
  }
}
