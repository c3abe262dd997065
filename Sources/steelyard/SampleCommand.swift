import ArgumentParser
import Checks
import ExactIsing
import SampleFiles
import SpinSystems

/// `steelyard sample --size L --temperature T [--total-spin S] --count N --output FILE.npy`
struct SampleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sample",
    abstract: "Draws configurations and writes them to a NumPy file.",
    usage: """
      steelyard sample --size <L> --temperature <T> [--total-spin <S>]
                       --count <n> --output <file.npy> [<options>]
      """,
    discussion: """
      Perfect samples are independent and follow the ensemble exactly, for L from 2 to 12. The array \
      is of int8 and shape [n, L, L] with values -1 and +1. Beside FILE.npy a FILE.json says how it \
      was made. The same seed gives the same bytes on any number of processor cores.
      """)

  enum Sampler: String, CaseIterable, ExpressibleByArgument, Encodable {
    /// Independent draws from exactly the ensemble.
    case perfect
  }

  @Option(help: "How to draw them.")
  var sampler: Sampler = .perfect

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Linear size of the lattice.", valueName: "L"))
  var size: Int

  @OptionGroup var ensemble: EnsembleOptions

  @Option(
    parsing: .unconditional, help: ArgumentHelp("Number of configurations.", valueName: "n"))
  var count: Int

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; its name ends in .npy.", valueName: "file.npy"))
  var output: String

  @Option(help: "Seed of the random numbers.")
  var seed: UInt64 = Assessment.defaultSeed

  @Flag(help: "Write one bit a spin, as numpy.packbits does along each row.")
  var packed = false

  @Flag(help: "Print one JSON document.")
  var json = false

  func validate() throws {
    guard count > 0 else { throw ValidationError("--count must be at least 1.") }
    guard output.hasSuffix(".npy"), !output.hasSuffix("/.npy"), output != ".npy" else {
      throw ValidationError("--output must end in .npy.")
    }
  }

  func run() async throws {
    try await reportingErrors {
      let drawing = try PerfectDrawing(
        of: ensemble.ensemble(size: size), count: count, seed: seed)
      let provenance = SampleProvenance(
        of: drawing, sampler: sampler, packed: packed, command: command)
      // Before the work, so that a place that cannot be written to is noticed at once.
      _ = try AtomicFile(path: output)
      var sidecar = try AtomicFile(path: output.dropLast(".npy".count) + ".json")
      try sidecar.write(Array(try JSONDocument.encode(provenance).utf8))
      try sidecar.synchronize()
      let drawn = drawing.run { done, rate in
        Terminal.showProgress("drawing: \(done) of \(count), \(Int(rate)) a second …")
      }
      Terminal.showProgress("writing \(output) …")
      try SampleFile.writeNPY(drawn.samples, to: output, packed: packed)
      try sidecar.commit()
      Terminal.showProgress(nil)
      let document = SampleDocument(drawn, file: output, sampler: sampler, seed: seed)
      try StandardOutput.write(
        json ? try JSONDocument.encode(document) : document.text(of: drawing.ensemble))
    }
  }

  /// The command that makes the file again.
  private var command: String {
    var words = [
      "steelyard", "sample", "--sampler", sampler.rawValue, "--size", "\(size)", "--temperature",
      "\(ensemble.temperature)",
    ]
    if let totalSpin = ensemble.totalSpin { words += ["--total-spin", "\(totalSpin)"] }
    words += ["--count", "\(count)", "--output=\(output)", "--seed", "\(seed)"]
    if packed { words.append("--packed") }
    return words.map(shellQuoted).joined(separator: " ")
  }
}
