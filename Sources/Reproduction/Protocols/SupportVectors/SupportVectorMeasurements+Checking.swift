import BatchRuns
import Storage

// What a unit's file must hold before anything is made of it.

extension SupportVectorMeasurements: CheckedResult {
  /// Temperatures, labels and machines that are missing or that there are not, and points without numbers.
  var inconsistency: String? {
    guard testPoints.map(\.temperature) == SingleSizeSettings.temperatures else {
      return "found \(testPoints.count) test points; wanted one at each of the "
        + "\(SingleSizeSettings.temperatures.count) temperatures of the training"
    }
    for (name, points) in densePoints {
      guard let labelling = Labelling(rawValue: name), !points.isEmpty else {
        return "found \(points.count) points about the label \(name.printable(limit: 40)); wanted "
          + "some, about \(Labelling.allCases.map(\.rawValue).joined(separator: ", "))"
      }
      let machines = MachineKind.all.filter { $0.labels.labelling == labelling }
      if let problem = points.lazy.compactMap({ $0.problem(readBy: machines) }).first {
        return problem
      }
    }
    return testPoints.lazy.compactMap { $0.problem(readBy: MachineKind.all) }.first
      ?? supportCounts.values.lazy.compactMap { Self.problem("support vectors", $0) }.first
  }
}

extension SupportVectorMeasurements.Point {
  /// What is wrong with the point, which these machines have read; nil where nothing is.
  fileprivate func problem(readBy machines: [MachineKind]) -> String? {
    guard temperature > 0, temperature.isFinite else {
      return "found the temperature \(temperature); wanted a finite number above 0"
    }
    if let missing = machines.first(where: { decisions[$0.name] == nil }) {
      return "found no decisions of \(missing.name) at T = \(temperature)"
    }
    guard ([component, energyDensity] + decisions.values).allSatisfy(\.isUsable) else {
      return "found an estimate with a negative error"
    }
    return SupportVectorMeasurements.problem("configurations", count)
  }
}
