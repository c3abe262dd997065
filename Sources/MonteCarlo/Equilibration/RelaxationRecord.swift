import SpinSystems
import Statistics

/// The slow observables of some replicas along a run of unknown length.
///
/// Observations are equidistant in time. Whenever the record is full every second one is dropped and
/// the interval doubles, so that a run of any length leaves between half the capacity and all of it.
struct RelaxationRecord {
  /// Sweeps between observations.
  private(set) var interval = 1
  private let capacity: Int
  private let replicaCount: Int
  private let observesMagnetization: Bool
  /// One element for each observation, and in it one for each replica.
  private var energies: [[Double]] = []
  private var structureFactors: [[Double]] = []
  private var magnetizations: [[Double]] = []
  /// Configurations that have been appended and not yet been looked at.
  private var waiting: SampleSet

  /// So many are looked at together: a block of the kernels, which take it in the time of one.
  private static let batchSize = 512

  /// More replicas than this are not observed: τ_int is known well enough, and looking at them would
  /// take longer than moving them.
  static let largestReplicaCount = 128

  init(replicaCount: Int, ensemble: Ensemble) {
    self.replicaCount = min(replicaCount, Self.largestReplicaCount)
    // With one replica τ must be found from a long series, with many from many short ones.
    capacity = 2 * max(128, 4096 / self.replicaCount)
    observesMagnetization = ensemble.totalSpin == nil
    waiting = SampleSet(lattice: ensemble.lattice)
  }

  /// The number of observations.
  private var count: Int { energies.count + waiting.count / replicaCount }
  /// Sweeps from the start to the last observation.
  var length: Int { count * interval }
  var isFull: Bool { count == capacity }

  /// Appends an observation of the first replicas among `configurations`.
  mutating func append(_ configurations: SampleSet) {
    precondition(!isFull)
    waiting.append(packed: configurations.prefix(replicaCount).words)
    if isFull || waiting.count + replicaCount > Self.batchSize { look() }
  }

  /// Observes what waits.
  private mutating func look() {
    let observables = Observables(waiting, largestDistance: 1)
    func rows(_ values: [Double]) -> [[Double]] {
      stride(from: 0, to: values.count, by: replicaCount).map {
        Array(values[$0..<$0 + replicaCount])
      }
    }
    energies += rows(observables.energies.map(Double.init))
    structureFactors += rows(AxisModes(waiting).structureFactor(waveNumber: 1))
    if observesMagnetization {
      magnetizations += rows(observables.totalSpins.map { Double(abs($0)) })
    }
    waiting = SampleSet(lattice: waiting.lattice)
  }

  /// Drops every second observation.
  ///
  /// - Precondition: the record is full.
  mutating func thin() {
    func everySecond(_ rows: [[Double]]) -> [[Double]] {
      stride(from: 1, to: rows.count, by: 2).map { rows[$0] }
    }
    energies = everySecond(energies)
    structureFactors = everySecond(structureFactors)
    magnetizations = everySecond(magnetizations)
    interval *= 2
  }

  // MARK: What the second half says; the first is burn-in

  /// Sweeps in the second half, summed over replicas.
  var measuredSweeps: Int { replicaCount * (energies.count / 2) * interval }

  /// Autocorrelation times over the second half.
  ///
  /// The replicas are strung together and share one mean. So replicas that are caught in different
  /// states never lose their correlation, and count as slow. Lags that lead from one replica to the
  /// next make τ_int too small by less than τ_int / (sweeps of a replica): 5 % at 20 τ_int.
  var times: RelaxationTimes {
    func time(_ rows: [[Double]]) -> Double {
      let half = rows.dropFirst(rows.count / 2)
      let series = (0..<replicaCount).flatMap { replica in half.map { $0[replica] } }
      return integratedAutocorrelationTime(series).integratedTime * Double(interval)
    }
    return RelaxationTimes(
      energy: time(energies), structureFactor: time(structureFactors),
      absoluteMagnetization: observesMagnetization ? time(magnetizations) : nil)
  }

  /// Means over the second half, one for each replica.
  var replicaMeans: (energy: [Double], structureFactor: [Double]) {
    func means(_ rows: [[Double]]) -> [Double] {
      let half = rows.dropFirst(rows.count / 2)
      return (0..<replicaCount).map { replica in
        half.reduce(0) { $0 + $1[replica] } / Double(half.count)
      }
    }
    return (means(energies), means(structureFactors))
  }
}
