import Dispatch
import ExactIsing
import NeuralModels
import Randomness
import SpinSystems

/// Training of Boltzmann machines and Gibbs chains, beside loops over the units, and two trainings on two
/// cores.
struct BoltzmannMachineBenchmark: Benchmark {
  let identifier = "rbm"
  let summary = "Boltzmann machines, n = m = 144, beside loops over the units"

  private let sampleCount = 10_000
  /// Epochs that both trainings run before they are compared.
  private let epochs = 3

  func results() throws -> [BenchmarkResult] {
    let ensemble = try Ensemble.fixedMagnetization(size: 12, temperature: 2, totalSpin: 0)
    var generator = RandomStreams(seed: 1).stream("benchmark: rbm", for: ensemble)
    let samples = try PerfectSampler(ensemble).sample(count: sampleCount, using: &generator)
    let options = BoltzmannTrainingOptions(hiddenCount: ensemble.lattice.siteCount, seed: 1)
    var training = try BoltzmannTraining(samples, ensemble: ensemble, options: options)
    var plain = PlainBoltzmannMachine(training.machine, options: options, using: generator)
    let plainEpoch = ProcessorTime.best(ofRuns: epochs) { plain.runEpoch(samples) }
    let ourEpoch = try ProcessorTime.best(ofRuns: epochs) { try training.runEpoch() }
    // Other random numbers, the same course.
    let means = [training.machine.meanAbsoluteParameter, plain.meanAbsoluteParameter]
    precondition(abs(means[0] / means[1] - 1) < 0.1, "the two disagree")
    return [
      BenchmarkResult(
        subject: identifier,
        work: "an epoch of 10,000 configurations, batch 100, k = 10, Adam",
        value: ourEpoch.seconds, unit: .seconds, yardstick: plainEpoch.seconds,
        yardstickName: "loops over the units")
    ]
      + (try chains(training.machine, samples, plain))
      + [try twoTrainings(samples, ensemble, options)]
  }

  private func chains(
    _ machine: RestrictedBoltzmannMachine, _ samples: SampleSet, _ plain: PlainBoltzmannMachine
  ) throws -> [BenchmarkResult] {
    let steps = 100
    func rate(totalSpin: Int?) throws -> Double {
      var chains = try GibbsChains(
        machine, lattice: samples.lattice, start: .data(samples, count: sampleCount),
        totalSpin: totalSpin, seed: 1)
      let time = ProcessorTime.best(ofRuns: 5) { chains.advance(steps) }.seconds
      return Double(chains.count * steps) / time
    }
    var plain = plain
    let plainTime = ProcessorTime.best(ofRuns: 3) { plain.advance(samples.prefix(1000), steps: 10) }
    return [
      BenchmarkResult(
        subject: identifier, work: "Gibbs chains of a machine", value: try rate(totalSpin: nil),
        unit: .chainStepsPerSecond, yardstick: 10_000 / plainTime.seconds,
        yardstickName: "loops over the units"),
      BenchmarkResult(
        subject: identifier, work: "Gibbs chains of a machine, ΣS conserved",
        value: try rate(totalSpin: 0), unit: .chainStepsPerSecond),
    ]
  }

  /// Two trainings at a time, beside the same two in succession: 2 is the best there is.
  private func twoTrainings(
    _ samples: SampleSet, _ ensemble: Ensemble, _ options: BoltzmannTrainingOptions
  ) throws -> BenchmarkResult {
    let trainings = try ([1, 2] as [UInt64]).map { seed in
      var options = options
      options.seed = seed
      return try BoltzmannTraining(samples, ensemble: ensemble, options: options)
    }
    let epochs = 10
    @Sendable func run(_ index: Int) {
      var training = trainings[index]
      for _ in 0..<epochs {
        guard (try? training.runEpoch()) != nil else { fatalError("a training diverged") }
      }
    }
    let clock = ContinuousClock()
    func best(_ work: () -> Void) -> Double {
      (0..<3).map { _ in clock.measure(work) / .seconds(1) }.min()!
    }
    let together = best { DispatchQueue.concurrentPerform(iterations: 2) { run($0) } }
    let inSuccession = best { for index in 0..<2 { run(index) } }
    return BenchmarkResult(
      subject: identifier, work: "two trainings at a time, 10 epochs each", value: together,
      unit: .wallSeconds, yardstick: inSuccession, yardstickName: "one after the other")
  }
}
