import MonteCarlo
import SpinSystems
import Statistics

/// Configurations from long chains: distant exchanges with ΣS = 0; clusters, or single flips where it is hot,
/// with ΣS free.
struct ChainSamples: Sendable {
  let samples: SampleSet
  let lanes: Lanes
  /// What the pilot run warns of.
  let warnings: [String]

  /// Of a sampler without replicas so many configurations in a row are one lane. They are four τ of the
  /// slowest mode apart, so that those of different lanes are as good as independent.
  private static let runLength = 16

  /// - Parameter seed: of the pilot run and of the chains.
  init(
    _ magnetization: Magnetization = .conserved, size: Int, temperature: Double, count: Int,
    seed: UInt64
  ) throws {
    let ensemble = try magnetization.ensemble(size: size, temperature: temperature)
    let drawing = try MarkovMethod.standard(for: ensemble).drawing(count, of: ensemble, seed: seed)
    let equilibration = drawing.equilibration
    samples = try drawing.plan.run()
    warnings = equilibration.warnings.map { "\(ensemble): \($0)" }
    // A block is a set of replicas of its own, one configuration of each after the other.
    let (replicas, blockSize) = (equilibration.replicaCount, drawing.blockSize)
    lanes = Lanes(
      (0..<count).map {
        replicas > 1 ? $0 / blockSize * replicas + $0 % replicas : $0 / Self.runLength
      })
  }

  private init(samples: SampleSet, lanes: Lanes, warnings: [String]) {
    self.samples = samples
    self.lanes = lanes
    self.warnings = warnings
  }

  /// The configurations of `range`.
  func part(_ range: Range<Int>) -> ChainSamples {
    let width = samples.lattice.wordsPerConfiguration
    var part = SampleSet(lattice: samples.lattice, capacity: range.count)
    part.append(packed: samples.words[range.lowerBound * width..<range.upperBound * width])
    return ChainSamples(
      samples: part, lanes: Lanes(Array(lanes.numbers[range])), warnings: warnings)
  }

  /// H/N of each configuration.
  var energyDensities: [Double] {
    let siteCount = Double(samples.lattice.siteCount)
    return Observables(samples, largestDistance: 1).energies.map { Double($0) / siteCount }
  }
}
