import BatchRuns
import Foundation
import NeuralModels
import Randomness
import SpinSystems

/// A unit of work: the paper's protocol at one size, once through, or one of its controls.
///
/// Configurations with ΣS = 0, or free, at 23 temperatures are labelled by their temperature and split; a network is
/// trained on 70 % of them until its accuracy on 10 % has not improved for three epochs; the mean output of
/// its best epoch is taken on the remaining 20 %, and on further configurations about the label. Beside it,
/// on the same configurations, stand what needs no network: logistic regression on the energy and the
/// leading principal component.
struct SingleSizeStudy: UnitOfWork {
  /// Which network is trained, and on which labels.
  enum Variant: String, CaseIterable, Sendable {
    /// As in the paper.
    case paper
    case lowLabel
    case highLabel
    /// Labels in random order.
    case permutedLabels
    /// Hidden units that see every site, in place of convolutions.
    case fullyConnected

    var labelling: Labelling {
      switch self {
      case .paper, .permutedLabels, .fullyConnected: .critical
      case .lowLabel: .low
      case .highLabel: .high
      }
    }
  }

  var variant = Variant.paper
  var magnetization = Magnetization.conserved
  let size: Int
  let settings: SingleSizeSettings
  /// The number of the training run, from 1.
  let replicate: Int
  /// The seed of the reproduction.
  let seed: UInt64
  var priority = 0

  var name: String {
    let protocolName = magnetization == .conserved ? "paper" : "free"
    return "classifier/\(variant == .paper ? protocolName : "control-\(variant.rawValue)")"
      + "-L\(size)-seed\(replicate)"
  }

  /// In processor minutes, about.
  var cost: Double {
    let spins = Double(size * size * settings.countPerTemperature) * 1e-7
    // With ΣS free no more is looked at than temperatures about one label, and clusters are drawn faster.
    let share = magnetization == .conserved ? 1 : 0.5
    return share * (variant == .fullyConnected ? 3 : 8) * spins
  }

  /// Configurations at each temperature that the principal component is found from.
  private static let componentCount = 100

  func run(in workspace: UnitWorkspace) throws -> SingleSizeMeasurements {
    let temperatures = SingleSizeSettings.temperatures
    var series: [(temperature: Double, drawn: ChainSamples)] = []
    for temperature in temperatures {
      series.append((temperature, try draw("single size: training", temperature)))
      workspace.report(progress: 0.2 * Double(series.count) / Double(temperatures.count))
    }
    let split = try TemperatureSplit(
      series.map {
        TemperatureInputs(temperature: $0.temperature, inputs: .spins($0.drawn.samples))
      },
      labelTemperature: variant.labelling.temperature)
    let training = try train(split) { workspace.report(progress: 0.2 + 0.6 * $0) }
    let readers = Readers(
      network: training.best, thermometers: thermometers(series), component: component(series))
    let testPoints = try series.map { point in
      // `TemperatureSplit` tests on the last fifth.
      let count = point.drawn.samples.count
      let testCount = split.test.first { $0.temperature == point.temperature }!.inputs.count
      return try readers.point(
        point.temperature, point.drawn.part(count - testCount..<count))
    }
    let densePoints = try densePoints(about: variant.labelling, readers)
    workspace.report(progress: 0.9)
    var others: [String: [SingleSizeMeasurements.Point]] = [:]
    if variant == .paper && magnetization == .conserved {
      for labelling in Labelling.allCases where labelling != .critical {
        others[labelling.rawValue] = try self.densePoints(about: labelling, readers)
      }
    }
    return SingleSizeMeasurements(
      epochs: training.history, bestEpoch: training.bestEpoch, testPoints: testPoints,
      densePoints: densePoints, densePointsOfFalseLabels: others)
  }

  // MARK: Training

  private func train(
    _ split: TemperatureSplit, progress: (Double) -> Void
  ) throws -> ClassifierTraining {
    var options = ClassifierTrainingOptions()
    options.maximumEpochs = settings.maximumEpochs
    options.seed = seed("single size: network")
    let architecture: ClassifierArchitecture =
      variant == .fullyConnected
      ? try .fullyConnected(input: MapShape(rows: size, columns: size))
      : try .convolutional(size: size)
    var (training, validation) = (split.training, split.validation)
    if variant == .permutedLabels {
      var generator = stream("single size: permuted labels")
      training = training.permutingLabels(using: &generator)
      validation = validation.permutingLabels(using: &generator)
    }
    var run = try ClassifierTraining(
      PhaseClassifier(architecture, seed: options.seed), training: training,
      validation: validation, options: options)
    try run.run { progress(Double($0.epoch) / Double(options.maximumEpochs)) }
    return run
  }

  /// Logistic regressions on the energies of what networks are trained on.
  private func thermometers(
    _ series: [(temperature: Double, drawn: ChainSamples)]
  ) -> [Labelling: EnergyThermometer] {
    let energies = series.map { point in
      point.drawn.part(0..<point.drawn.samples.count * 7 / 10).energyDensities
    }
    return Dictionary(
      uniqueKeysWithValues: Labelling.allCases.map { labelling in
        let labels = zip(series, energies).flatMap { point, energies in
          energies.map { _ in point.temperature < labelling.temperature }
        }
        return (
          labelling,
          EnergyThermometer(energyDensities: energies.flatMap { $0 }, isOrdered: labels)
        )
      })
  }

  private func component(
    _ series: [(temperature: Double, drawn: ChainSamples)]
  ) -> LeadingComponent {
    var samples = SampleSet(lattice: SquareLattice(size: size))
    for point in series {
      samples.append(packed: point.drawn.samples.prefix(Self.componentCount).words)
    }
    var generator = stream("single size: principal component")
    return LeadingComponent(samples, using: &generator)
  }

  // MARK: Samples

  private func densePoints(
    about labelling: Labelling, _ readers: Readers
  ) throws -> [SingleSizeMeasurements.Point] {
    try settings.denseTemperatures(about: labelling).map { temperature in
      try readers.point(
        temperature,
        draw("single size: dense", temperature, count: settings.countPerDenseTemperature))
    }
  }

  /// The same configurations for all variants of a replicate.
  private func draw(
    _ domain: StaticString, _ temperature: Double, count: Int? = nil
  ) throws -> ChainSamples {
    try ChainSamples(
      magnetization, size: size, temperature: temperature,
      count: count ?? settings.countPerTemperature,
      seed: seed(domain))
  }

  private func stream(_ domain: StaticString) -> Xoshiro256PlusPlus {
    RandomStreams(seed: seed).stream(domain, block: replicate)
  }

  private func seed(_ domain: StaticString) -> UInt64 {
    var stream = stream(domain)
    return stream.next()
  }
}

/// All that looks at configurations.
private struct Readers {
  let network: PhaseClassifier
  let thermometers: [Labelling: EnergyThermometer]
  let component: LeadingComponent

  func point(
    _ temperature: Double, _ drawn: ChainSamples
  ) throws -> SingleSizeMeasurements.Point {
    let logits = try network.logits(drawn.samples).map { Double($0) }
    let energies = drawn.energyDensities
    let lanes = drawn.lanes
    return SingleSizeMeasurements.Point(
      temperature: temperature, count: drawn.samples.count,
      output: lanes.mean(logits.map { 1 / (1 + exp(-$0)) }), logit: lanes.mean(logits),
      energyDensity: lanes.mean(energies),
      thermometers: Dictionary(
        uniqueKeysWithValues: thermometers.map { labelling, thermometer in
          (labelling.rawValue, lanes.mean(energies.map(thermometer.probability)))
        }),
      component: lanes.mean(component.amplitudes(drawn.samples)), warnings: drawn.warnings)
  }
}
