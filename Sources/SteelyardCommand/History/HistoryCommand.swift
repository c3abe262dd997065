import ArgumentParser
import Console
import History
import Reporting
import Storage

/// `steelyard history FILE`
struct HistoryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract:
      "What became of samples over the runs of assess --history: each effect, and where it changed."
  )

  @Argument(help: "A file of assess --history.")
  var file: String

  @Option(help: ArgumentHelp("The last runs to list.", valueName: "n"))
  var last = 20

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Write the page with its pictures into this directory.", valueName: "directory"))
  var output: String?

  @Flag(help: "Print one JSON document.")
  var json = false

  func validate() throws {
    guard last >= 1 else { throw ValidationError("--last must be at least 1.") }
  }

  func run() async throws {
    try await reportingErrors {
      let report = HistoryReport(on: try HistoryFile(path: file, mayBeMade: false).runs(), of: file)
      let summary = try report.summary(
        listing: last,
        command: CommandLineText("history").option("--last", last, unless: 20).text(files: [file]))
      var paths: [String] = []
      if let output { paths = try await ReportWriter().write(summary, to: output) }
      try StandardOutput.write(
        json
          ? summary.encoded ?? ""
          : summary.terminalText(width: Terminal.tableWidth, color: Terminal.usesColor)
            + paths.filter { $0.hasSuffix(".html") }.map { "report: \(shellQuoted($0))\n" }.joined()
      )
    }
  }
}
