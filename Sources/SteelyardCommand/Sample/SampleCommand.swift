import ArgumentParser
import Console
import Foundation
import MonteCarlo
import Reporting
import SpinSystems
import Storage
import Studies

extension PlantedFault: ExpressibleByArgument {}

/// `steelyard sample --size L --temperature T [--total-spin S] --count N --output FILE.npy`
struct SampleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draws configurations and writes them to a NumPy file.",
    usage: """
      steelyard sample --size <L> --temperature <T> [--total-spin <S>]
                       --count <n> --output <file.npy> [<options>]
      steelyard sample --size <L> [--total-spin <S>] --count <n>
                       --training-set <directory> [<options>]
      """,
    discussion: """
      Up to L = 12 the samples are perfect: independent, and from exactly the ensemble. Beyond, they \
      come from Markov chains whose burn-in and spacing follow from measured autocorrelation times; \
      each goes through a random symmetry of the lattice. The array is of int8 and shape [n, L, L] \
      with values -1 and +1. Beside FILE.npy a FILE.json says how it was made. The same seed gives \
      the same bytes on any number of processor cores. A run that was killed goes on when it is \
      started again. The second form writes a file for each of the temperatures 1.0, 1.1 … 3.2.
      """,
    aliases: ["likelihood-probe"])

  @Option(
    help: ArgumentHelp(
      "How to draw them: \(Self.samplerNames).", valueName: "name"),
    transform: Self.sampler)
  var sampler: (any SamplingMethod)?

  @Option(
    help: ArgumentHelp(
      "Samples that are wrong on purpose, by a fault of the list and its amount from 0 to 1.",
      valueName: "fault=amount"))
  var fault: PlantedFault?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Linear size of the lattice.", valueName: "L"))
  var size: Int

  @Option(parsing: .unconditional, help: EnsembleOptions.temperatureHelp)
  var temperature: Double?

  @Option(parsing: .unconditional, help: EnsembleOptions.totalSpinHelp)
  var totalSpin: Int?

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Number of configurations.", valueName: "n"))
  var count: Int

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; its name ends in .npy.", valueName: "file.npy"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Write the 23 files of the paper's temperatures into this directory.",
      valueName: "directory"))
  var trainingSet: String?

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = Assessment.defaultSeed

  @Flag(help: "Write one bit a spin, as numpy.packbits does along each row.")
  var packed = false

  @OptionGroup var lock: LockOptions

  @Flag(help: "Print one JSON document.")
  var json = false

  private static let samplerNames = allSamplers.map(\.identifier).joined(separator: ", ")

  private static func sampler(_ name: String) throws -> any SamplingMethod {
    guard let sampler = allSamplers.first(where: { $0.identifier == name }) else {
      throw ValidationError(
        "'\(name)' is not a sampler; wanted one of \(samplerNames).")
    }
    return sampler
  }

  func validate() throws {
    guard fault == nil || sampler == nil else {
      throw ValidationError("--fault and --sampler exclude each other.")
    }
    try OptionRange.require("--count", count, in: OptionRange.count)
    if trainingSet != nil {
      guard temperature == nil, output == nil else {
        throw ValidationError("--training-set has temperatures and file names of its own.")
      }
      return
    }
    guard temperature != nil else {
      throw ValidationError("Missing expected argument '--temperature <T>'")
    }
    guard let output else {
      throw ValidationError("Missing expected argument '--output <file.npy>'")
    }
    try MachineOutput.validate(output, ending: ".npy")
  }

  func run() async throws {
    try await reportingErrors {
      if let trainingSet {
        try writeTrainingSet(in: trainingSet)
      } else if let output, let temperature {
        let run = try self.run(temperature: temperature, output: output)
        let document = try run.make(waiting: lock.waiting) { Terminal.showProgress($0) }
        try StandardOutput.write(
          json ? try JSONText.indented(document) : document.text)
      }
    }
  }

  /// Writes the files one after the other, without those that are there from an earlier run.
  private func writeTrainingSet(in folder: String) throws {
    try OutputFolder.make(folder)
    var documents: [SampleDocument] = []
    for temperature in TrainingSet.temperatures {
      let ensemble = try Ensemble(size: size, temperature: temperature, totalSpin: totalSpin)
      let run = try self.run(
        temperature: temperature, output: TrainingSet.path(of: ensemble, in: folder))
      let document =
        try run.finished() ?? run.make(waiting: lock.waiting) { Terminal.showProgress($0) }
      if !json { try StandardOutput.write(document.text + "\n") }
      documents.append(document)
    }
    if json { try StandardOutput.write(try JSONText.indented(documents)) }
  }

  private func run(temperature: Double, output: String) throws -> SampleRun {
    let ensemble = try Ensemble(size: size, temperature: temperature, totalSpin: totalSpin)
    let sampler = fault ?? sampler ?? standardSampler(for: ensemble)
    return SampleRun(
      ensemble: ensemble, sampler: sampler, count: count, seed: seed, output: output,
      packed: packed, command: command(of: ensemble, sampler: sampler.identifier, output: output))
  }

  /// The command that makes the file again.
  private func command(of ensemble: Ensemble, sampler: String, output: String) -> String {
    CommandLineText("sample")
      .option(fault == nil ? "--sampler" : "--fault", sampler)
      .option("--size", size)
      .ensemble(temperature: ensemble.temperature, totalSpin: ensemble.totalSpin)
      .option("--count", count)
      .attached("--output", output)
      .option("--seed", seed)
      .flag("--packed", packed)
      .text()
  }
}
