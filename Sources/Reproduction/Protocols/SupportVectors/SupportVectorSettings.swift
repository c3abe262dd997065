/// The numbers of the protocol for support vector machines that are not those of the networks
/// (`SingleSizeSettings`), at each scale.
struct SupportVectorSettings: Sendable {
  /// Configurations at each of the 23 temperatures that machines are trained on, and that the principal
  /// component is found from.
  ///
  /// The matrix of the kernel grows with its square: 100 make 2300 configurations, 106 MB while libsvm
  /// searches. The networks' thousands would make terabytes, or days with rows that are computed again and
  /// again.
  var trainingCount: Int
  /// Configurations at each of them that the machines are read on and have not seen.
  var testCount: Int

  /// C, the price of a violated margin. Kernels are 1 for a configuration with itself.
  static let penalty = 1.0

  init(_ plan: ReproductionPlan) {
    switch plan.scale {
    case .paper: (trainingCount, testCount) = (100, 412)
    case .smoke: (trainingCount, testCount) = (40, 88)
    }
  }
}
