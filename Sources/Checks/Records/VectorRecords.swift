import Comparisons
import Judgement
import References
import SpinSystems
import Statistics

extension CorrelationVector: ComparableCheck {
  /// C(1) … C(L/2) of each configuration.
  public func record(of weighing: Weighing) -> CheckRecord? {
    guard let reference = weighing.reference.correlation?.dropFirst() else { return nil }
    let observables = weighing.observables
    return weighing.record(
      of: self,
      [(1...observables.largestDistance).map { observables.correlationSums(at: $0) }],
      dividedBy: Double(2 * weighing.ensemble.lattice.siteCount), expected: [reference.mean])
  }
}

extension AxisSymmetry: ComparableCheck {
  /// (C_x(r) - C_y(r))/2 of each configuration.
  public func record(of weighing: Weighing) -> CheckRecord? {
    let observables = weighing.observables
    return weighing.record(
      of: self,
      [(1...observables.largestDistance).map { observables.anisotropySums(at: $0) }],
      dividedBy: Double(2 * weighing.ensemble.lattice.siteCount))
  }
}

extension SpinFlipSymmetry: ComparableCheck {
  /// The corner triples of each configuration, and m where it is free.
  public func record(of weighing: Weighing) -> CheckRecord? {
    let ensemble = weighing.ensemble
    guard ensemble.isSpinFlipSymmetric else { return nil }
    var columns = [weighing.inspected.cornerTripleSums()]
    if ensemble.totalSpin == nil { columns.append(weighing.observables.totalSpins.map { 4 * $0 }) }
    var record = weighing.record(
      of: self, [columns], dividedBy: Double(4 * ensemble.lattice.siteCount))
    record?.obstacle = weighing.remarkOnObstacle(to: .odd)
    return record
  }
}

extension TranslationSymmetry: ComparableCheck {
  /// The six profiles of each configuration.
  public func record(of weighing: Weighing) -> CheckRecord? {
    weighing.record(
      of: self, Self.profiles(of: weighing.inspected).map(\.columns),
      dividedBy: Double(weighing.ensemble.lattice.siteCount))
  }
}

extension ExchangeOrientation: ComparableCheck {
  /// The score of each configuration, over all classes of pairs: the dearer ones are too rare for normal theory.
  public func record(of weighing: Weighing) -> CheckRecord? {
    let ensemble = weighing.ensemble
    guard ensemble.lattice.size >= 3, weighing.inspected.count >= 2,
      case .model = weighing.reference.basis
    else { return nil }
    let pooled = ExchangeClasses(
      weighing.inspected, .all(on: ensemble.lattice), range: 0..<weighing.inspected.count
    ).pooledScores(at: ensemble.inverseTemperature)
    return CheckRecord(
      check: identifier, title: title, version: 2,
      statistics: .vectors([
        VectorSummary([pooled], effectiveCount: weighing.order.size(of: pooled).count)
      ]), expectation: .vectors([[0]]))
  }
}

extension Weighing {
  /// The record of vectors of integers in units of 1/`divisor`; their means are expected to vanish unless
  /// they are given.
  fileprivate func record(
    of check: some Check<Weighing>, _ vectors: [[[Int32]]], dividedBy divisor: Double,
    expected: [[Double]]? = nil
  ) -> CheckRecord? {
    guard inspected.count >= 2 else { return nil }
    return CheckRecord(
      check: check.identifier, title: check.title,
      statistics: .vectors(
        vectors.map { columns in
          VectorSummary(
            columns, dividedBy: divisor,
            effectiveCount: columns.map { order.size(of: $0).count }.min()!)
        }),
      expectation: .vectors(expected ?? vectors.map { $0.map { _ in 0 } }))
  }
}
