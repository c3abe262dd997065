import SupportVectors

/// A support vector machine: what it is fed with, by which kernel, and on which labels it is trained.
struct MachineKind: Hashable, Sendable {
  /// What a machine sees of a configuration.
  enum Features: String, Sendable, CaseIterable {
    /// All spins.
    case spins
    /// The energy density alone, a control: it tells temperatures, and knows nothing of order.
    case energy
  }

  /// How features are combined.
  enum Kernel: String, Sendable, CaseIterable {
    case linear
    case quadratic
  }

  /// Where the labels come from.
  enum Labels: String, Sendable, CaseIterable {
    /// T_c.
    case critical
    /// A temperature below T_c, a control.
    case low
    /// A temperature above T_c, a control.
    case high
    /// T_c, and then in random order, a control.
    case permuted

    /// The temperature where labels change.
    var labelling: Labelling {
      switch self {
      case .critical, .permuted: .critical
      case .low: .low
      case .high: .high
      }
    }
  }

  var features = Features.spins
  let kernel: Kernel
  var labels = Labels.critical

  /// All machines of a unit.
  static let all = Features.allCases.flatMap { features in
    Kernel.allCases.flatMap { kernel in
      Labels.allCases.filter { features == .spins || $0 != .permuted }.map {
        MachineKind(features: features, kernel: kernel, labels: $0)
      }
    }
  }

  /// In results.
  var name: String { "\(features.rawValue)-\(kernel.rawValue)-\(labels.rawValue)" }

  /// The kernel on its features.
  ///
  /// Pairs of spins have no use for single ones, whose mean is zero at every temperature by the symmetry
  /// S → -S; a quadratic function of one energy wants the linear term.
  var polynomial: PolynomialKernel {
    switch (kernel, features) {
    case (.linear, _): .linear
    case (.quadratic, .spins): .quadratic
    case (.quadratic, .energy): PolynomialKernel(degree: 2, constant: 1)
    }
  }
}
