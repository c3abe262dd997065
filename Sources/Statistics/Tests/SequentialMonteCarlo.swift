/// A Monte Carlo p-value that stops early where the answer is already clear.
///
/// Replicates are drawn until `exceedanceGoal` of them are at least as extreme as the observation or
/// `maximumReplicates` have been drawn. In the first case p = h / l with l the number drawn, in the
/// second p = (g + 1) / (B + 1). Both make P(p ≤ a) ≤ a under the null hypothesis (J. Besag and
/// P. Clifford, Biometrika 78, 301, 1991).
struct SequentialMonteCarlo {
  /// At most B replicates.
  var maximumReplicates: Int
  /// Stop after h exceedances: the relative standard error of p is then h^(-1/2).
  var exceedanceGoal: Int

  static let standard = SequentialMonteCarlo(maximumReplicates: 19_999, exceedanceGoal: 100)

  struct Outcome {
    var replicates: Int
    var exceedances: Int
    var pValue: Double
  }

  /// The p-value of `observed`, with `replicate` called for one statistic after the other.
  ///
  /// Replicates that equal the observation up to the rounding of their sums count as exceedances.
  func pValue(of observed: Double, replicate: () -> Double) -> Outcome {
    let threshold = observed - 1e-12 * abs(observed)
    var exceedances = 0
    for drawn in 1...maximumReplicates {
      if replicate() >= threshold { exceedances += 1 }
      if exceedances == exceedanceGoal {
        return Outcome(
          replicates: drawn, exceedances: exceedances,
          pValue: Double(exceedances) / Double(drawn))
      }
    }
    return Outcome(
      replicates: maximumReplicates, exceedances: exceedances,
      pValue: Double(exceedances + 1) / Double(maximumReplicates + 1))
  }
}
