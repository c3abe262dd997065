import BatchRuns

// What a unit's file must hold before anything is made of it.

extension LevelCounts: CheckedResult {
  /// Levels beyond those of any lattice, or out of order, and counts that are none.
  var inconsistency: String? {
    guard !levels.isEmpty, levels.count == counts.count else {
      return "found \(levels.count) levels and \(counts.count) counts; wanted as many, one at least"
    }
    guard zip(levels, levels.dropFirst()).allSatisfy(<),
      levels[0] >= Int(Int32.min), levels[levels.count - 1] <= Int(Int32.max)
    else { return "found levels from \(levels[0]) on; wanted levels of a lattice, ascending" }
    return counts.lazy.compactMap { Self.problem("configurations of a level", $0) }.first
  }
}

extension SampleMeasurements: CheckedResult {
  /// Counts that do not add up, and a covariance matrix of another shape than the mean's.
  var inconsistency: String? {
    if let problem = Self.problem("configurations", count) ?? energies.inconsistency
      ?? totalSpins.inconsistency
    {
      return problem
    }
    guard energies.total == count, totalSpins.total == count else {
      return
        "found energies of \(energies.total) and ΣS of \(totalSpins.total) configurations; wanted "
        + "those of \(count)"
    }
    guard lowEnergies.allSatisfy({ $0.count == 3 && (0...count).contains($0[2]) }) else {
      return "found low energies that are no triples of H, ΣS and a count"
    }
    guard !correlation.isEmpty, correlationCovariance.count == correlation.count * correlation.count
    else {
      return
        "found \(correlation.count) correlations and \(correlationCovariance.count) covariances; "
        + "wanted the square of as many"
    }
    return nil
  }
}

extension MachineSnapshot: CheckedResult {
  /// What its samples lack, and spins that are none.
  var inconsistency: String? {
    if let problem = Self.problem("epochs", epoch)
      ?? Self.problem("configurations", identityCount)
      ?? Self.problem("violations", identityViolations, atMost: identityCount)
      ?? (generated + conserved).lazy.compactMap(\.measured.inconsistency).first
    {
      return problem
    }
    return examples.joined().allSatisfy { $0 == 1 || $0 == -1 }
      ? nil : "found spins that are neither 1 nor -1"
  }
}

extension MachineMeasurements: CheckedResult {
  /// What the training set or a snapshot lacks.
  var inconsistency: String? {
    guard !snapshots.isEmpty else { return "found no machine; wanted one at least" }
    let distances = trainingSet.correlation.count
    let samples = snapshots.flatMap { $0.generated + $0.conserved }.map(\.measured)
    guard samples.allSatisfy({ $0.correlation.count == distances }) else {
      return "found correlations at other distances than the \(distances) of the training set"
    }
    return trainingSet.inconsistency ?? snapshots.inconsistency
  }
}
