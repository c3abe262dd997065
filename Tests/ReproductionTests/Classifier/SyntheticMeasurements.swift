import BatchRuns
import FiniteSizeScaling
import Foundation
import Randomness
@testable import Reproduction
import SpinSystems
import Statistics

/// Results of units as they would be if the readings were known functions, with noise.
struct SyntheticMeasurements {
  /// Where the outputs of single-size networks cross ½, and their ν.
  var crossing = 2.26
  var nu = 1.0
  /// The error of the networks' mean outputs.
  var outputError = 0.004
  /// What the output tends to at low temperatures.
  var plateau = 1.0
  /// T_c and ν of the low-pass readings.
  var lowPassCriticalTemperature = Ensemble.criticalTemperature
  var lowPassNu = 1.0
  /// How the mean decision functions of quadratic machines and the principal component scale.
  var decisions = ScalingLaw()
  var component = ScalingLaw(dimension: -0.125)
  /// The error of each of them.
  var decisionError = 0.003
  let plan: ReproductionPlan

  /// L^X f((T - label) L^(1/ν)) with a step f from 1 to -1, as steep for all ν at L = 32.
  struct ScalingLaw {
    var nu = 1.0
    var dimension = 0.0

    func callAsFunction(size: Int, temperature: Double, label: Double) -> Double {
      let x = (temperature - label) * 32 * pow(Double(size) / 32, 1 / nu)
      return -pow(Double(size), dimension) * tanh(0.4 * x)
    }
  }

  /// Results of all units of the claims of Fig. 3, but those of `missing`.
  func results(without missing: (String) -> Bool = { _ in false }) -> UnitResults {
    var data: [String: Data] = [:]
    let grid = ClassifierGrid(plan)
    for study in grid.studies(of: .paper) + grid.controls + grid.studies(of: .paper, .free) {
      data[study.name] = encode(study.name, singleSize(study))
    }
    for study in Magnetization.allCases.flatMap(grid.supportVectorStudies) {
      data[study.name] = encode(study.name, supportVectors(study))
    }
    for model in [ConservedIsing() as any ScalingModel, ThreeStatePotts()] {
      for study in grid.lowPassStudies(model) {
        data[study.name] = encode(study.name, lowPass(study, model))
      }
    }
    let kept = data.filter { !missing($0.key) }
    return UnitResults(run: "synthetic") { kept[$0] }
  }

  private func encode(_ name: String, _ result: some Codable) -> Data {
    Data(try! UnitRecord(unit: name, seconds: 1, result: result).encoded().utf8)
  }

  private func generator(_ name: String) -> Xoshiro256PlusPlus {
    RandomStreams(seed: name.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) }).stream("synthetic")
  }

  private static func noisy(
    _ value: Double, _ error: Double, _ generator: inout Xoshiro256PlusPlus
  ) -> Estimate {
    // A sum of twelve uniforms less six.
    let deviate = (0..<12).reduce(-6.0) { sum, _ in sum + generator.nextUnitInterval() }
    return Estimate(value: value + error * deviate, standardError: error)
  }

  // MARK: Single sizes

  private func singleSize(_ study: SingleSizeStudy) -> SingleSizeMeasurements {
    var generator = generator(study.name)
    let label =
      study.variant.labelling == .critical ? crossing : study.variant.labelling.temperature
    func step(_ temperature: Double, at center: Double) -> Double {
      plateau / (1 + exp(1.2 * (temperature - center) * pow(Double(study.size), 1 / nu)))
    }
    func point(_ temperature: Double) -> SingleSizeMeasurements.Point {
      let output =
        study.variant == .permutedLabels ? 0.5 : step(temperature, at: label)
      return SingleSizeMeasurements.Point(
        temperature: temperature, count: 1000,
        output: Self.noisy(output, outputError, &generator),
        logit: Estimate(value: 0, standardError: 1),
        energyDensity: Estimate(value: -1, standardError: 0.01),
        thermometers: Dictionary(
          uniqueKeysWithValues: Labelling.allCases.map {
            ($0.rawValue, Self.noisy(step(temperature, at: $0.temperature), 0.004, &generator))
          }),
        component: Self.noisy(
          pow(Double(study.size), -0.125)
            * (1.5 - tanh(0.3 * (temperature - Ensemble.criticalTemperature) * Double(study.size))),
          0.002, &generator), warnings: [])
    }
    var others: [String: [SingleSizeMeasurements.Point]] = [:]
    if study.variant == .paper {
      for labelling in [Labelling.low, .high] {
        others[labelling.rawValue] = study.settings.denseTemperatures(about: labelling).map(point)
      }
    }
    return SingleSizeMeasurements(
      epochs: [], bestEpoch: 1, testPoints: SingleSizeSettings.temperatures.map(point),
      densePoints: study.settings.denseTemperatures(about: study.variant.labelling).map(point),
      densePointsOfFalseLabels: others)
  }

  // MARK: Support vectors

  private func supportVectors(_ study: SupportVectorStudy) -> SupportVectorMeasurements {
    var generator = generator(study.name)
    func decision(_ kind: MachineKind, _ temperature: Double) -> Double {
      // A linear function of the spins has the same mean everywhere, and so has nothing learnt.
      if kind.features == .spins && kind.kernel == .linear || kind.labels == .permuted {
        return 0.3
      }
      return decisions(
        size: study.size, temperature: temperature, label: kind.labels.labelling.temperature)
    }
    func point(
      _ temperature: Double, _ isWanted: (MachineKind) -> Bool
    ) -> SupportVectorMeasurements.Point {
      var read: [String: Estimate] = [:]
      for kind in MachineKind.all where isWanted(kind) {
        read[kind.name] = Self.noisy(decision(kind, temperature), decisionError, &generator)
      }
      return SupportVectorMeasurements.Point(
        temperature: temperature, count: 1000, decisions: read,
        component: Self.noisy(
          component(
            size: study.size, temperature: temperature, label: Ensemble.criticalTemperature),
          decisionError, &generator),
        energyDensity: Self.noisy(-1.4 + 0.6 * (temperature - 2.27), 0.002, &generator),
        warnings: [])
    }
    return SupportVectorMeasurements(
      supportCounts: [:],
      testPoints: SingleSizeSettings.temperatures.map { point($0) { _ in true } },
      densePoints: Dictionary(
        uniqueKeysWithValues: study.labellings.map { labelling in
          (
            labelling.rawValue,
            study.grid.denseTemperatures(about: labelling).map {
              point($0) { $0.labels.labelling == labelling }
            }
          )
        }))
  }

  // MARK: low-pass protocol

  private func lowPass(
    _ study: LowPassStudy, _ model: any ScalingModel
  ) -> LowPassMeasurements {
    var generator = generator(study.name)
    let isIsing = model.name == ConservedIsing().name
    let critical = isIsing ? lowPassCriticalTemperature : model.truth.criticalTemperature
    let nu = isIsing ? lowPassNu : model.truth.nu
    let center = critical * 1.002
    let points = study.settings.sizes.flatMap { size in
      study.temperatures(size: size, center: center).map { temperature in
        let x = (temperature / critical - 1) * pow(Double(size), 1 / nu)
        var readings: [String: LowPassMeasurements.Reading] = [:]
        for recipe in MapNetwork.Recipe.allCases {
          // A permuted network answers much the same everywhere.
          let gain = recipe == .permutedLabels ? 0.02 : 1.0
          let logit = gain * (-2.7 - 2.2 * x + 0.1 * x * x)
          readings[recipe.rawValue] = LowPassMeasurements.Reading(
            logit: Self.noisy(logit, 0.04 * gain, &generator),
            probability: Estimate(value: 1 / (1 + exp(-logit)), standardError: 0.01))
        }
        return LowPassMeasurements.Point(
          size: size, temperature: temperature, count: 4096,
          energyDensity: Self.noisy(
            -1.414 + 0.6 * (temperature - critical) + 0.6 / Double(size), 0.001, &generator),
          structureRatio: Self.noisy(1.15 + 0.03 * x, 0.003, &generator), readings: readings,
          warnings: [])
      }
    }
    return LowPassMeasurements(
      coarsePoints: [], coarseCriticalTemperature: center,
      trainings: MapNetwork.Recipe.allCases.map {
        .init(recipe: $0, label: center, accuracy: 0.98)
      }, points: points)
  }
}
