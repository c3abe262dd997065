import BatchRuns
import Console
import Foundation
import Reporting
import Studies

extension AssessCommand {
  /// Weighs each temperature or file as a unit of a run, and all that are finished together.
  func computeUnits() async throws {
    let group = SittingGroup(try sittings(), for: request)
    let directory = try RunDirectory(
      units.run ?? runFolder,
      parameters: AssessmentPlan(command: command(for: files), files: inputs()), groups: [group],
      from: [group], onWait: UnitOptions.sayOpening)
    let isProgram = source.generator != nil
    // A program may want the whole machine.
    let jobs = isProgram ? 1 : ProcessInfo.processInfo.activeProcessorCount
    let wantsReport = try await units.perform(
      on: directory, isJSON: options.json, usualJobs: jobs, command: commandLine, files: files
    ) {
      $0.attached("--output", options.output)
        .option("--format", options.format.isEmpty ? "none" : formats, unless: allFormats)
        .flag("--json", options.json).attached("--history", history).attached("--label", label)
    }
    guard wantsReport else { return }
    let missing = directory.missingUnits(of: group)
    StandardError.write(missing.map { "missing: \($0)\n" }.joined())
    let weighed = try group.weighed(directory.results)
    if weighed.isEmpty, let code = ExitStatus.code(for: .overall([])) { throw code }
    guard isSingle else {
      return try await present(series.report(on: weighed, missingCount: missing.count))
    }
    try await present(
      weighed.map {
        $0.report(for: request, command: command(for: isProgram ? [] : [$0.subject]))
      }, isComplete: missing.isEmpty)
  }

  private var formats: String { options.format.map(\.rawValue).joined(separator: ",") }
  private var allFormats: String { ReportFormat.allCases.map(\.rawValue).joined(separator: ",") }

  /// Where finished units are kept if nothing is said.
  private var runFolder: String {
    isSingle && files.count > 1 ? options.output ?? "reports/assess" : seriesFiles.directory
  }

  /// Every file that decides about the numbers. Those of samples must be there.
  private func inputs() throws -> [String] {
    let labels = labelling.labels
    let samples =
      isSingle || labels != nil ? files : try TemperatureFile.files(files).map(\.path)
    return samples
      + [labels?.name, reference?.argument, training].compactMap(\.self)
      .filter(FileManager.default.fileExists(atPath:))
  }
}
