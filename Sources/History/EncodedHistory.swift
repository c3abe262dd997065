import Reporting

/// A history as `steelyard history --json` prints it.
public struct EncodedHistory: Encodable, Sendable {
  /// One run.
  public struct Run: Encodable, Sendable {
    let run: Int
    let time: String
    let label: OrNull<String>
    let subject: String
    let size: Int
    let temperature: Double
    let totalSpin: OrNull<Int>
    let sampleCount: Int
    let verdict: String
    let findings: [Finding]
  }

  /// What one check found in it.
  public struct Finding: Encodable, Sendable {
    let check: String
    let verdict: String
    let pValue: OrNull<Double>
    let effect: OrNull<EncodedNumber>
    let interval: OrNull<[EncodedNumber]>
    let tolerance: OrNull<Double>
  }

  /// The run from which on an effect has another level.
  public struct Change: Encodable, Sendable {
    let check: String
    let size: Int
    let temperature: Double
    let totalSpin: OrNull<Int>
    let run: Int
  }

  /// The oldest first.
  public let runs: [Run]
  /// What changed, and with which run.
  public let changes: [Change]

  /// What `report` looks like on the wire.
  public init(_ report: HistoryReport) {
    runs = report.runs.map { run in
      Run(
        run: run.identifier, time: run.time, label: OrNull(run.label), subject: run.subject,
        size: run.ensemble.lattice.size, temperature: run.ensemble.temperature,
        totalSpin: OrNull(run.ensemble.totalSpin), sampleCount: run.sampleCount,
        verdict: run.verdict,
        findings: run.findings.map { finding in
          Finding(
            check: finding.check, verdict: finding.verdict, pValue: OrNull(finding.pValue),
            effect: OrNull(finding.effect.map { EncodedNumber($0.value) }),
            interval: OrNull(
              finding.effect.map {
                [EncodedNumber($0.interval.lowerBound), EncodedNumber($0.interval.upperBound)]
              }), tolerance: OrNull(finding.effect?.tolerance))
        })
    }
    changes = report.tracks.flatMap { track in
      track.changes.map { place in
        Change(
          check: track.check, size: track.ensemble.lattice.size,
          temperature: track.ensemble.temperature, totalSpin: OrNull(track.ensemble.totalSpin),
          run: track.points[place].run.identifier)
      }
    }
  }
}
