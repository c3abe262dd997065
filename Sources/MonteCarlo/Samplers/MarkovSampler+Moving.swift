import SpinSystems

extension MarkovSampler {
  /// `samples`, each moved by `sweeps` sweeps; as many at a time as there are replicas.
  ///
  /// - Precondition: they are of the ensemble's lattice and, where it is fixed, of its ΣS.
  public mutating func moved(_ samples: SampleSet, sweeps: Int) -> SampleSet {
    let width = samples.lattice.wordsPerConfiguration
    var result = SampleSet(lattice: samples.lattice, capacity: samples.count)
    for first in stride(from: 0, to: samples.count, by: replicaCount) {
      let last = min(first + replicaCount, samples.count)
      var start = SampleSet(lattice: samples.lattice, capacity: replicaCount)
      start.append(packed: samples.words[first * width..<last * width])
      // All replicas move; those beyond the last sample are copies of it.
      while start.count < replicaCount { start.append(packed: samples.packed(last - 1)) }
      setConfigurations(start)
      sweep(sweeps)
      result.append(packed: configurations.words.prefix((last - first) * width))
    }
    return result
  }
}
