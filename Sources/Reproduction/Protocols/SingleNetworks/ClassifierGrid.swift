import SpinSystems

/// Which networks are trained for the claims of Fig. 3, in a run.
struct ClassifierGrid: Sendable {
  let plan: ReproductionPlan
  let singleSize: SingleSizeSettings
  let lowPass: LowPassSettings
  let supportVectors: SupportVectorSettings

  init(_ plan: ReproductionPlan) {
    self.plan = plan
    singleSize = SingleSizeSettings(plan)
    lowPass = LowPassSettings(plan)
    supportVectors = SupportVectorSettings(plan)
  }

  /// The paper's protocol or one of its controls: repetitions of all sizes, so that the first repetition of
  /// all is finished before the second of any is begun.
  ///
  /// - Precondition: controls are of ΣS = 0.
  func studies(
    of variant: SingleSizeStudy.Variant, _ magnetization: Magnetization = .conserved
  ) -> [SingleSizeStudy] {
    precondition(variant == .paper || magnetization == .conserved)
    let isPaper = variant == .paper && magnetization == .conserved
    let replicates = isPaper ? singleSize.replicates : singleSize.controlReplicates
    return replicates.flatMap { replicate in
      singleSize.sizes.map { size in
        SingleSizeStudy(
          variant: variant, magnetization: magnetization, size: size, settings: singleSize,
          replicate: replicate, seed: plan.seed, priority: (isPaper ? 10 : 20) + replicate)
      }
    }
  }

  /// Support vector machines and the principal component, as many repetitions as there are of networks.
  func supportVectorStudies(_ magnetization: Magnetization) -> [SupportVectorStudy] {
    let replicates =
      magnetization == .conserved ? singleSize.replicates : singleSize.controlReplicates
    return replicates.flatMap { replicate in
      singleSize.sizes.map { size in
        SupportVectorStudy(
          magnetization: magnetization, size: size, grid: singleSize, settings: supportVectors,
          replicate: replicate, seed: plan.seed,
          priority: (magnetization == .conserved ? 15 : 25) + replicate)
      }
    }
  }

  /// All controls of the paper's protocol.
  var controls: [SingleSizeStudy] {
    SingleSizeStudy.Variant.allCases.filter { $0 != .paper }.flatMap { studies(of: $0) }
  }

  /// The low-pass protocol on a model.
  func lowPassStudies(_ model: any ScalingModel) -> [LowPassStudy] {
    lowPass.replicates.map {
      LowPassStudy(
        model: model, settings: lowPass, replicate: $0, seed: plan.seed, priority: 5 + $0)
    }
  }
}
