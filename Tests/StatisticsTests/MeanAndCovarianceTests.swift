import Randomness
import SpinSystems
import Statistics
import Testing

@Suite struct MeanAndCovarianceTests {
  @Test func `Streaming agrees with two passes, also far from zero`() {
    var generator = RandomStreams(seed: 55).stream("covariance")
    // With an offset of 10⁸ the naive sum of squares would lose all digits.
    let vectors = (0..<500).map { _ in
      let z = generator.nextNormal()
      return [1e8 + z, 3 * generator.nextNormal() - z]
    }
    var moments = MeanAndCovariance(dimension: 2)
    for vector in vectors { moments.add(vector) }
    let mean = (0..<2).map { i in vectors.reduce(0) { $0 + ($1[i] - vectors[0][i]) } / 500 }
    for i in 0..<2 {
      #expect(abs(moments.mean[i] - (vectors[0][i] + mean[i])) < 1e-7)
      for j in 0..<2 {
        let exact =
          vectors.reduce(0) {
            $0 + ($1[i] - vectors[0][i] - mean[i]) * ($1[j] - vectors[0][j] - mean[j])
          } / 499
        #expect(abs(moments.covariance[i][j] - exact) < 1e-6)
      }
    }
  }

  @Test func `Merging parts gives the whole`() {
    var generator = RandomStreams(seed: 56).stream("merge")
    let vectors = (0..<101).map { _ in (0..<3).map { _ in generator.nextNormal() } }
    var whole = MeanAndCovariance(dimension: 3)
    var parts = [0, 1, 2].map { _ in MeanAndCovariance(dimension: 3) }
    for (index, vector) in vectors.enumerated() {
      whole.add(vector)
      parts[index < 7 ? 0 : 1].add(vector)
    }
    var merged = MeanAndCovariance(dimension: 3)
    for part in parts { merged.merge(part) }
    #expect(merged.count == 101)
    for i in 0..<3 {
      #expect(abs(merged.mean[i] - whole.mean[i]) < 1e-13)
      for j in 0..<3 {
        #expect(abs(merged.covariance[i][j] - whole.covariance[i][j]) < 1e-12)
      }
    }
  }
}
