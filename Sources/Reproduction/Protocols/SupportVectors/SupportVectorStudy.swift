import BatchRuns
import Randomness
import SpinSystems
import Statistics

/// A unit of work: what the paper's references 1 and 6 do, at one size, once through, with its controls.
///
/// Configurations at the 23 temperatures of the networks' training are labelled by their temperature, as for a
/// network. Support vector machines with a linear and a quadratic kernel are trained on some of them (P. Ponte
/// and R. G. Melko, Phys. Rev. B 96, 205146, 2017), and the leading principal component is found from the same
/// ones (L. Wang, Phys. Rev. B 94, 195105, 2016). Their means are taken on configurations that were not
/// trained on, at those temperatures and at others about the label. Machines with false labels, with labels in
/// random order and with nothing but the energy are read on the same configurations.
struct SupportVectorStudy: UnitOfWork {
  let magnetization: Magnetization
  let size: Int
  /// The temperatures.
  let grid: SingleSizeSettings
  let settings: SupportVectorSettings
  /// The number of the training run, from 1.
  let replicate: Int
  /// The seed of the reproduction.
  let seed: UInt64
  var priority = 0

  var name: String { "support-vectors/\(magnetization.slug)-L\(size)-seed\(replicate)" }

  /// In processor minutes, about.
  ///
  /// Nearly all of it is drawing configurations: with ΣS = 0 about three labels, free about one. Measured at paper
  /// scale, two units at a time.
  var cost: Double {
    let sites = Double(size * size)
    return (magnetization == .conserved ? 1.8e-3 : 6e-4) * sites
  }

  /// The labels about which machines are read; false ones where the paper makes its claim, at ΣS = 0.
  var labellings: [Labelling] { magnetization == .conserved ? Labelling.allCases : [.critical] }

  func run(in workspace: UnitWorkspace) throws -> SupportVectorMeasurements {
    let temperatures = SingleSizeSettings.temperatures
    let count = settings.trainingCount
    var tests: [(temperature: Double, drawn: ChainSamples)] = []
    var training = SampleSet(lattice: SquareLattice(size: size))
    var trainingTemperatures: [Double] = []
    for temperature in temperatures {
      let drawn = try draw(
        "support vectors: training", temperature, count: count + settings.testCount)
      training.append(packed: drawn.samples.prefix(count).words)
      trainingTemperatures += [Double](repeating: temperature, count: count)
      tests.append((temperature, drawn.part(count..<drawn.samples.count)))
      workspace.report(progress: 0.2 * Double(tests.count) / Double(temperatures.count))
    }
    let readers = readers(training, trainingTemperatures) {
      workspace.report(progress: 0.2 + 0.2 * $0)
    }
    let testPoints = tests.map { readers.point($0.temperature, $0.drawn) { _ in true } }
    var densePoints: [String: [SupportVectorMeasurements.Point]] = [:]
    for (number, labelling) in labellings.enumerated() {
      densePoints[labelling.rawValue] = try grid.denseTemperatures(about: labelling).map {
        let drawn = try draw("support vectors: dense", $0, count: grid.countPerDenseTemperature)
        return readers.point($0, drawn) { $0.labels.labelling == labelling }
      }
      workspace.report(progress: 0.4 + 0.6 * Double(number + 1) / Double(labellings.count))
    }
    return SupportVectorMeasurements(
      supportCounts: readers.machines.supportCounts, testPoints: testPoints,
      densePoints: densePoints)
  }

  private func readers(
    _ training: SampleSet, _ temperatures: [Double], progress: (Double) -> Void
  ) -> MachineReaders {
    let siteCount = Double(training.lattice.siteCount)
    let energies = Observables(training, largestDistance: 1).energies.map {
      Double($0) / siteCount
    }
    var labels = stream("support vectors: permuted labels")
    var component = stream("support vectors: principal component")
    return MachineReaders(
      machines: PhaseMachines(
        training, energyDensities: energies, temperatures: temperatures, using: &labels,
        progress: progress),
      component: LeadingComponent(training, using: &component))
  }

  private func draw(
    _ domain: StaticString, _ temperature: Double, count: Int
  ) throws -> ChainSamples {
    var stream = stream(domain)
    return try ChainSamples(
      magnetization, size: size, temperature: temperature, count: count, seed: stream.next())
  }

  private func stream(_ domain: StaticString) -> Xoshiro256PlusPlus {
    RandomStreams(seed: seed).stream(domain, block: replicate)
  }
}

/// All that looks at configurations.
private struct MachineReaders {
  let machines: PhaseMachines
  let component: LeadingComponent

  func point(
    _ temperature: Double, _ drawn: ChainSamples, of isWanted: (MachineKind) -> Bool
  ) -> SupportVectorMeasurements.Point {
    let energies = drawn.energyDensities
    let decisions = machines.decisions(
      on: drawn.samples, energyDensities: energies, of: isWanted)
    return SupportVectorMeasurements.Point(
      temperature: temperature, count: drawn.samples.count,
      decisions: Dictionary(
        uniqueKeysWithValues: decisions.map { ($0.key.name, drawn.lanes.mean($0.value)) }),
      component: drawn.lanes.mean(component.amplitudes(drawn.samples)),
      energyDensity: drawn.lanes.mean(energies), warnings: drawn.warnings)
  }
}
