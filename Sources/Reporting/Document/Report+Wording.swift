import Judgement
import Statistics

extension Report {
  var verdictLabel: String { topic.label(of: verdict) }

  var conclusion: String {
    switch topic {
    case .samples: conclusionOnSamples
    case .updateRule: conclusionOnUpdateRule
    case .claim: conclusionOnClaim
    }
  }

  private var conclusionOnSamples: String {
    switch verdict {
    case .pass, .tolerable, .notApplicable:
      findings.contains { $0.verdict == .tolerable }
        ? "Some differences are proved, and every effect lies within its tolerance."
        : "No difference is proved, and every effect lies within its tolerance."
    case .inconclusive:
      findings.contains { $0.verdict != .notApplicable }
        ? "No difference is proved, but too few effective samples to call it a pass."
        : "No check could be applied to these samples."
    case .fail: "The samples are proved different from the reference."
    case .error: "A check could not run, so this report is incomplete."
    }
  }

  private var conclusionOnUpdateRule: String {
    switch verdict {
    case .pass, .tolerable, .notApplicable:
      "The rule keeps the ensemble: no change is proved, and none could be larger than is tolerable."
    case .inconclusive: "No change is proved, but too few starts to call it a pass."
    case .fail: "The rule does not keep the ensemble: perfect samples are not perfect after it."
    case .error: "A check could not run, so this report is incomplete."
    }
  }

  private var conclusionOnClaim: String {
    let beside = findings.filter { !$0.isDecisive && $0.verdict == .fail }.count
    let noun = beside == 1 ? "finding" : "findings"
    let remark = beside == 0 ? "" : " Beside it, \(beside) further \(noun) did not hold."
    return switch verdict {
    case .pass, .tolerable, .notApplicable:
      "Every finding that decides about the claim agrees with it.\(remark)"
    case .inconclusive: "Too little was computed to decide about the claim.\(remark)"
    case .fail: "A finding that decides about the claim contradicts it.\(remark)"
    case .error: "A computation failed, so this report is incomplete."
    }
  }

  /// How many checks got each verdict, worst first: "1 fail, 3 pass".
  var tally: String {
    tallies.map { "\($0.count) \($0.label)" }.joined(separator: ", ")
  }

  /// The verdicts that occur with their numbers, worst first.
  var tallies: [(verdict: Verdict, count: Int, label: String)] {
    Verdict.allCases.sorted { $0.severity > $1.severity }
      .map { verdict in
        (verdict, findings.count { $0.verdict == verdict }, topic.label(of: verdict))
      }
      .filter { $0.1 > 0 }
  }

  /// How many of the findings that decide about a claim came to what: "1 confirmed, 3 refuted".
  public var decisiveTally: String {
    let decisive = findings.filter(\.isDecisive)
    return Verdict.onClaims.compactMap { verdict in
      let count = decisive.count { $0.verdict == verdict }
      return count == 0 ? nil : "\(count) \(verdict.ofClaim)"
    }.joined(separator: ", ")
  }

  /// "n = 10,000, n_eff = 9,870", with the subscript given by the recorder.
  func sampleSizes(effectiveSymbol: String = "n_eff") -> String {
    "n = \(NumberText.count(sampleCount)), "
      + "\(effectiveSymbol) = \(NumberText.count(effectiveSampleCount))"
  }

  /// The ensemble of the samples, or what was computed to test the claim.
  var settingText: String {
    switch topic {
    case .samples, .updateRule: "\(ensemble)"
    case .claim(let claim): claim.setting
    }
  }

  /// The rule that turned evidence into verdicts.
  var ruleText: String {
    if case .claim = topic {
      return "each finding names what would confirm it; intervals of 95 %"
    }
    let standard =
      switch decisionRule.standard {
      case .exact: "exact: every proved difference fails"
      case .practical: "practical: a proved difference inside the tolerance does not fail"
      }
    let rate = NumberText.declared(decisionRule.falseAlarmRate)
    return "standard \(standard); false-alarm rate \(rate) for all checks together "
      + "(p-values after \(DecisionRule.correction))"
  }
}
