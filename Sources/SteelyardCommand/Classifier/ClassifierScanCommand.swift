import ArgumentParser
import Console
import Storage
import Studies

/// `steelyard classifier scan WEIGHTS.npz FILE@T … --output SCAN.csv`
struct ClassifierScanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "The mean output of a classifier against T.",
    usage: """
      steelyard classifier scan <weights.npz> <file@T> ...
                                [--output <scan.csv>] [<options>]
      """,
    discussion: """
      Each file has configurations of one temperature: FILE@T, or FILE with a FILE.json beside it \
      that says T, as steelyard sample leaves it; a folder stands for its .npy files. They should be \
      others than the classifier was trained on. The file of --output has the columns L, T, value \
      and error that steelyard collapse reads.

      Example:
        steelyard classifier scan l20.npz dense/L20 --output l20.scan.csv
      """)

  @Argument(help: ArgumentHelp("The classifier.", valueName: "weights.npz"))
  var weights: String

  @Argument(help: ArgumentHelp("Files of configurations, or folders.", valueName: "file@T"))
  var file: [String]

  @OptionGroup var labelling: LabelOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Write the table here.", valueName: "scan.csv"))
  var output: String?

  @Option(help: "What the table is of: the probability of order, or the logit.")
  var quantity: ClassifierScanTable.Quantity = .output

  @Flag(help: "Print one JSON document.")
  var json = false

  func validate() throws {
    guard !file.isEmpty else {
      throw ValidationError("Missing expected argument '<file@T> ...'")
    }
    if let output { try MachineOutput.validate(output, ending: ".csv") }
  }

  func run() async throws {
    try await reportingErrors {
      // Before the work, so that a place that cannot be written to is noticed at once.
      if let output { _ = try AtomicFile(path: output) }
      let scan = try ClassifierScan(
        weights: weights, file, by: labelling.labels, progress: Terminal.showProgress)
      Terminal.showProgress(nil)
      if let output { try AtomicFile.write(scan.table.csv(quantity), to: output) }
      try StandardOutput.write(json ? try JSONText.indented(scan) : scan.table.text)
    }
  }
}
