import SpinSystems

/// Which networks are trained for the claims of Fig. 3, in a run.
struct ClassifierGrid: Sendable {
  let plan: ReproductionPlan
  let singleSize: SingleSizeSettings
  let lowPass: LowPassSettings

  init(_ plan: ReproductionPlan) {
    self.plan = plan
    singleSize = SingleSizeSettings(plan)
    lowPass = LowPassSettings(plan)
  }

  /// The paper's protocol or one of its controls: repetitions of all sizes, so that the first repetition of
  /// all is finished before the second of any is begun.
  func studies(of variant: SingleSizeStudy.Variant) -> [SingleSizeStudy] {
    let replicates = variant == .paper ? singleSize.replicates : singleSize.controlReplicates
    return replicates.flatMap { replicate in
      singleSize.sizes.map { size in
        SingleSizeStudy(
          variant: variant, size: size, settings: singleSize, replicate: replicate,
          seed: plan.seed, priority: (variant == .paper ? 10 : 20) + replicate)
      }
    }
  }

  /// All controls of the paper's protocol.
  var controls: [SingleSizeStudy] {
    SingleSizeStudy.Variant.allCases.filter { $0 != .paper }.flatMap(studies)
  }

  /// The low-pass protocol on a model.
  func lowPassStudies(_ model: any ScalingModel) -> [LowPassStudy] {
    lowPass.replicates.map {
      LowPassStudy(
        model: model, settings: lowPass, replicate: $0, seed: plan.seed, priority: 5 + $0)
    }
  }
}
