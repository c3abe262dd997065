import Checks
import Comparisons
import Judgement
import SpinSystems
import Statistics

/// Do observables keep their means under the rule? Each configuration is compared with itself.
public struct PairedObservables: Check {
  public let identifier = "paired-observables"
  public let title = "Observables before and after"
  public let summary =
    "H, clusters, waves, C(r), M: the mean change of each configuration must be 0."
  public let explanation = Explanation(
    equation: "⟨f(s') - f(s)⟩ = 0 over perfect s, each against itself",
    sees: "Any observable that the rule moves: H, clusters, waves, C(r), M.",
    blindTo: "Whether every configuration can be reached.",
    references: ["A. Gandy and J. Scott, arXiv:2001.06465"])

  /// An observable of somebody's own.
  public struct Observable: Sendable {
    /// In plain words, for sentences.
    public let name: String
    /// Its value in each configuration.
    public let values: @Sendable (SampleSet) -> [Double]

    /// An observable by what it is called and how it is computed.
    public init(_ name: String, _ values: @escaping @Sendable (SampleSet) -> [Double]) {
      self.name = name
      self.values = values
    }
  }

  /// What is looked at besides.
  public let further: [Observable]

  /// The check, with observables of one's own beside the usual ones: the energy of the law that is kept, where that
  /// is not H, has the most power.
  public init(observing further: [Observable] = []) { self.further = further }

  public func examine(_ transition: Transition) throws -> Examination {
    let (before, after) = (
      observed(transition.before, transition), observed(transition.after, transition)
    )
    let differences = PairedDifferences(
      before.map(\.0), before: before.map(\.1), after: after.map(\.1))
    return transition.examination(
      of: differences, stream: "paired observables", tolerance: transition.tolerances.walked)
  }

  private func observed(
    _ samples: SampleSet, _ transition: Transition
  ) -> [(String, [Double])] {
    let global = GlobalObservables(samples, of: transition.ensemble)
    let observables = Observables(samples, largestDistance: 1)
    let energies = observables.energies.map { Double($0) }
    var all = [("H", energies), ("H²", energies.map { $0 * $0 })]
    if transition.ensemble.totalSpin == nil {
      let totals = observables.totalSpins.map { Double($0) }
      all += [("ΣS", totals), ("|ΣS|", totals.map { abs($0) })]
    }
    return all + Array(zip(global.names, global.columns))
      + further.map { ($0.name, $0.values(samples)) }
  }
}

extension Check where Self == PairedObservables {
  /// Do observables keep their means under the rule?
  public static var pairedObservables: PairedObservables { PairedObservables() }
}
