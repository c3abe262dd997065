import BatchRuns
import ExactIsing
import Foundation
import Randomness
@testable import Reproduction
import SpinSystems
import Studies

/// Results of machines that were never trained: what they "generate" is drawn from the exact distribution
/// of some ensemble, so that what a claim must say of them is known.
enum SyntheticMachines {
  /// Results of all units of `claim` at the paper's scale, of `count` configurations each.
  ///
  /// - Parameter generated: the ensemble that a machine for the given one generates, after a number of steps.
  static func results(
    for claim: any Claim, plan: ReproductionPlan, count: Int = 3000,
    generated: (Ensemble, _ steps: Int) throws -> Ensemble
  ) throws -> UnitResults {
    var files: [String: Data] = [:]
    var ensembles: [String: SyntheticEnsemble] = [:]
    func measurements(_ ensemble: Ensemble, seed: Int) throws -> SampleMeasurements {
      let synthetic = try ensembles["\(ensemble)"] ?? SyntheticEnsemble(ensemble)
      ensembles["\(ensemble)"] = synthetic
      return synthetic.measurements(count: count, seed: seed)
    }
    for case let study as MachineStudy in claim.units(plan) {
      var measured: [Int: SampleMeasurements] = [:]
      for steps in study.settings.steps {
        measured[steps] = try measurements(
          generated(study.ensemble, steps), seed: 1000 * study.trainingSeed + steps)
      }
      let snapshots = study.settings.snapshotEpochs.map { epoch in
        MachineSnapshot(
          epoch: epoch,
          generated: [ChainStart.random, .data].flatMap { start in
            study.settings.steps.map { steps in
              GeneratedSamples(start: start, steps: steps, measured: measured[steps]!)
            }
          },
          conserved: [], checks: [], conservedChecks: [], identityViolations: 0,
          identityCount: 1000, examples: [])
      }
      let history = stride(from: 10, through: study.settings.epochs, by: 10).map {
        MachineMeasurements.HistoryPoint(
          epoch: $0, meanAbsoluteParameter: 0.5, reconstructionError: 0.1)
      }
      let result = MachineMeasurements(
        trainingSet: try measurements(study.ensemble, seed: study.trainingSeed),
        history: history, snapshots: snapshots)
      files[study.name] = Data(
        try UnitRecord(unit: study.name, seconds: 1, result: result).encoded().utf8)
    }
    let all = files
    return UnitResults(run: "synthetic") { name throws(RunDirectoryError) in all[name] }
  }
}

/// Draws H and ΣS from the exact joint distribution; C(r) scatters about its exact mean.
private struct SyntheticEnsemble {
  private let solution: ExactSolution
  private let cumulative: [Double]

  init(_ ensemble: Ensemble) throws {
    solution = try ExactSolution(ensemble)
    var sum = 0.0
    cumulative = solution.jointLevels.map { level in
      sum += level.probability
      return sum
    }
  }

  func measurements(count: Int, seed: Int) -> SampleMeasurements {
    var stream = RandomStreams(seed: 77).stream(
      "synthetic machines", for: solution.ensemble, block: seed)
    let levels = (0..<count).map { _ in
      let target = stream.nextUnitInterval() * cumulative.last!
      let index = cumulative.firstIndex { $0 > target }!
      return solution.jointLevels[index]
    }
    // The spread of C(r) in one configuration is of this order at L = 12.
    let deviation = 0.1
    let size = solution.correlation.count - 1
    return SampleMeasurements(
      count: count, energies: LevelCounts(levels.map { Int32($0.energy) }),
      totalSpins: LevelCounts(levels.map { Int32($0.totalSpin) }), lowEnergies: [],
      correlation: (1...size).map { distance in
        // Irwin-Hall: twelve uniform numbers, less 6, have variance 1.
        let normal = (0..<12).reduce(-6.0) { sum, _ in sum + stream.nextUnitInterval() }
        return solution.correlation[distance]
          + deviation * normal / Double(count).squareRoot()
      },
      correlationCovariance: (0..<size * size).map {
        $0.isMultiple(of: size + 1) ? deviation * deviation : 0
      })
  }
}

extension UnitResults {
  /// These results as if only `unit` were finished.
  func only(_ unit: String) -> UnitResults {
    UnitResults(run: "synthetic") { [self] name throws(RunDirectoryError) in
      name == unit ? try contents(name) : nil
    }
  }
}
