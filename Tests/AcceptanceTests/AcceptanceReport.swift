import Foundation
import Reporting
import Synchronization
import Testing

/// A suite with this trait leaves a report in `reports/NAME/`: one line for each claim that its tests
/// made, and the full reports they weighed.
struct AcceptanceReport: SuiteTrait, TestScoping {
  let name: String

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    let ledger = AcceptanceLedger()
    let outcome: Result<Void, any Error>
    do {
      try await AcceptanceLedger.$current.withValue(ledger) { try await function() }
      outcome = .success(())
    } catch {
      outcome = .failure(error)
    }
    let directory = packageRoot.appending(path: "reports/\(name)").path(percentEncoded: false)
    try await ledger.write(to: directory)
    try outcome.get()
  }
}

extension Trait where Self == AcceptanceReport {
  /// Leaves a report of the suite in `reports/NAME/`.
  static func leavesReport(_ name: String) -> Self { AcceptanceReport(name: name) }
}

/// What the tests of one suite found out.
final class AcceptanceLedger: Sendable {
  @TaskLocal static var current = AcceptanceLedger()

  private struct Contents {
    var claims: [(claim: String, found: String, holds: Bool)] = []
    var reports: [(name: String, report: Report)] = []
  }
  private let contents = Mutex(Contents())

  /// Notes a claim and what was found, and expects that it holds.
  static func record(
    _ claim: String, found: String, holds: Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    current.contents.withLock { $0.claims.append((claim, found, holds)) }
    #expect(holds, "\(claim): \(found)", sourceLocation: sourceLocation)
  }

  /// Keeps `report` in a folder of its own.
  static func keep(_ report: Report, as name: String) {
    current.contents.withLock { $0.reports.append((name, report)) }
  }

  fileprivate func write(to directory: String) async throws {
    let (claims, reports) = contents.withLock { ($0.claims, $0.reports) }
    for (name, report) in reports {
      _ = try await ReportWriter().write(report, to: "\(directory)/\(name)")
    }
    var lines = [
      "# Acceptance suite", "",
      "Written by `swift test`. Each line is a claim that a test made and what it found.", "",
      "| holds | claim | found |", "|---|---|---|",
    ]
    lines += claims.sorted { $0.claim < $1.claim }
      .map {
        // A bar would end the cell.
        let cells = [$0.claim, $0.found].map { $0.replacing("|", with: "\\|") }
        return "| \($0.holds ? "yes" : "**no**") | \(cells[0]) | \(cells[1]) |"
      }
    lines += ["", "Full reports: " + reports.map(\.name).sorted().joined(separator: ", "), ""]
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    try lines.joined(separator: "\n").write(
      toFile: "\(directory)/acceptance.md", atomically: true, encoding: .utf8)
  }
}
