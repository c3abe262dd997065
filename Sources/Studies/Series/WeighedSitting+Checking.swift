import BatchRuns
import Judgement
import Reporting

// What a unit's file must hold before anything is made of it.

extension WeighedSitting: CheckedResult {
  /// Numbers of samples, p-values and pictures that there cannot be.
  public var inconsistency: String? {
    guard effectiveSampleCount >= 0 else {
      return "found \(effectiveSampleCount) effective configurations; wanted a number from 0 on"
    }
    let evidence = outcomes.compactMap(\.evidence)
    if let wrong = evidence.compactMap(\.pValue).first(where: { !(0...1).contains($0) }) {
      return "found \(wrong) as a p-value; wanted a number from 0 to 1"
    }
    if let wrong = evidence.map(\.effectiveSampleCount).first(where: { !($0 >= 0) }) {
      return "found \(wrong) effective configurations of a check; wanted a number from 0 on"
    }
    return Self.problem("configurations", sampleCount)
      ?? illustrations.lazy.compactMap(\.inconsistency).first
  }
}
