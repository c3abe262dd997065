import Randomness
import SpinSystems
@testable import Statistics
import Testing

@Suite struct MultinomialSamplerTests {
  /// 60 categories and 10,000 draws go by binomials, 60 and 100 by single draws.
  @Test(arguments: [10_000, 100]) func `Counts have multinomial means and covariances`(trials: Int)
  {
    var generator = RandomStreams(seed: 71).stream("multinomial", block: trials)
    let probabilities = DiscreteDistribution.sixtyLevels().probabilities
    let sampler = MultinomialSampler(using: &generator)
    sampler.prepare(probabilities: probabilities, trials: trials)
    var counts = [Int](repeating: 0, count: 60)
    var moments = MeanAndCovariance(dimension: 60)
    let replicates = 4000
    for _ in 0..<replicates {
      sampler.draw(into: &counts)
      #expect(counts.reduce(0, +) == trials)
      moments.add(counts.map { Double($0) })
    }
    let covariance = moments.covariance
    let n = Double(trials)
    for i in 0..<60 {
      let (p, expected) = (probabilities[i], n * probabilities[i])
      let variance = expected * (1 - p)
      #expect(
        abs(moments.mean[i] - expected) < 4.5 * (variance / Double(replicates)).squareRoot() + 0.002
      )
      // The relative error of a variance is ((2 + 1/variance)/replicates)^½.
      guard expected > 1 else { continue }
      let relativeError = ((2 + 1 / variance) / Double(replicates)).squareRoot()
      #expect(abs(covariance[i][i] / variance - 1) < 4.5 * relativeError)
      for j in 0..<i where n * probabilities[j] > 1 {
        let deviation = (covariance[i][i] * covariance[j][j] / Double(replicates)).squareRoot()
        #expect(abs(covariance[i][j] + n * p * probabilities[j]) < 5 * deviation)
      }
    }
  }

  @Test func `Levels of vanishing probability at the end do no harm`() {
    var generator = RandomStreams(seed: 72).stream("multinomial-tail")
    // In this order 1 - Σ p is rounding noise, here -10⁻¹⁶, before the last levels are drawn.
    var probabilities = [Double](repeating: 0.1, count: 10) + [0, 1e-20, 1e-300]
    probabilities.append(contentsOf: [0, 1e-18])
    let sampler = MultinomialSampler(using: &generator)
    sampler.prepare(probabilities: probabilities, trials: 100_000)
    var counts = [Int](repeating: 0, count: probabilities.count)
    for _ in 0..<200 {
      sampler.draw(into: &counts)
      #expect(counts.prefix(10).reduce(0, +) == 100_000)
    }
  }
}
