import ArgumentParser
import Reporting

/// The formats named by `--format`.
struct ReportFormatSelection {
  let formats: [ReportFormat]

  static let all = ReportFormatSelection(formats: ReportFormat.allCases)

  private init(formats: [ReportFormat]) { self.formats = formats }

  /// - Parameter argument: "none", or formats separated by commas.
  init(_ argument: String) throws {
    if argument == "none" {
      formats = []
      return
    }
    var formats: [ReportFormat] = []
    for name in argument.split(separator: ",", omittingEmptySubsequences: false) {
      guard let format = ReportFormat(rawValue: String(name)) else {
        let known = ReportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("'\(name)' is not a report format; wanted \(known) or none.")
      }
      if !formats.contains(format) { formats.append(format) }
    }
    self.formats = formats
  }
}
