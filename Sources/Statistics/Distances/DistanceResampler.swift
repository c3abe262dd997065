/// Distances from a reference of frequencies that are drawn at random.
struct DistanceResampler {
  let meter: DistanceMeter
  let count: Int
  private let sampler: MultinomialSampler
  private var counts: [Int]
  private var frequencies: [Double]

  init(
    levels: [Int], reference: [Double], count: Int,
    using generator: inout some RandomNumberGenerator
  ) {
    meter = DistanceMeter(levels: levels, reference: reference)
    self.count = count
    sampler = MultinomialSampler(using: &generator)
    counts = [Int](repeating: 0, count: levels.count)
    frequencies = [Double](repeating: 0, count: levels.count)
  }

  /// Sets the distribution of which `count` draws are taken.
  mutating func prepare(_ probabilities: [Double]) {
    sampler.prepare(probabilities: probabilities, trials: count)
    for index in counts.indices { counts[index] = 0 }
  }

  /// The distances of the frequencies of `count` fresh draws.
  mutating func draw() -> Distances {
    sampler.draw(into: &counts)
    let scale = 1 / Double(count)
    for index in counts.indices { frequencies[index] = Double(counts[index]) * scale }
    return meter.distances(of: frequencies)
  }

  /// The frequencies of one set of draws from `probabilities`, not quite equal to them if possible.
  mutating func frequencies(from probabilities: [Double]) -> [Double] {
    prepare(probabilities)
    for _ in 0..<20 {
      if draw().totalVariation > 1e-12 { break }
    }
    return frequencies
  }

  /// The distances in `replicates` sets of draws from `probabilities`.
  mutating func draws(from probabilities: [Double], replicates: Int) -> DistanceSamples {
    prepare(probabilities)
    var samples = DistanceSamples()
    for _ in 0..<replicates { samples.append(draw()) }
    return samples
  }
}

/// Many values of each distance.
struct DistanceSamples {
  private var values: [[Double]] = Distance.allCases.map { _ in [] }

  mutating func append(_ distances: Distances) {
    for (index, distance) in Distance.allCases.enumerated() {
      values[index].append(distances[distance])
    }
  }

  subscript(_ distance: Distance) -> [Double] {
    values[Distance.allCases.firstIndex(of: distance)!]
  }

  func mean(_ distance: Distance) -> Double {
    let values = self[distance]
    return values.reduce(0, +) / Double(values.count)
  }

  func deviation(_ distance: Distance) -> Double {
    let mean = mean(distance)
    let values = self[distance]
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(max(1, values.count - 1))).squareRoot()
  }
}
