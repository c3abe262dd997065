import BatchRuns
import Statistics

// What a unit's file must hold before anything is made of it.

extension Estimate {
  /// Whether it can be one: an error that is not known is NaN, and none is negative.
  var isUsable: Bool { !(standardError < 0) }
}

extension SingleSizeMeasurements.Point: CheckedResult {
  /// Estimates of which no interval can be made.
  var inconsistency: String? {
    guard temperature > 0, temperature.isFinite else {
      return "found the temperature \(temperature); wanted a finite number above 0"
    }
    if let problem = Self.problem("configurations", count) { return problem }
    if let missing = Labelling.allCases.first(where: { thermometers[$0.rawValue] == nil }) {
      return "found no thermometer of \(missing.rawValue) at T = \(temperature)"
    }
    let estimates = [output, logit, energyDensity, component] + thermometers.values
    return estimates.allSatisfy(\.isUsable)
      ? nil : "found an estimate with a negative error"
  }
}

extension SingleSizeMeasurements: CheckedResult {
  /// What a point lacks, and a best epoch that there is not.
  var inconsistency: String? {
    guard (1...max(epochs.count, 1)).contains(bestEpoch) else {
      return "found \(bestEpoch) as the best of \(epochs.count) epochs; wanted one of them"
    }
    guard testPoints.map(\.temperature) == SingleSizeSettings.temperatures else {
      return "found \(testPoints.count) test points; wanted one at each of the "
        + "\(SingleSizeSettings.temperatures.count) temperatures of the training"
    }
    return testPoints.inconsistency ?? densePoints.inconsistency
      ?? densePointsOfFalseLabels.values.lazy.compactMap(\.inconsistency).first
  }
}
