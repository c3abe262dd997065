import Statistics

/// What F3d holds beside the network: what is learnt without one.
enum Learner: String, CaseIterable, Sendable {
  case component
  case linear
  case quadratic

  var title: String {
    switch self {
    case .component: "principal component"
    case .linear: "support vector machine, linear kernel"
    case .quadratic: "support vector machine, quadratic kernel"
    }
  }

  /// The axis of its curves.
  var label: String {
    switch self {
    case .component: "⟨|p₁|⟩/L"
    case .linear, .quadratic: "⟨d⟩"
    }
  }

  /// The kernel of its machines; the principal component has none.
  var kernel: MachineKind.Kernel? {
    switch self {
    case .component: nil
    case .linear: .linear
    case .quadratic: .quadratic
    }
  }

  /// A change of its mean by less is none.
  var smallestFall: Double? {
    kernel == nil ? nil : ScalingContrast.smallestDecisionFall
  }

  /// What it reads, trained on the labels of the network.
  func value(_ point: SupportVectorMeasurements.Point) -> Estimate {
    guard let kernel else { return point.component }
    return point.decisions[MachineKind(kernel: kernel).name]!
  }
}
