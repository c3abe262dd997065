import Storage
import Judgement
import Reporting
import SpinSystems

/// What a claim has to say, before it is dressed as a `Report`.
public struct ClaimReport: Sendable {
  /// The claim in one sentence.
  public var statement: String
  /// The place in the paper, for example "Fig. 6".
  public var place: String
  /// What was computed: sizes, temperatures, counts, seeds.
  public var setting: String
  /// One of the ensembles that were looked at.
  public var ensemble: Ensemble
  /// How many configurations were looked at in all.
  public var configurationCount: Int
  /// What they were held against.
  public var reference: String
  /// In the order of the claim's own sentences; the decisive ones give the verdict.
  public var findings: [Finding]
  /// Remarks, one sentence each.
  public var notes: [String] = []
  /// The figure in the paper's form, and others.
  public var illustrations: [Illustration] = []

  /// The report on `claim`.
  ///
  /// - Parameters:
  ///   - missing: names of units of the claim that were not finished.
  ///   - remarks: what else the reader should know, one sentence each.
  ///   - command: the command line that makes the report again, if one does.
  public func report(
    on claim: any Claim, plan: ReproductionPlan, missing: [String], remarks: [String] = [],
    command: String? = nil
  ) -> Report {
    var notes = notes + remarks
    if !missing.isEmpty {
      notes.append(
        "\(missing.count) units of work were not finished and do not enter: "
          + "\(missing.prefix(6).joined(separator: ", "))\(missing.count > 6 ? ", …" : "").")
    }
    return Report(
      topic: .claim(
        ClaimTopic(
          identifier: claim.identifier, source: "Azizi and Pleimling (2021), \(place)",
          setting: setting)),
      subject: statement, ensemble: ensemble, sampleCount: configurationCount,
      effectiveSampleCount: Double(configurationCount), reference: reference,
      decisionRule: DecisionRule(), findings: findings, seed: plan.seed, command: command,
      version: Version.current, notes: notes, illustrations: illustrations)
  }
}
