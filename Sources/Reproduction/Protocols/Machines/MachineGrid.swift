import SpinSystems
import Statistics

/// Machines that differ in nothing but the training seed.
struct MachineSetting: Sendable {
  var ensemble: Ensemble
  var hiddenCount: Int
  /// How many times the usual number of training configurations.
  var trainingFactor = 1
  var isLarge = false
  var priority: Int

  /// One unit of work for each seed.
  func studies(_ plan: ReproductionPlan) -> [MachineStudy] {
    var settings = MachineProtocol(plan.scale)
    settings.trainingCount *= trainingFactor
    return (1...plan.seedCount).map {
      MachineStudy(
        ensemble: ensemble, hiddenCount: hiddenCount, trainingSeed: $0, settings: settings,
        isLarge: isLarge, seed: plan.seed,
        // Seeds beyond those that a verdict needs come after all others.
        priority: priority + ($0 > SeedMean.fewestSeeds ? 100 : 0))
    }
  }
}

/// Which machines the claims read.
///
/// The paper shows L = 8 and 12 "over T" without printing the temperatures; Figs. 7 and 8 have four. At
/// paper scale ours are T = 1, 1.5, 2, T_c, 2.5 and 3, and of these 1, 2, T_c and 3. Smoke scale has three
/// at L = 8 and one at L = 12. What most claims read is computed first.
struct MachineGrid {
  let scale: Scale

  private static let critical = Ensemble.criticalTemperature

  /// ΣS = 0 over all temperatures, for F5a, F5b and V3.
  func balanced(size: Int) -> [MachineSetting] {
    let temperatures =
      switch (scale, size) {
      case (.paper, _): [1, 1.5, 2, Self.critical, 2.5, 3]
      case (.smoke, 8): [1, Self.critical, 3]
      case (.smoke, _): [1.0]
      }
    return temperatures.map { setting(size: size, temperature: $0, totalSpin: 0) }
  }

  /// The sizes of Fig. 5.
  static let sizes = [8, 12]

  /// L = 12 over the temperatures of Fig. 7 (left, right) and Fig. 8.
  func correlations(totalSpin: Int?) -> [MachineSetting] {
    let temperatures = scale == .paper ? [1, 2, Self.critical, 3] : [1.0]
    return temperatures.map { setting(size: 12, temperature: $0, totalSpin: totalSpin) }
  }

  /// L = 12 at one temperature for several ΣS, for F7c.
  func magnetizations(temperature: Double) -> [MachineSetting] {
    [0, 30, 60, 90].map { setting(size: 12, temperature: temperature, totalSpin: $0) }
  }

  /// The temperatures of F7c, V1 and V2.
  var fewTemperatures: [Double] { scale == .paper ? [1, Self.critical] : [1] }

  /// L = 12 and ΣS = 0 at one temperature, as in Fig. 6.
  func fig6(temperature: Double) -> MachineSetting {
    setting(size: 12, temperature: temperature, totalSpin: 0)
  }

  /// The same with 200 hidden units (V1).
  func wide(temperature: Double) -> MachineSetting {
    var setting = fig6(temperature: temperature)
    setting.hiddenCount = 200
    setting.priority = 9
    return setting
  }

  /// The same with twice the training configurations (V2).
  func wellTaught(temperature: Double) -> MachineSetting {
    var setting = fig6(temperature: temperature)
    setting.trainingFactor = 2
    setting.priority = 10
    return setting
  }

  /// L = 8 with ΣS free and from few hidden units to many, for W1.
  var wider: [MachineSetting] {
    let temperatures = scale == .paper ? [1, 2, Self.critical, 3] : [3.0]
    let hiddenCounts = scale == .paper ? [4, 16, 64, 256] : [4, 64]
    return temperatures.flatMap { temperature in
      hiddenCounts.map { count in
        var setting = setting(size: 8, temperature: temperature, totalSpin: nil)
        setting.hiddenCount = count
        setting.priority = 12
        return setting
      }
    }
  }

  private func setting(size: Int, temperature: Double, totalSpin: Int?) -> MachineSetting {
    // L² and the values of ΣS above are even.
    let ensemble =
      if let totalSpin {
        try! Ensemble.fixedMagnetization(
          size: size, temperature: temperature, totalSpin: totalSpin)
      } else {
        try! Ensemble.canonical(size: size, temperature: temperature)
      }
    return MachineSetting(
      ensemble: ensemble, hiddenCount: ensemble.lattice.siteCount,
      isLarge: size == 12 && totalSpin == 0 && temperature == 3,
      priority: Self.priority(size: size, temperature: temperature, totalSpin: totalSpin))
  }

  private static func priority(size: Int, temperature: Double, totalSpin: Int?) -> Int {
    switch (size, totalSpin) {
    case (12, 0): [1, critical, 3, 2].firstIndex(of: temperature) ?? 4
    case (_, 0): 6
    case (_, 30): 7
    case (_, nil): 8
    default: 11
    }
  }
}
