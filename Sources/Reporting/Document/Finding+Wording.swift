import Judgement
import Statistics

// The words that every recorder uses for the same thing.

extension Verdict {
  /// One character that says the verdict without colour.
  var symbol: String {
    switch self {
    case .pass: "✔"
    case .tolerable: "~"
    case .inconclusive: "?"
    case .fail: "✘"
    case .notApplicable: "–"
    case .error: "!"
    }
  }

  /// The label where room is short.
  var shortLabel: String { self == .notApplicable ? "n/a" : label }
}

extension Finding {
  /// What stands in a cell that has nothing to say.
  static let noEntry = "–"

  /// The answer to "proved different?", with the p-value that decided it (after correction).
  var differenceText: String {
    guard let evidence else { return Finding.noEntry }
    let answer = isProvedDifferent ? "yes" : "no"
    if evidence.law == .broken { return "\(answer),\u{A0}law broken" }
    if let p = adjustedPValue ?? evidence.pValue {
      return "\(answer),\u{A0}\(NumberText.pValue(p))"
    }
    return evidence.law == .held ? "\(answer),\u{A0}law\u{A0}held" : Finding.noEntry
  }

  /// The answer to "by how much?": the effect with its 95 % interval, without the unit.
  var effectText: String {
    guard let effect = evidence?.effect else { return Finding.noEntry }
    return NumberText.estimate(effect.value, interval: effect.interval)
  }

  /// The same in fewer characters: an interval that is not symmetric stands for itself.
  var compactEffectText: String {
    guard let effect = evidence?.effect else { return Finding.noEntry }
    return NumberText.compactEstimate(effect.value, interval: effect.interval)
  }

  /// What was measured, with its unit: the effect, or else the first of the measures.
  var measuredText: String {
    if let effect = evidence?.effect { return effectText.withUnit(effect.unit) }
    guard let measure = evidence?.measures.first else { return Finding.noEntry }
    let value =
      measure.interval.map { NumberText.estimate(measure.value, interval: $0) }
      ?? NumberText.declared(measure.value, digits: 4)
    return value.withUnit(measure.unit)
  }

  /// The verdict as a row of a table on a claim says it; in parentheses where it does not decide.
  var claimLabel: String {
    let label = verdict == .inconclusive ? "not testable" : verdict.ofClaim
    return isDecisive ? label : "(\(label))"
  }

  /// The criterion of a finding that states only a tolerance.
  var toleranceCriterion: String {
    guard evidence?.effect != nil else { return Finding.noEntry }
    return "within ±\u{A0}\(toleranceText)"
  }

  /// The tolerance that the effect is held against, with the unit of both.
  var toleranceText: String {
    guard let effect = evidence?.effect else { return Finding.noEntry }
    return NumberText.declared(effect.tolerance).withUnit(effect.unit)
  }

  /// What was found, with what it would take to settle an inconclusive verdict.
  var remark: String {
    guard verdict == .inconclusive, let furtherSamplesNeeded else { return detail }
    let count = NumberText.count(furtherSamplesNeeded)
    let samples = furtherSamplesNeeded == 1 ? "effective sample" : "effective samples"
    let sentence = "About \(count) more \(samples) would probably settle it."
    return detail.isEmpty ? sentence : "\(detail) \(sentence)"
  }

  /// Verdict, answers to both questions, and the remark, on one line.
  package var sentence: String {
    guard let evidence else { return "\(verdict.label): \(detail)" }
    var answers = "proved different? \(differenceText)"
    if evidence.effect != nil {
      answers += "; by how much? \(effectText), tolerance \(toleranceText)"
    }
    return "\(verdict.label): \(answers). \(remark)"
  }

  /// The numbers behind the verdict that the table has no room for, as pairs of name and value.
  var particulars: [(name: String, value: String)] {
    guard let evidence else { return [] }
    var rows: [(name: String, value: String)] = []
    if let statistic = evidence.statistic {
      var value = NumberText.significant(statistic.value, digits: 4)
      if let degrees = statistic.degreesOfFreedom {
        value += " (\(NumberText.declared(degrees)) degrees of freedom)"
      }
      rows.append((statistic.name, value))
    }
    if let p = evidence.pValue {
      rows.append(("p before correction", NumberText.declared(p, digits: 2)))
      if evidence.hasDiscreteLaw {
        rows.append(("law of p", "discrete: few values, or on the safe side"))
      }
    }
    if let effect = evidence.effect {
      rows.append((effect.name, effectText.withUnit(effect.unit)))
      if let detectable = evidence.detectable {
        rows.append(
          (
            "smallest effect seen with 95 % probability",
            NumberText.significant(detectable, digits: 2).withUnit(effect.unit)
          ))
      }
    }
    // A finding on a claim need not be about samples.
    if evidence.effectiveSampleCount > 0 {
      rows.append(("effective samples", NumberText.count(evidence.effectiveSampleCount)))
    }
    for measure in evidence.measures {
      let value =
        measure.interval.map { NumberText.estimate(measure.value, interval: $0) }
        ?? NumberText.significant(measure.value, digits: 4)
      rows.append((measure.name, value.withUnit(measure.unit)))
    }
    return rows
  }
}

extension String {
  /// The number with its unit behind it; a pure number stays as it is.
  fileprivate func withUnit(_ unit: String) -> String { unit.isEmpty ? self : "\(self) \(unit)" }
}
