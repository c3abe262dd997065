/// The numbers of the low-pass protocol, at each scale.
struct LowPassSettings: Sendable {
  /// The sizes at which the networks are read.
  var sizes: [Int]
  /// The size at which they are trained.
  var trainingSize = 32
  /// Configurations at each temperature of the training.
  var trainingCount = 1024
  /// The sizes of the first pass.
  var coarseSizes: [Int]
  /// Configurations at each size and temperature of the first pass.
  var coarseCount = 1024
  /// Temperatures of each size in the second pass.
  var gridCount: Int
  /// Configurations at each of them.
  var testCount: Int
  /// Repetitions of everything, each with random numbers of its own.
  var replicates: ClosedRange<Int>

  /// Temperatures so close to that of the labels are not trained on, in units of T₀.
  static let exclusion = 0.13
  /// False labels change at T₀ (1 ± this).
  static let labelShift = 0.22
  static let learningRate: Float = 0.002
  static let epochs = 4

  init(_ plan: ReproductionPlan) {
    let seedCount = plan.seedCount
    switch plan.scale {
    case .paper:
      sizes = [16, 24, 32, 48, 64]
      coarseSizes = [16, 24, 32]
      gridCount = 21
      testCount = 8192
      replicates = 1...max(5, seedCount)
    case .smoke:
      sizes = [16, 24, 32]
      coarseSizes = [16, 24]
      coarseCount = 512
      trainingCount = 512
      gridCount = 11
      testCount = 1024
      replicates = 1...seedCount
    }
  }
}
