import Comparisons
import Judgement
import SpinSystems
import Statistics

extension SteinDiscrepancy: ComparableCheck {
  /// The products of neighbouring spins of each configuration, less what the rest demands.
  public func record(of weighing: Weighing) -> CheckRecord? {
    guard weighing.foreignReferenceRemark == nil,
      weighing.ensemble.lattice.size >= SteinResiduals.smallestSize(of: weighing.ensemble),
      weighing.inspected.count >= 2
    else { return nil }
    return weighing.record(
      of: self,
      Self.residuals(of: Self.chosen(of: weighing.inspected), in: weighing.ensemble).columns)
  }
}

extension HubAndSpokes: ComparableCheck {
  /// Clusters, waves and C(r) of each configuration, less those at the end of a walk that keeps the ensemble.
  public func record(of weighing: Weighing) -> CheckRecord? {
    guard weighing.foreignReferenceRemark == nil, weighing.inspected.count >= 2 else { return nil }
    let samples = Self.inspected(of: weighing)
    let own = GlobalObservables(samples, of: weighing.ensemble)
    var generator = weighing.streams.stream("walks for a baseline", for: weighing.ensemble)
    let others = Self.walked(samples, of: weighing, using: &generator)
    return weighing.record(
      of: self, zip(own.columns, others.columns).map { zip($0, $1).map { $0 - $1 } })
  }
}

extension StructureFactorVector: ComparableCheck {
  /// S(k) of each configuration. What is expected is the mean of the reference's configurations, taken as known: its error
  /// can blur which of two sets is further off, but calls no set different.
  public func record(of weighing: Weighing) -> CheckRecord? {
    let waves = Self.waves(of: weighing)
    guard !waves.vectors.isEmpty, weighing.compared.count >= 2,
      let reference = try? weighing.referenceConfigurations()
    else { return nil }
    let expected = waves.values(of: reference.samples).map {
      $0.reduce(0, +) / Double($0.count)
    }
    return weighing.record(of: self, waves.values(of: weighing.compared), expected: expected)
  }
}

extension Weighing {
  /// The record of one vector of each configuration, which is expected to vanish unless its mean is given.
  fileprivate func record(
    of check: some Check<Weighing>, _ columns: [[Double]], expected: [Double]? = nil
  ) -> CheckRecord {
    CheckRecord(
      check: check.identifier, title: check.title,
      statistics: .vectors([
        VectorSummary(
          columns, effectiveCount: columns.map { order.size(of: $0).count }.min()!)
      ]),
      expectation: .vectors([expected ?? columns.map { _ in 0 }]))
  }
}
