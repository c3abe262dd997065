import MonteCarlo
import SpinSystems
import Statistics

/// Configurations with ΣS = 0 from long chains of distant exchanges.
struct ConservedSamples: Sendable {
  let samples: SampleSet
  let lanes: Lanes
  /// What the pilot run warns of.
  let warnings: [String]

  /// - Parameter seed: of the pilot run and of the chains.
  init(size: Int, temperature: Double, count: Int, seed: UInt64) throws {
    let ensemble = try Ensemble.fixedMagnetization(
      size: size, temperature: temperature, totalSpin: 0)
    let drawing = try MarkovMethod.exchange.drawing(count, of: ensemble, seed: seed)
    let equilibration = drawing.equilibration
    samples = try drawing.plan.run()
    warnings = equilibration.warnings.map { "\(ensemble): \($0)" }
    // A block is a set of replicas of its own, one configuration of each after the other.
    let (replicas, blockSize) = (equilibration.replicaCount, drawing.blockSize)
    lanes = Lanes((0..<count).map { $0 / blockSize * replicas + $0 % replicas })
  }

  private init(samples: SampleSet, lanes: Lanes, warnings: [String]) {
    self.samples = samples
    self.lanes = lanes
    self.warnings = warnings
  }

  /// The configurations of `range`.
  func part(_ range: Range<Int>) -> ConservedSamples {
    let width = samples.lattice.wordsPerConfiguration
    var part = SampleSet(lattice: samples.lattice, capacity: range.count)
    part.append(packed: samples.words[range.lowerBound * width..<range.upperBound * width])
    return ConservedSamples(
      samples: part, lanes: Lanes(Array(lanes.numbers[range])), warnings: warnings)
  }

  /// H/N of each configuration.
  var energyDensities: [Double] {
    let siteCount = Double(samples.lattice.siteCount)
    return Observables(samples, largestDistance: 1).energies.map { Double($0) / siteCount }
  }
}
