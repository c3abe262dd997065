import ArgumentParser
import Console
import ExactIsing
import Reporting
import SpinSystems
import Storage
import Studies

/// `steelyard exact --size L --temperature T [--total-spin S]`
struct ExactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exact",
    abstract: "Exact energy, specific heat, P(E) and C(r) of an ensemble.",
    usage: """
      steelyard exact --size <L> --temperature <T> [--total-spin <S>]
                      [--spectrum] [--json]
      steelyard exact --size <L> --spectrum --output <file>
      """,
    discussion: """
      With a fixed total spin, and up to L = 12, everything follows from the number of configurations \
      of each energy and total spin. Larger lattices, where the total spin is free, have a closed form \
      for the energy and specific heat, and up to L = 64 an exact P(E). The second form counts the \
      configurations anew and writes a file like those in Fixtures/exact; it can be stopped and started \
      again, and takes a minute of processor time for L = 12.
      """)

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Linear size of the lattice.", valueName: "L"))
  var size: Int

  @Option(parsing: .unconditional, help: EnsembleOptions.temperatureHelp)
  var temperature: Double?

  @Option(parsing: .unconditional, help: EnsembleOptions.totalSpinHelp)
  var totalSpin: Int?

  @Flag(help: "Also print the exact number of configurations of every level.")
  var spectrum = false

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("With --spectrum: the file to write it to.", valueName: "file"))
  var output: String?

  @OptionGroup var lock: LockOptions

  @Flag(help: "Print one JSON document.")
  var json = false

  func validate() throws {
    if output != nil {
      guard spectrum else { throw ValidationError("--output goes with --spectrum.") }
      guard temperature == nil, totalSpin == nil else {
        throw ValidationError("The file of --output holds all temperatures and total spins.")
      }
    } else if temperature == nil {
      throw ValidationError("Missing expected argument '--temperature <T>'")
    }
  }

  func run() async throws {
    try await reportingErrors {
      if let output {
        let document = try SpectrumFile.write(size: size, to: output, waiting: lock.waiting) {
          Terminal.showProgress($0)
        }
        try StandardOutput.write(json ? try JSONText.indented(document) : document.text)
      } else if let temperature {
        let ensemble = try Ensemble(size: size, temperature: temperature, totalSpin: totalSpin)
        let document = try ExactDocument(of: ensemble, withSpectrum: spectrum)
        try StandardOutput.write(json ? try JSONText.indented(document) : document.text)
      }
    }
  }
}
