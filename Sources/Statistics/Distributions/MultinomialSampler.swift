@preconcurrency import CGSL

/// Draws multinomial counts by GSL, with GSL's Mersenne Twister seeded from a Swift generator.
///
/// With many more draws than categories the counts come from `gsl_ran_multinomial`, one binomial for
/// each category; else every draw is looked up by itself, `gsl_ran_discrete` (A. J. Walker, ACM Trans.
/// Math. Softw. 3, 253, 1977).
///
/// GSL draws the categories one after the other from binomials with p[k] / (1 - p[0] - … - p[k-1]).
/// In the order of energy levels the denominator can become rounding noise, because the last levels
/// often have probabilities of 10⁻²⁰. So the categories are drawn in ascending order of probability:
/// then the denominator is never smaller than the largest probability.
final class MultinomialSampler {
  private let generator: UnsafeMutablePointer<gsl_rng>
  /// The categories of positive probability, ascending in probability.
  private var order: [Int] = []
  private var sortedProbabilities: [Double] = []
  private var sortedCounts: [UInt32] = []
  private var trials: UInt32 = 0
  /// Walker's table; nil where binomials are cheaper.
  private var table: UnsafeMutablePointer<gsl_ran_discrete_t>?

  /// A binomial costs about as much as this many single draws.
  private static let drawsPerBinomial = 6

  /// A sampler whose random numbers follow from the next word of `generator`.
  init(using generator: inout some RandomNumberGenerator) {
    GSL.prepare()
    guard let allocated = gsl_rng_alloc(gsl_rng_mt19937) else {
      preconditionFailure("gsl_rng_alloc: no memory")
    }
    self.generator = allocated
    gsl_rng_set(allocated, UInt(generator.next() >> 32))
  }

  deinit {
    gsl_rng_free(generator)
    freeTable()
  }

  private func freeTable() {
    if let table { gsl_ran_discrete_free(table) }
    table = nil
  }

  /// Sets what is drawn: `trials` independent draws with the given probabilities.
  func prepare(probabilities: [Double], trials: Int) {
    self.trials = UInt32(trials)
    order = probabilities.indices.filter { probabilities[$0] > 0 }
      .sorted { probabilities[$0] < probabilities[$1] }
    sortedProbabilities = order.map { probabilities[$0] }
    sortedCounts = [UInt32](repeating: 0, count: order.count)
    freeTable()
    if trials < Self.drawsPerBinomial * order.count {
      table = gsl_ran_discrete_preproc(order.count, &sortedProbabilities)
      precondition(table != nil, "gsl_ran_discrete_preproc: no memory")
    }
  }

  /// Draws once; `counts` has one element for each probability, 0 where that is 0.
  func draw(into counts: inout [Int]) {
    if let table {
      for index in order { counts[index] = 0 }
      for _ in 0..<trials { counts[order[gsl_ran_discrete(generator, table)]] += 1 }
    } else {
      gsl_ran_multinomial(
        generator, sortedProbabilities.count, trials, &sortedProbabilities, &sortedCounts)
      for (position, index) in order.enumerated() { counts[index] = Int(sortedCounts[position]) }
    }
  }
}
