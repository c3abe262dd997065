extension ClaimFinding {
  /// What the checks of `steelyard assess` say of the generated configurations: which fail, in how many
  /// machines.
  ///
  /// - Parameter isConserved: whether the configurations are those of chains that conserve ΣS.
  static func checks(on machines: MachineSeries, isConserved: Bool) -> ClaimFinding? {
    let results = machines.runs.compactMap(\.snapshots.last)
      .map { isConserved ? $0.conservedChecks : $0.checks }.filter { !$0.isEmpty }
    guard let first = results.first else { return nil }
    let failures = first.map { check in
      let count = results.count { checks in
        checks.contains { $0.check == check.check && $0.verdict == .fail }
      }
      return (title: check.title, count: count)
    }
    let failing = failures.filter { $0.count > 0 }
    let list = failing.map { "\($0.title) (\($0.count) of \(results.count))" }
    let applicable = first.count { $0.verdict != .notApplicable }
    return ClaimFinding(
      isConserved ? "checks-conserved" : "checks",
      "The checks of steelyard assess" + (isConserved ? ", with ΣS conserved by the chains" : ""),
      measure: .init(
        "checks that fail", Double(failing.count), interval: nil, unit: "of \(applicable)"),
      shown: "no claim; a check fails where a difference from exact is proved",
      detail: list.isEmpty
        ? "None fails." : "Failing, in how many machines: \(list.joined(separator: ", ")).")
  }
}
