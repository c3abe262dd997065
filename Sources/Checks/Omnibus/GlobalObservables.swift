import SpinSystems

/// Observables of whole configurations that no closed law is known for: clusters, long waves, C(r).
package struct GlobalObservables {
  /// In plain words, for sentences such as "the largest cluster is too large".
  package let names: [String]
  /// [observable][configuration].
  package let columns: [[Double]]

  package init(_ samples: SampleSet, of ensemble: Ensemble) {
    let clusters = ClusterCounts(samples)
    let half = max(1, samples.lattice.size / 2)
    let observables = Observables(samples, largestDistance: half)
    let waves = AxisModes(samples).structureFactor(waveNumber: 1)
    var all: [(String, [Double])] = [
      ("the largest cluster", clusters.largest.map(Double.init)),
      ("the number of clusters", clusters.number.map(Double.init)),
      ("the longest wave S(k)", waves),
      ("the square of the longest wave S(k)", waves.map { $0 * $0 }),
      ("the plaquette product", samples.plaquetteSums().map(Double.init)),
    ]
    for distance in Set([1, min(2, half), half]).sorted() {
      all.append(("C(\(distance))", observables.correlationSums(at: distance).map(Double.init)))
    }
    if ensemble.totalSpin == nil {
      let squares = observables.totalSpins.map { Double($0) * Double($0) }
      all += [("M²", squares), ("M⁴", squares.map { $0 * $0 })]
    }
    names = all.map(\.0)
    columns = all.map(\.1)
  }
}
