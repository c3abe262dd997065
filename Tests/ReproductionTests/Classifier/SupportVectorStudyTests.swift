import BatchRuns
@testable import Reproduction
import SpinSystems
import Testing

@Suite struct `Support vector study` {
  private static func run(
    _ magnetization: Magnetization, replicate: Int = 1
  ) throws -> SupportVectorMeasurements {
    let plan = ReproductionPlan(scale: .smoke, seed: 1)
    var grid = SingleSizeSettings(plan)
    grid.denseCount = 3
    grid.countPerDenseTemperature = 64
    var settings = SupportVectorSettings(plan)
    settings.trainingCount = 16
    settings.testCount = 48
    return try SupportVectorStudy(
      magnetization: magnetization, size: 8, grid: grid, settings: settings, replicate: replicate,
      seed: 1
    ).run(in: UnitWorkspace(folder: "/nonexistent"))
  }

  @Test func `Reads each machine about its label, and repeats itself to the last bit`() throws {
    let measured = try Self.run(.conserved)
    #expect(measured.testPoints.map(\.temperature) == SingleSizeSettings.temperatures)
    #expect(measured.testPoints.allSatisfy { $0.count == 48 && $0.decisions.count == 14 })
    #expect(measured.densePoints["critical"]?.map(\.temperature) == [2, 2.25, 2.5])
    #expect(measured.densePoints["critical"]![0].decisions.count == 6)
    #expect(
      Set(measured.densePoints["high"]![0].decisions.keys) == [
        "spins-linear-high", "spins-quadratic-high", "energy-linear-high", "energy-quadratic-high",
      ])
    #expect(measured.supportCounts.values.allSatisfy { $0 > 0 && $0 <= 23 * 16 })
    let again = try Self.run(.conserved)
    #expect(again.testPoints.map(\.decisions) == measured.testPoints.map(\.decisions))
    #expect(again.supportCounts == measured.supportCounts)
    let other = try Self.run(.conserved, replicate: 2)
    #expect(other.testPoints.map(\.decisions) != measured.testPoints.map(\.decisions))
  }

  /// Means of 48 configurations, whose decisions scatter by about the margin: errors of 0.15.
  @Test(arguments: Magnetization.allCases)
  func `A quadratic machine tells the phases apart, a linear one does not`(
    magnetization: Magnetization
  ) throws {
    let measured = try Self.run(magnetization)
    func fall(_ kind: MachineKind) -> Double {
      let values = [0, 1, 2, 20, 21, 22].map {
        measured.testPoints[$0].decisions[kind.name]!.value
      }
      return (values[0] + values[1] + values[2] - values[3] - values[4] - values[5]) / 3
    }
    #expect(fall(MachineKind(kernel: .quadratic)) > 1)
    #expect(abs(fall(MachineKind(kernel: .linear))) < 0.5)
    #expect(fall(MachineKind(features: .energy, kernel: .linear)) > 1)
    // ±1 at the margins, whatever the kernel: energies of T = 1 and T = 3 are far apart.
    #expect(fall(MachineKind(features: .energy, kernel: .quadratic)) > 1)
  }

  /// With nothing but the energy a machine follows its labels: d falls through 0 where they change, to about
  /// the 0.2 by which the energy of one configuration with L = 8 tells T.
  @Test func `Energies tell where labels change`() throws {
    let points = try Self.run(.conserved).testPoints
    func crossing(_ labels: MachineKind.Labels) -> Double {
      let name = MachineKind(features: .energy, kernel: .linear, labels: labels).name
      return points.first { $0.decisions[name]!.value < 0 }!.temperature
    }
    #expect(abs(crossing(.low) - 2.05) < 0.25)
    #expect(abs(crossing(.high) - 2.75) < 0.35)
    #expect(crossing(.low) < crossing(.high))
  }
}
