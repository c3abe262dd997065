import BatchRuns

// What a unit's file must hold before anything is made of it.

extension SuiteTally: CheckedResult {
  /// Counts out of range, and verdicts or p-values that do not belong to as many sets as there are.
  public var inconsistency: String? {
    if let problem = Self.problem("configurations in a set", count) { return problem }
    for row in rows {
      let lengths = [row.verdicts.count, row.pValues.count, row.discrete.count]
      guard lengths.allSatisfy({ $0 == lengths[0] }), lengths[0] <= setCount else {
        return
          "found \(lengths) verdicts, p-values and laws of \(row.check); wanted as many of each, at "
          + "most \(setCount)"
      }
      if let wrong = row.pValues.compactMap(\.self).first(where: { !(0...1).contains($0) }) {
        return "found \(wrong) as a p-value of \(row.check); wanted a number from 0 to 1"
      }
    }
    return nil
  }
}

extension FaultUnit.AmountTally: CheckedResult {
  /// Amounts that are none, and more sets caught than there are.
  var inconsistency: String? {
    guard (0...1).contains(amount) else {
      return "found \(amount) as the amount of a fault; wanted a number from 0 to 1"
    }
    return Self.problem("sets", setCount)
      ?? ([caught] + caughtByCheck.values).lazy
      .compactMap { Self.problem("sets that were caught", $0, atMost: setCount) }.first
  }
}

extension GateUnit.Result: CheckedResult {
  /// More pairs of a kind than there are.
  var inconsistency: String? {
    Self.problem("pairs", pairCount)
      ?? [worse, better, undecided].lazy
      .compactMap { Self.problem("pairs of a kind", $0, atMost: pairCount) }.first
  }
}

/// The scores of `FloorUnit`.
extension Dictionary: CheckedResult where Key == String, Value == [Double] {
  /// Scores that are none.
  public var inconsistency: String? {
    for (name, values) in self where values.isEmpty || values.contains(where: \.isNaN) {
      return "found \(values.isEmpty ? "no value" : "NaN") as \(name); wanted numbers"
    }
    return nil
  }
}
