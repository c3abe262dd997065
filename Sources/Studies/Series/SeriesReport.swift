import Judgement
import References
import Reporting
import SpinSystems
import Statistics
import Storage

/// What was found out about samples of several temperatures, judged as one model.
public struct SeriesReport: Sendable {
  /// What a reference says of the curves that are drawn.
  public struct Expected: Sendable, Codable {
    /// ⟨H⟩/N.
    public var energyDensity: Double
    /// Var(H)/(N T²).
    public var specificHeat: Double
    /// ⟨|ΣS|⟩/N; nil where ΣS is fixed or its law not known.
    public var absoluteMagnetization: Double?

    init(_ reference: Reference) {
      let sites = Double(reference.ensemble.lattice.siteCount)
      let beta = min(reference.ensemble.inverseTemperature, 1e70)
      energyDensity = reference.energyDensity
      specificHeat = reference.energy.distribution.variance * beta * beta / sites
      absoluteMagnetization =
        reference.ensemble.totalSpin == nil
        ? reference.totalSpin.map { $0.folded.distribution.mean / sites } : nil
    }
  }

  /// One temperature.
  public struct Point: Sendable {
    /// The report on its samples; the verdicts are those of the whole series.
    public var report: Report
    /// What was to be expected.
    public var expected: Expected

    /// T in units of J/k_B.
    public var temperature: Double { report.ensemble.temperature }

    /// The finding that says most.
    public var worst: Finding? { report.findings.sayingMost }
  }

  /// What was weighed.
  public var subject: String
  /// The rule over everything.
  public var decisionRule: DecisionRule
  /// Of every random number.
  public var seed: UInt64
  /// The command line that makes the report again, if one does.
  public var command: String?
  /// By ascending temperature.
  public var points: [Point]
  /// What else the reader should know, one sentence each.
  public var notes: [String] = []

  /// How many temperatures have not been weighed yet.
  public var missingCount = 0

  /// The verdict on the model: the worst of all temperatures; at best inconclusive where some are missing.
  public var verdict: Verdict {
    .overall(points.map(\.report.verdict), isComplete: missingCount == 0)
  }

  /// The checks that apply anywhere, the worst first, each with its findings by temperature.
  var checks: [(title: String, findings: [(temperature: Double, finding: Finding)])] {
    var order: [String] = []
    var findings: [String: [(temperature: Double, finding: Finding)]] = [:]
    for point in points {
      for finding in point.report.findings where finding.verdict != .notApplicable {
        if findings[finding.check] == nil { order.append(finding.check) }
        findings[finding.check, default: []].append((point.temperature, finding))
      }
    }
    return order.map { (findings[$0]![0].finding.title, findings[$0]!) }
      .enumerated().sorted { a, b in
        let (first, second) = (Self.worst(a.element.1), Self.worst(b.element.1))
        return second < first || !(first < second) && a.offset < b.offset
      }.map(\.element)
  }

  /// The worst verdict on a check anywhere, beside its largest effect anywhere.
  private static func worst(_ findings: [(temperature: Double, finding: Finding)]) -> Prominence {
    var worst = findings.map(\.finding.prominence).max()!
    worst.effectShare = findings.compactMap(\.finding.prominence.effectShare).max()
    return worst
  }
}
