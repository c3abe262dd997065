import Judgement
import Statistics

/// A report in the XML dialect that Jenkins, GitLab and most other CI servers read as JUnit results.
///
/// One test suite, one test case a finding. The dialect knows only failure, error and skipped:
///
/// | verdict | test case |
/// |---|---|
/// | pass, tolerable | passed, with the numbers as output |
/// | fail | `<failure type="fail">` |
/// | inconclusive | `<failure type="inconclusive">` |
/// | error | `<error>` |
/// | not applicable | `<skipped>` |
///
/// Inconclusive is a failure here because a pass is a proof, and a gate that reads only this file
/// must not open on samples that proved nothing; servers show a suite with skipped cases as green.
/// It agrees with the exit status 3, which also stops a job. The type tells the two apart. For the
/// same reason a report in which no check applies gets a failing case of its own.
///
/// A finding that stands beside a claim and does not decide about it has passed, whatever its verdict: it
/// must not stop a job.
///
/// The schema is `Documentation.docc/junit.xsd`.
public enum JUnitReport {
  /// The XML document of `report`.
  public static func render(_ report: Report) -> String { render([report]) }

  /// One XML document of `reports`, a test suite each.
  public static func render(_ reports: [Report]) -> String {
    let suites = reports.map(suite)
    let counts = suites.map(\.counts).reduce(Counts(), +)
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="steelyard" \(counts.attributes)>
      \(suites.map(\.text).joined(separator: "\n"))
      </testsuites>

      """
  }

  /// How the cases of a suite, or of several, ended.
  private struct Counts {
    var (tests, failures, errors, skipped) = (0, 0, 0, 0)

    var attributes: String {
      "tests=\"\(tests)\" failures=\"\(failures)\" errors=\"\(errors)\" skipped=\"\(skipped)\" time=\"0\""
    }

    static func + (a: Counts, b: Counts) -> Counts {
      var sum = a
      sum.tests += b.tests
      sum.failures += b.failures
      sum.errors += b.errors
      sum.skipped += b.skipped
      return sum
    }
  }

  /// The test suite of one report.
  private static func suite(_ report: Report) -> (text: String, counts: Counts) {
    // Dots would make packages of the parts of a file's name.
    let className = "steelyard.\(report.subject.replacing(".", with: "_"))"
    var cases = report.findings.map {
      testCase(
        for: $0, className: className,
        verdict: report.comparison == nil ? $0.bearing : $0.bearingBesideBaseline)
    }
    let isWithoutApplicableCheck = report.findings.allSatisfy { $0.verdict == .notApplicable }
    if isWithoutApplicableCheck {
      cases.append(
        """
            <testcase classname="\(attribute(className))" name="applicable-checks" time="0">
              <failure type="inconclusive" message="\(attribute(report.conclusion))"/>
            </testcase>
        """)
    }
    let changes = report.comparison?.rows ?? []
    cases += changes.map { testCase(for: $0, className: className) }
    // Beside a baseline only what got worse counts, as in the exit status.
    let verdicts =
      report.comparison == nil
      ? report.findings.map(\.bearing)
      : report.findings.map(\.bearingBesideBaseline) + changes.map(\.outcome.verdict)
    var counts = Counts()
    counts.tests = cases.count
    counts.failures =
      verdicts.count { $0 == .fail || $0 == .inconclusive } + (isWithoutApplicableCheck ? 1 : 0)
    counts.errors = verdicts.count { $0 == .error }
    counts.skipped = verdicts.count { $0 == .notApplicable }
    let text = """
        <testsuite name="\(attribute(report.subject))" \(counts.attributes)>
      \(properties(of: report))
      \(cases.joined(separator: "\n"))
        </testsuite>
      """
    return (text, counts)
  }

  private static func properties(of report: Report) -> String {
    let properties = [
      ("verdict", report.verdict.label), ("ensemble", "\(report.ensemble)"),
      ("reference", report.reference), ("sampleCount", "\(report.sampleCount)"),
      ("effectiveSampleCount", "\(report.effectiveSampleCount)"),
      ("standard", report.decisionRule.standard.rawValue),
      ("falseAlarmRate", "\(report.decisionRule.falseAlarmRate)"),
      ("seed", "\(report.seed)"), ("command", report.command ?? ""), ("version", report.version),
    ]
    let lines = properties.map { name, value in
      "      <property name=\"\(name)\" value=\"\(attribute(value))\"/>"
    }
    return "    <properties>\n\(lines.joined(separator: "\n"))\n    </properties>"
  }

  private static func testCase(
    for finding: Finding, className: String, verdict: Verdict
  ) -> String {
    let particulars = finding.particulars.map { "\($0.name): \($0.value)" }
    return testCase(
      finding.check, className: className, verdict: verdict, message: finding.sentence,
      text: ([finding.title, finding.remark] + particulars).joined(separator: "\n"))
  }

  private static func testCase(
    for row: BaselineComparison.Row, className: String
  ) -> String {
    let sentence = "\(row.title): \(row.outcome.rawValue), p = \(row.text(of: row.pValue))"
    return testCase(
      "\(row.isAgainstAnchor ? "anchor" : "baseline")/\(row.check)", className: className,
      verdict: row.outcome.verdict, message: sentence, text: sentence)
  }

  private static func testCase(
    _ name: String, className: String, verdict: Verdict, message: String, text: String
  ) -> String {
    let opening =
      "    <testcase classname=\"\(attribute(className))\" name=\"\(attribute(name))\""
      + " time=\"0\">"
    let text = text.escapedForMarkup
    let message = attribute(message)
    let outcome =
      switch verdict {
      case .pass, .tolerable: "<system-out>\(text)</system-out>"
      case .fail: "<failure type=\"fail\" message=\"\(message)\">\(text)</failure>"
      case .inconclusive:
        "<failure type=\"inconclusive\" message=\"\(message)\">\(text)</failure>"
      case .error: "<error type=\"error\" message=\"\(message)\">\(text)</error>"
      case .notApplicable: "<skipped message=\"\(message)\"/>"
      }
    return "\(opening)\n      \(outcome)\n    </testcase>"
  }

  private static func attribute(_ text: String) -> String { text.onOneLine.escapedForMarkup }
}
