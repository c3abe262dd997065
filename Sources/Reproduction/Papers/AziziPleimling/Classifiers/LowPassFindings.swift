import Judgement
import Statistics

/// What the low-pass protocol found on a model, as findings.
///
/// They stand beside the paper's claim and do not decide about it: the paper's networks are others.
struct LowPassFindings {
  let measurements: [LowPassMeasurements]
  let model: any ScalingModel
  /// Prefix of the findings' identifiers.
  let slug: String

  /// - Returns: nil where nothing was measured.
  init?(_ measurements: [LowPassMeasurements], on model: any ScalingModel, slug: String) {
    guard !measurements.isEmpty else { return nil }
    self.measurements = measurements
    self.model = model
    self.slug = slug
  }

  private func reading(_ recipe: MapNetwork.Recipe) -> LowPassReading {
    LowPassReading(measurements, of: model, recipe)
  }

  /// T_c, ν at two smallest sizes, and χ².
  var gates: [ClaimFinding] {
    let reading = reading(.firstPassLabel)
    let analysis = reading.analysis
    let truth = model.truth
    guard let temperature = analysis.mean(\.criticalTemperature),
      let temperatureInterval = analysis.interval(\.criticalTemperature),
      let chiSquare = analysis.reducedChiSquare()
    else {
      return [
        ClaimFinding(
          "\(slug)-fit", "Honest protocol, \(model.title)",
          measure: .init("fits that gave a number", 0, interval: nil, unit: ""),
          observed: false, confirmedIf: .holds("T_c and ν can be fitted"), isDecisive: false,
          detail: "The fits give no number.")
      ]
    }
    let temperatureGate = LowPassGates.criticalTemperature * truth.criticalTemperature
    let percent = brief(100 * LowPassGates.criticalTemperature)
    var findings = [
      ClaimFinding(
        "\(slug)-critical-temperature", "Honest protocol, \(model.title): T_c",
        measure: .init("T_c", temperature.mean, interval: temperatureInterval, unit: ""),
        observed: temperatureInterval,
        confirmedIf: .inside(
          truth.criticalTemperature - temperatureGate...truth.criticalTemperature
            + temperatureGate,
          "within \(percent) % of \(decimal(truth.criticalTemperature, 4))"),
        isDecisive: false,
        detail: "\(reading.text) The interval holds training, configurations, window and smallest "
          + "size. First passes put it at "
          + decimal(measurements.map(\.coarseCriticalTemperature), 3) + ".")
    ]
    for choice in [LowPassAnalysis.Choice.standard, .withoutSmallest] {
      guard let nu = analysis.mean(\.nu, choice) else { continue }
      let interval = choice == .standard ? analysis.interval(\.nu)! : nu.interval
      let sizes = choice.text(sizes)
      findings.append(
        ClaimFinding(
          "\(slug)-nu-\(choice.droppedSizes == 0 ? "all" : "large")",
          "Honest protocol, \(model.title): ν, \(sizes)",
          measure: .init("ν", nu.mean, interval: interval, unit: ""),
          observed: interval,
          confirmedIf: .inside(
            truth.nu * (1 - LowPassGates.nu)...truth.nu * (1 + LowPassGates.nu),
            "within \(brief(100 * LowPassGates.nu)) % of \(brief(truth.nu))"),
          isDecisive: false,
          detail: "By repetition: \(decimal(nu.values, 3))."))
    }
    findings.append(
      ClaimFinding(
        "\(slug)-chi-square", "Honest protocol, \(model.title): χ²/dof",
        measure: .init("χ²/dof", chiSquare, interval: nil, unit: ""),
        observed: chiSquare,
        confirmedIf: .lessThan(
          LowPassGates.reducedChiSquare, "below \(brief(LowPassGates.reducedChiSquare))"),
        isDecisive: false,
        detail: "A polynomial of degree \(BlindWindowFit.degree) in (T - T_c) L^(1/ν)."))
    return findings
  }

  /// How ν moves when small sizes are left out: corrections to scaling, which an interval has only as far
  /// as they stand out from noise; nil where no fit gave a number.
  var driftNote: String? {
    let analysis = reading(.firstPassLabel).analysis
    let choices: [LowPassAnalysis.Choice] = [.standard, .withoutSmallest, .onlyLargest]
    let means = choices.compactMap { choice -> String? in
      guard analysis.isComplete(choice), let nu = analysis.mean(\.nu, choice) else { return nil }
      return "\(decimal(nu.mean, error: nu.standardError, 3)) (\(choice.text(sizes)))"
    }
    guard !means.isEmpty else { return nil }
    return "Honest protocol, \(model.title): ν is \(decimal(model.truth.nu, 4)); found, with "
      + "its standard error, is \(means.joined(separator: ", ")). It moves by corrections to scaling as small "
      + "sizes are left out, and may have some way to go."
  }

  /// Whether ν is told from 1, the 2/d of any thermometer in two dimensions; nil where no fit gave a number.
  var distinction: ClaimFinding? {
    let analysis = reading(.firstPassLabel).analysis
    guard let nu = analysis.mean(\.nu), let interval = analysis.interval(\.nu) else { return nil }
    return ClaimFinding(
      "\(slug)-nu-is-not-1", "Honest protocol, \(model.title): ν is not 1",
      measure: .init("ν", nu.mean, interval: interval, unit: ""), observed: interval,
      confirmedIf: .below(1, "its interval lies below 1"), isDecisive: false,
      detail: "The model's is \(decimal(model.truth.nu, 4)).")
  }

  /// What becomes of T_c when labels change at a false temperature.
  var labelShifts: [ClaimFinding] {
    let found = reading(.firstPassLabel).analysis.outcomes[.standard]!
    return [MapNetwork.Recipe.lowLabel, .highLabel].compactMap { recipe in
      let falseLabels = reading(recipe)
      let shifts = zip(found, falseLabels.analysis.outcomes[.standard]!).compactMap {
        found, other -> Double? in
        guard let found, let other else { return nil }
        return other.criticalTemperature.value - found.criticalTemperature.value
      }
      guard !shifts.isEmpty else { return nil }
      let gate = LowPassGates.labelShift * model.truth.criticalTemperature
      let label = measurements.compactMap { measured in
        measured.trainings.first { $0.recipe == recipe }?.label
      }.first!
      var finding = ClaimFinding(
        "\(slug)-\(recipe.rawValue)",
        "Honest protocol, \(model.title): labels that change at \(brief(label))",
        SeedMean(shifts), named: "shift of T_c",
        confirmedIf: .within(gate, "T_c does not follow: within ± \(brief(gate))"),
        isDecisive: false)
      finding.detail =
        "\(falseLabels.text) Shifts by repetition: \(decimal(shifts, 4))."
      return finding
    }
  }

  /// Networks and quantities that must not pass the gates, and some that may.
  var controls: [ClaimFinding] {
    [
      control(
        "permuted-labels", "labels in random order", reading(.permutedLabels), mustFail: true),
      control(
        "energy", "the energy density in place of a network",
        LowPassReading(measurements, of: model, \.energyDensity), mustFail: true),
      control("untrained", "an untrained network", reading(.untrained)),
      control("fully-connected", "a fully connected network", reading(.fullyConnected)),
      control(
        "structure-factor", "⟨S²⟩/⟨S⟩² of S(k_min), no network",
        LowPassReading(measurements, of: model, \.structureRatio)),
    ]
  }

  /// - Parameter mustFail: whether the gates must stop it; else nothing is demanded.
  private func control(
    _ check: String, _ title: String, _ reading: LowPassReading,
    mustFail: Bool = false
  ) -> ClaimFinding {
    let mean = reading.analysis.mean(\.criticalTemperature)
    let passes = reading.passesGates
    let name = "\(slug)-\(check)"
    let fullTitle = "Honest protocol, \(model.title): \(title)"
    let measure = mean.map {
      Evidence.Measure(
        "T_c", $0.mean, interval: reading.analysis.interval(\.criticalTemperature), unit: "")
    }
    let detail = "\(reading.text) It \(passes ? "passes" : "does not pass") all gates."
    return mustFail
      ? ClaimFinding(
        name, fullTitle, measure: measure, observed: !passes,
        confirmedIf: .holds("must not pass the gates"), isDecisive: false, detail: detail)
      : ClaimFinding(
        name, fullTitle, measure: measure, shown: "shown, nothing is demanded", detail: detail)
  }

  private var sizes: [Int] { Set(measurements.flatMap { $0.points.map(\.size) }).sorted() }
}
