import BatchRuns
import Statistics

// What a unit's file must hold before anything is made of it.

extension LowPassMeasurements: CheckedResult {
  /// Points without numbers or without what a network said.
  var inconsistency: String? {
    guard coarseCriticalTemperature > 0, coarseCriticalTemperature.isFinite else {
      return "found T₀ = \(coarseCriticalTemperature); wanted a finite number above 0"
    }
    guard !points.isEmpty else { return "found no points of the second pass; wanted some" }
    let recipes = MapNetwork.Recipe.allCases
    if let missing = recipes.first(where: { recipe in !trainings.contains { $0.recipe == recipe } })
    {
      return "found no training of \(missing.rawValue)"
    }
    return coarsePoints.lazy.compactMap { $0.problem(readBy: [Self.coarseReading]) }.first
      ?? points.lazy.compactMap { $0.problem(readBy: recipes.map(\.rawValue)) }.first
  }
}

extension LowPassMeasurements.Point {
  /// What is wrong with the point, which the networks of these names have read; nil where nothing is.
  fileprivate func problem(readBy names: [String]) -> String? {
    guard temperature > 0, temperature.isFinite, (1...1 << 20).contains(size) else {
      return
        "found L = \(size) and T = \(temperature); wanted a lattice and a finite number above 0"
    }
    if let missing = names.first(where: { readings[$0] == nil }) {
      return "found no reading of \(missing) at L = \(size), T = \(temperature)"
    }
    let estimates =
      [energyDensity, structureRatio] + readings.values.flatMap { [$0.logit, $0.probability] }
    guard estimates.allSatisfy(\.isUsable) else {
      return "found an estimate with a negative error"
    }
    return LowPassMeasurements.problem("configurations", count)
  }
}
