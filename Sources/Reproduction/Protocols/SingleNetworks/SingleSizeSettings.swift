import SpinSystems

/// The numbers of the paper's protocol, a network for each size, at each scale.
///
/// Azizi and Pleimling (2021) have L = 20, 30, 40, 50 and "10⁵ configurations at temperatures" T = 1.0 to
/// 3.2 in steps of 0.1; we take that for 10⁵ of each size, 4348 at each temperature. The temperatures in
/// between that they must have looked at to find crossings between 2.25 and 2.27 are not given.
struct SingleSizeSettings: Sendable {
  var sizes: [Int]
  /// Configurations at each temperature of the training, before the split in 70, 10 and 20 %.
  var countPerTemperature: Int
  /// Temperatures about a label at which the network is only read.
  var denseCount: Int
  /// Configurations at each of them.
  var countPerDenseTemperature: Int
  /// Training ends here at the latest.
  var maximumEpochs: Int
  /// Training runs, each with configurations of its own.
  var replicates: ClosedRange<Int>
  /// Of them, those that controls are repeated for.
  var controlReplicates: ClosedRange<Int>

  /// T = 1.0, 1.1, …, 3.2.
  static let temperatures = (10...32).map { Double($0) / 10 }
  /// How far the dense temperatures reach to either side of a label.
  static let denseReach = 0.25

  init(_ plan: ReproductionPlan) {
    let seedCount = plan.seedCount
    controlReplicates = 1...seedCount
    switch plan.scale {
    case .paper:
      sizes = [20, 30, 40, 50]
      countPerTemperature = 4348
      denseCount = 26
      countPerDenseTemperature = 2048
      maximumEpochs = 30
      replicates = 1...max(5, seedCount)
    case .smoke:
      sizes = [16, 24]
      countPerTemperature = 200
      denseCount = 11
      countPerDenseTemperature = 400
      maximumEpochs = 8
      replicates = 1...seedCount
    }
  }

  /// Temperatures from `label` - 0.25 to `label` + 0.25; 2.0 … 2.5 for T_c, as the paper's figure.
  func denseTemperatures(about labelling: Labelling) -> [Double] {
    (0..<denseCount).map {
      labelling.denseCenter
        + Self.denseReach * (2 * Double($0) / Double(denseCount - 1) - 1)
    }
  }
}

/// Where the labels of a training change.
enum Labelling: String, Codable, CaseIterable, Sendable {
  /// At T_c, as in the paper.
  case critical
  /// At 2.05, as if that were the transition.
  case low
  /// At 2.75.
  case high

  var temperature: Double {
    switch self {
    case .critical: Ensemble.criticalTemperature
    case .low: 2.05
    case .high: 2.75
    }
  }

  /// The middle of the dense temperatures: the label, 2.25 where it is T_c.
  var denseCenter: Double { self == .critical ? 2.25 : temperature }
}
