@preconcurrency import CGSL

/// Draws multinomial counts by GSL, with GSL's Mersenne Twister seeded from a Swift generator.
///
/// GSL draws the categories one after the other from binomials with p[k] / (1 - p[0] - … - p[k-1]).
/// In the order of energy levels the denominator can become rounding noise, because the last levels
/// often have probabilities of 10⁻²⁰. So the categories are drawn in ascending order of probability:
/// then the denominator is never smaller than the largest probability.
final class MultinomialSampler {
  private let generator: UnsafeMutablePointer<gsl_rng>
  private var order: [Int] = []
  private var sortedProbabilities: [Double] = []
  private var sortedCounts: [UInt32] = []
  private var trials: UInt32 = 0

  /// A sampler whose random numbers follow from the next word of `generator`.
  init(using generator: inout some RandomNumberGenerator) {
    GSL.prepare()
    guard let allocated = gsl_rng_alloc(gsl_rng_mt19937) else {
      preconditionFailure("gsl_rng_alloc: no memory")
    }
    self.generator = allocated
    gsl_rng_set(allocated, UInt(generator.next() >> 32))
  }

  deinit { gsl_rng_free(generator) }

  /// Sets what is drawn: `trials` independent draws with the given probabilities.
  func prepare(probabilities: [Double], trials: Int) {
    self.trials = UInt32(trials)
    order = probabilities.indices.filter { probabilities[$0] > 0 }
      .sorted { probabilities[$0] < probabilities[$1] }
    sortedProbabilities = order.map { probabilities[$0] }
    sortedCounts = [UInt32](repeating: 0, count: order.count)
  }

  /// Draws once; `counts` has one element for each probability.
  func draw(into counts: inout [Int]) {
    gsl_ran_multinomial(
      generator, sortedProbabilities.count, trials, &sortedProbabilities, &sortedCounts)
    for (position, index) in order.enumerated() { counts[index] = Int(sortedCounts[position]) }
  }
}
