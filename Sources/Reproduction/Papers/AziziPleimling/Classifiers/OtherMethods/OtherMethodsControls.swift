import Judgement
import Statistics

/// The controls of F3d: what collapses, and about which temperature, where nothing is known of T_c.
struct OtherMethodsControls {
  let series: SupportVectorSeries

  var findings: [ClaimFinding] {
    falseLabels + permutedLabels + energies + [meanEnergy].compactMap(\.self)
  }

  private var magnetization: Magnetization { series.magnetization }

  /// Machines that see all spins, with labels at false temperatures.
  private var falseLabels: [ClaimFinding] {
    MachineKind.Kernel.allCases.flatMap { kernel in
      [MachineKind.Labels.low, .high].compactMap { labels in
        collapse(
          MachineKind(kernel: kernel, labels: labels),
          "support vector machine, \(kernel.rawValue) kernel, labels that change at "
            + temperatureName(labels.labelling.temperature))
      }
    }
  }

  /// Machines that see the energy alone.
  private var energies: [ClaimFinding] {
    MachineKind.Kernel.allCases.flatMap { kernel in
      [MachineKind.Labels.critical, .low, .high].compactMap { labels in
        collapse(
          MachineKind(features: .energy, kernel: kernel, labels: labels),
          "energy alone, \(kernel.rawValue) kernel, labels that change at "
            + temperatureName(labels.labelling.temperature))
      }
    }
  }

  private func collapse(_ kind: MachineKind, _ title: String) -> ClaimFinding? {
    guard
      let curves = LearnerCurves(
        series, about: kind.labels.labelling, { $0.decisions[kind.name]! }),
      let scaling = LearnerScaling(
        curves, smallestFall: ScalingContrast.smallestDecisionFall)
    else { return nil }
    return shown(
      kind.name, title, scaling,
      "shown; labels change at \(temperatureName(kind.labels.labelling.temperature))")
  }

  /// Labels in random order leave nothing to learn.
  private var permutedLabels: [ClaimFinding] {
    MachineKind.Kernel.allCases.compactMap { kernel in
      let kind = MachineKind(kernel: kernel, labels: .permuted)
      guard let curves = LearnerCurves(series, about: .critical, { $0.decisions[kind.name]! }),
        let scaling = LearnerScaling(
          curves, smallestFall: ScalingContrast.smallestDecisionFall)
      else { return nil }
      let limit = ScalingContrast.smallestDecisionFall
      return ClaimFinding(
        check(kind.name),
        "\(magnetization.title): support vector machine, \(kernel.rawValue) kernel, labels in random order",
        scaling.fall, named: "fall of the mean through T_c",
        confirmedIf: .within(limit, "within ± \(brief(limit)): nothing is learnt"),
        isDecisive: false)
    }
  }

  /// The energy density as it stands, the control of the principal component, which has no labels.
  private var meanEnergy: ClaimFinding? {
    guard let curves = LearnerCurves(series, about: .critical, \.energyDensity),
      let scaling = LearnerScaling(curves)
    else { return nil }
    return shown("mean-energy", "the mean energy density, nothing learnt", scaling, "shown")
  }

  private func shown(
    _ name: String, _ title: String, _ scaling: LearnerScaling, _ remark: String
  ) -> ClaimFinding {
    ClaimFinding(
      check(name), "\(magnetization.title): \(title)",
      measure: scaling.nu.map { .init("ν", $0.value, interval: $0.interval, unit: "") },
      shown: remark,
      detail: "The mean falls by \(brief(scaling.fall.mean)); \(scaling.text).")
  }

  private func check(_ name: String) -> String { "\(name)-\(magnetization.slug)" }
}
