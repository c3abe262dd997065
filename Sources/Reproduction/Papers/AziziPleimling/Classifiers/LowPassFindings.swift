import FiniteSizeScaling
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
  /// What the network that was trained on labels from the first pass says.
  let reading: LowPassReading

  /// - Returns: nil where nothing was measured.
  init?(_ measurements: [LowPassMeasurements], on model: any ScalingModel, slug: String) {
    guard !measurements.isEmpty else { return nil }
    self.measurements = measurements
    self.model = model
    self.slug = slug
    reading = LowPassReading(measurements, of: model, .firstPassLabel)
  }

  private func reading(_ recipe: MapNetwork.Recipe) -> LowPassReading {
    LowPassReading(measurements, of: model, recipe)
  }

  /// T_c, ν at two smallest sizes, and χ².
  var gates: [ClaimFinding] {
    let truth = model.truth
    guard let average = reading.analysis.average,
      let temperature = average.estimates[.criticalPoint]
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
        measure: .init("T_c", temperature.value, interval: temperature.interval, unit: ""),
        observed: average.testableInterval(.criticalPoint),
        confirmedIf: .inside(
          truth.criticalTemperature - temperatureGate...truth.criticalTemperature
            + temperatureGate,
          "within \(percent) % of \(decimal(truth.criticalTemperature, 4))"),
        isDecisive: false,
        detail:
          "\(reading.text) All repetitions are one fit, each with a function of its own; the interval "
          + "holds configurations, window, smallest size and corrections to scaling. First passes put it at "
          + decimal(measurements.map(\.coarseCriticalTemperature), 3) + ".")
    ]
    findings += [
      ("all", average, sizes[0]),
      ("large", reading.analysis.withoutSmallest, sizes[min(1, sizes.count - 1)]),
    ].compactMap { name, average, smallest in
      average.flatMap { exponent(name, $0, smallest: smallest) }
    }
    findings.append(
      ClaimFinding(
        "\(slug)-chi-square", "Honest protocol, \(model.title): χ²/dof",
        measure: .init("χ²/dof", average.heaviest.reducedChiSquare, interval: nil, unit: ""),
        observed: average.heaviest.reducedChiSquare,
        confirmedIf: .lessThan(
          LowPassGates.reducedChiSquare, "below \(brief(LowPassGates.reducedChiSquare))"),
        isDecisive: false,
        detail: "Of the heaviest model: \(average.heaviest.words)."))
    return findings
  }

  private func exponent(
    _ name: String, _ average: AveragedCollapse, smallest: Int
  ) -> ClaimFinding? {
    guard let nu = average.estimates[.nu] else { return nil }
    let gate = model.truth.nu * LowPassGates.nu
    return ClaimFinding(
      "\(slug)-nu-\(name)", "Honest protocol, \(model.title): ν, L ≥ \(smallest)",
      measure: .init("ν", nu.value, interval: nu.interval, unit: ""),
      observed: average.testableInterval(.nu),
      confirmedIf: .inside(
        model.truth.nu - gate...model.truth.nu + gate,
        "within \(brief(100 * LowPassGates.nu)) % of \(brief(model.truth.nu))"),
      isDecisive: false, detail: "By model: \(average.wordsOfParts).\(average.wordsOfDoubts)")
  }

  /// What ν would be without corrections to scaling; nil where no fit gave a number.
  var correctionNote: String? {
    guard let average = reading.analysis.average, let nu = average.estimates[.nu] else {
      return nil
    }
    let holds = nu.interval.contains(model.truth.nu) ? "holds" : "does not hold"
    return
      "Honest protocol, \(model.title): ν is \(decimal(model.truth.nu, 4)), which the interval from "
      + "L ≥ \(sizes[0]) on, \(average.words(.nu, digits: 3)), \(holds). Models without a correction to scaling "
      + "have \(brief(100 * average.uncorrectedWeight)) % of the weight."
  }

  /// Whether ν is told from 1, the 2/d of any thermometer in two dimensions; nil where no fit gave a number.
  var distinction: ClaimFinding? {
    guard let average = reading.analysis.average, let nu = average.estimates[.nu] else {
      return nil
    }
    return ClaimFinding(
      "\(slug)-nu-is-not-1", "Honest protocol, \(model.title): ν is not 1",
      measure: .init("ν", nu.value, interval: nu.interval, unit: ""),
      observed: average.testableInterval(.nu), confirmedIf: .below(1, "its interval lies below 1"),
      isDecisive: false,
      detail: "The model's is \(decimal(model.truth.nu, 4)).")
  }

  /// What becomes of T_c when labels change at a false temperature.
  var labelShifts: [ClaimFinding] {
    let found = reading.analysis.byRepetition
    return [MapNetwork.Recipe.lowLabel, .highLabel].compactMap { recipe in
      let falseLabels = reading(recipe)
      let shifts = zip(found, falseLabels.analysis.byRepetition).compactMap {
        found, other -> Double? in
        guard let found, let other else { return nil }
        return other.parameters.criticalPoint - found.parameters.criticalPoint
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
    let temperature = reading.analysis.average?.estimates[.criticalPoint]
    let passes = reading.passesGates
    let name = "\(slug)-\(check)"
    let fullTitle = "Honest protocol, \(model.title): \(title)"
    let measure = temperature.map {
      Evidence.Measure("T_c", $0.value, interval: $0.interval, unit: "")
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
