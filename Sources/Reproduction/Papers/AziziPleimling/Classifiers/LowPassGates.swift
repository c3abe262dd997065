import FiniteSizeScaling
import Foundation
import Statistics

/// The gates that T_c and ν of a network must pass to be believed, set before the data were seen.
enum LowPassGates {
  /// |T_c - true| / true.
  static let criticalTemperature = 0.005
  /// |ν - true| / true, with the smallest size and without it.
  static let nu = 0.05
  static let reducedChiSquare = 2.0
  /// The mean probability must change by so much over the temperatures of the second pass: a network that
  /// answers the same everywhere has learnt nothing, whatever a fit says of its last digits.
  static let amplitude = 0.25
  /// How far T_c may move when labels change at a false temperature, over T_c.
  static let labelShift = 0.003 / 2.269
}

/// What the readings of one kind of network, or another quantity, come to under the low-pass protocol.
struct LowPassReading: Sendable {
  let analysis: LowPassAnalysis
  /// The largest less the smallest mean probability, by repetition; empty where there is no probability.
  let amplitudes: [Double]
  let truth: (criticalTemperature: Double, nu: Double)

  init(
    _ measurements: [LowPassMeasurements], of model: any ScalingModel,
    _ value: (LowPassMeasurements.Point) -> Estimate,
    probability: ((LowPassMeasurements.Point) -> Estimate)? = nil
  ) {
    truth = model.truth
    // A quantity without scatter has no table, and gives no number.
    let tables = measurements.compactMap { measured in
      (try? LowPassMeasurements.table(measured.points, value)).map {
        (table: $0, center: measured.coarseCriticalTemperature)
      }
    }
    analysis = LowPassAnalysis(tables)
    amplitudes =
      probability.map { probability in
        measurements.map { measured in
          let values = measured.points.map { probability($0).value }
          return values.max()! - values.min()!
        }
      } ?? []
  }

  /// The readings of a recipe's network.
  init(
    _ measurements: [LowPassMeasurements], of model: any ScalingModel, _ recipe: MapNetwork.Recipe
  ) {
    self.init(
      measurements, of: model, { $0.readings[recipe.rawValue]!.logit },
      probability: { $0.readings[recipe.rawValue]!.probability })
  }

  /// The smallest amplitude over repetitions.
  var amplitude: Double? { amplitudes.min() }

  /// Whether T_c, ν at two smallest sizes, χ² and the amplitude all pass.
  var passesGates: Bool {
    guard let average = analysis.average, let large = analysis.withoutSmallest else { return false }
    return abs(average.parameters.criticalPoint / truth.criticalTemperature - 1)
      < LowPassGates.criticalTemperature
      && [average, large].allSatisfy { abs($0.parameters.nu / truth.nu - 1) < LowPassGates.nu }
      && average.heaviest.reducedChiSquare < LowPassGates.reducedChiSquare
      && (amplitude ?? 1) >= LowPassGates.amplitude
  }

  /// T_c, ν and χ²/dof in a sentence.
  var text: String {
    guard let average = analysis.average else { return "The fits give no number. \(heldText)" }
    let amplitude = amplitude.map { "; the mean probability changes by \(brief($0))" } ?? ""
    return "\(average.words)\(amplitude)."
  }

  /// How far the quantity is from a function of (T - T_c) L^(1/ν) with the T_c and ν of the model.
  private var heldText: String {
    let found = analysis.reducedChiSquare(
      criticalPoint: truth.criticalTemperature, nu: truth.nu)
    return found.map { "With T_c and ν of the model, χ²/dof = \(brief($0))." } ?? ""
  }
}
