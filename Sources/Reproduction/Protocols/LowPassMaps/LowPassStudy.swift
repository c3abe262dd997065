import BatchRuns
import FiniteSizeScaling
import Foundation
import NeuralModels
import Randomness
import SpinSystems

/// A unit of work: T_c and ν from a network that was told neither, once through.
///
/// 1. *First pass.* A network is trained at one size on low-pass maps of all temperatures, labels changing
///    in the middle of them. Its mean logits at some sizes collapse about a temperature T₀.
/// 2. Networks are trained at that size again, without the temperatures near T₀: with labels that change
///    there, and the controls of `MapNetwork.Recipe`.
/// 3. *Second pass.* Each is read, unchanged, at all sizes, on new configurations at temperatures about T₀
///    whose distance from it scales with 1/L.
///
/// No known T_c or ν goes in. The temperatures of step 1 say that there is a transition somewhere among
/// them. What the readings say of T_c and ν, an `LowPassAnalysis` tells.
struct LowPassStudy: UnitOfWork {
  typealias Point = LowPassMeasurements.Point

  let model: any ScalingModel
  let settings: LowPassSettings
  /// The number of the repetition, from 1.
  let replicate: Int
  /// The seed of the reproduction.
  let seed: UInt64
  var priority = 0

  var name: String { "\(model.name)/honest-seed\(replicate)" }

  /// In processor minutes, about: most of it goes into equilibration at the largest size.
  var cost: Double { Double(settings.sizes.reduce(0) { $0 + $1 * $1 * $1 }) / 130_000 }

  func run(in workspace: UnitWorkspace) throws -> LowPassMeasurements {
    let training = try model.coarseTemperatures.map {
      (
        temperature: $0,
        maps: try draw(.training, settings.trainingSize, $0, settings.trainingCount).maps
      )
    }
    workspace.report(progress: 0.1)
    let (coarsePoints, center) = try firstPass(training)
    workspace.report(progress: 0.2)
    let networks = try MapNetwork.Recipe.allCases.map { recipe in
      let label = label(recipe, center)
      return (
        recipe: recipe, label: label,
        network: try MapNetwork(
          recipe, on: training, label: label, exclusion: LowPassSettings.exclusion * center,
          seed: seed("honest: networks"))
      )
    }
    var points: [Point] = []
    let work = settings.sizes.reduce(0.0) { $0 + cube($1) }
    var done = 0.0
    for size in settings.sizes {
      for temperature in temperatures(size: size, center: center) {
        let samples = try draw(.test, size, temperature, settings.testCount)
        points.append(
          try point(
            size, temperature, samples,
            networks.map { ($0.recipe.rawValue, $0.network) }))
        done += cube(size) / Double(settings.gridCount)
        workspace.report(progress: 0.2 + 0.8 * done / work)
      }
    }
    return LowPassMeasurements(
      coarsePoints: coarsePoints, coarseCriticalTemperature: center,
      trainings: networks.map {
        .init(recipe: $0.recipe, label: $0.label, accuracy: $0.network.accuracy)
      },
      points: points)
  }

  private func cube(_ size: Int) -> Double { Double(size * size * size) }

  /// Where the labels of a recipe change.
  private func label(_ recipe: MapNetwork.Recipe, _ center: Double) -> Double {
    switch recipe {
    case .lowLabel: center * (1 - LowPassSettings.labelShift)
    case .highLabel: center * (1 + LowPassSettings.labelShift)
    case .firstPassLabel, .permutedLabels, .untrained, .fullyConnected: center
    }
  }

  /// The temperatures of the second pass at one size.
  func temperatures(size: Int, center: Double) -> [Double] {
    let half = model.gridHalfWidth * center / Double(size)
    return (0..<settings.gridCount).map {
      center + half * (2 * Double($0) / Double(settings.gridCount - 1) - 1)
    }
  }

  // MARK: First pass

  /// T₀: where curves over all temperatures cross, then, for that is known to a step of those temperatures
  /// only, from points about the crossing.
  private func firstPass(
    _ training: [(temperature: Double, maps: LowPassMaps)]
  ) throws -> (points: [Point], center: Double) {
    let temperatures = model.coarseTemperatures
    let middle = (temperatures.first! + temperatures.last!) / 2
    let network = try MapNetwork(
      .firstPassLabel, on: training, label: middle, exclusion: 0,
      seed: seed("honest: first network"))
    func read(_ purpose: Purpose, _ temperatures: (Int) -> [Double]) throws -> [Point] {
      try settings.coarseSizes.flatMap { size in
        try temperatures(size).map { temperature in
          let samples = try draw(purpose, size, temperature, settings.coarseCount)
          return try point(
            size, temperature, samples, [(LowPassMeasurements.coarseReading, network)])
        }
      }
    }
    func table(_ points: [Point]) throws -> ScalingTable {
      try LowPassMeasurements.table(points) {
        $0.readings[LowPassMeasurements.coarseReading]!.logit
      }
    }
    let coarse = try read(.coarse) { _ in temperatures }
    let crossing = try table(coarse).coarseCriticalPoint()
    let near = try read(.near) { self.temperatures(size: $0, center: crossing) }
    return (coarse + near, try center(table(near), crossing))
  }

  /// T₀ from points about a first crossing: by a fit, or, where they do not determine one, by their own
  /// crossing, or the first.
  private func center(_ near: ScalingTable, _ crossing: Double) -> Double {
    let halfWidth = BlindWindowFit.halfWidth(for: [(near, crossing)])
    let fit = (try? BlindWindowFit(near, center: crossing, halfWidth: halfWidth))?.fit
    return fit?.parameters.criticalPoint ?? (try? near.coarseCriticalPoint()) ?? crossing
  }

  // MARK: Samples

  /// What configurations are drawn for; those of one purpose are no others'.
  private enum Purpose {
    case training, coarse, near, test

    var domain: StaticString {
      switch self {
      case .training: "honest: training"
      case .coarse: "honest: first pass"
      case .near: "honest: first pass, near"
      case .test: "honest: test"
      }
    }
  }

  private func draw(
    _ purpose: Purpose, _ size: Int, _ temperature: Double, _ count: Int
  ) throws -> ScalingSamples {
    try model.draw(
      size: size, temperature: temperature, count: count,
      seed: seed(purpose.domain))
  }

  private func seed(_ domain: StaticString) -> UInt64 {
    var stream = RandomStreams(seed: seed).stream(domain, block: replicate)
    return stream.next()
  }

  private func point(
    _ size: Int, _ temperature: Double, _ samples: ScalingSamples,
    _ networks: [(name: String, network: MapNetwork)]
  ) throws -> Point {
    var readings: [String: LowPassMeasurements.Reading] = [:]
    for (name, network) in networks {
      let logits = try network.logits(samples.maps)
      readings[name] = LowPassMeasurements.Reading(
        logit: samples.lanes.mean(logits),
        probability: samples.lanes.mean(logits.map { 1 / (1 + exp(-$0)) }))
    }
    return Point(
      size: size, temperature: temperature, count: samples.maps.count,
      energyDensity: samples.lanes.mean(samples.energyDensities),
      structureRatio: samples.lanes.momentRatio(samples.structureFactors), readings: readings,
      warnings: samples.warnings)
  }
}
