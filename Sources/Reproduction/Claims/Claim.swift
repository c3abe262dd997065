import BatchRuns

/// One claim of Azizi and Pleimling (2021), reproduced.
///
/// A new claim is one file and one line in `allClaims`. Its identifier is a short name, such as "F1" for
/// what Fig. 1 shows. It has two halves. `units` says what has to be
/// computed: values of types that conform to `UnitOfWork`, each a piece of some minutes whose result is
/// kept as a file. `report` looks at the results and judges; it computes nothing that takes long, so that
/// it can be changed and repeated without computing again. A unit of one name is computed once, however
/// many claims ask for it.
///
///     struct MeanEnergies: Claim {
///       let identifier = "F5a"
///       let summary = "Mean energies of RBM and Monte Carlo agree (Fig. 5a)."
///       let change = "More seeds would narrow the intervals of those temperatures that are open."
///
///       func units(_ plan: ReproductionPlan) -> [any UnitOfWork] { machines(plan) }
///
///       func report(on results: UnitResults, plan: ReproductionPlan) throws -> ClaimReport {
///         for machine in machines(plan) {
///           guard let measured = try results.result(of: machine) else { continue }
///           …
///         }
///       }
///     }
public protocol Claim: UnitGroup where Parameters == ReproductionPlan {
  /// What the paper says, in one line.
  var summary: String { get }
  /// What would change the verdict, in a sentence or two, by the criteria alone: results differ between runs.
  var change: String { get }
  /// What the results say about the claim.
  ///
  /// - Parameter results: of the finished units, at least one of this claim's but perhaps not all. A unit
  ///   that is not there makes a finding less certain or not testable; it is not an error.
  /// - Throws: where a result cannot be read.
  func report(on results: UnitResults, plan: ReproductionPlan) throws -> ClaimReport
}
