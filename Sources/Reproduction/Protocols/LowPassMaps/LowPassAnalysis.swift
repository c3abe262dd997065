import FiniteSizeScaling
import Statistics

/// T_c and ν from repetitions of the low-pass protocol, each by a `BlindWindowFit`.
///
/// A repetition's window is centred on what its own first pass found, then on what the fit in that window
/// found. The repetitions are the unit of replication (`SeedMean`):
/// each has configurations and networks of its own, so that their scatter holds all of chance. What the
/// choices of the analysis add is seen by making them otherwise.
struct LowPassAnalysis: Sendable {
  /// A choice of window and sizes.
  struct Choice: Hashable, Sendable {
    /// How many of the smallest sizes are left out.
    var droppedSizes = 0
    var windowFactor = 1.0

    /// The protocol's own.
    static let standard = Choice()
    /// The smallest size left out.
    static let withoutSmallest = Choice(droppedSizes: 1)
    /// The two smallest left out.
    static let onlyLargest = Choice(droppedSizes: 2)
    static let all = [
      standard, withoutSmallest, onlyLargest, Choice(windowFactor: 0.7),
      Choice(droppedSizes: 1, windowFactor: 0.7),
    ]

    func text(_ sizes: [Int]) -> String {
      let window = windowFactor == 1 ? "" : ", window × \(brief(windowFactor))"
      return "L ≥ \(sizes[min(droppedSizes, sizes.count - 1)])" + window
    }
  }

  /// What a fit found.
  struct Outcome: Sendable {
    var criticalTemperature: Estimate
    var nu: Estimate
    var chiSquare: Double
    var degreesOfFreedom: Int
  }

  /// By choice, one for each repetition; nil where a fit gave no number.
  let outcomes: [Choice: [Outcome?]]
  /// The points and T₀ of each repetition.
  let tables: [BlindWindowFit.Input]
  /// w of the standard choice; nil without repetitions.
  let halfWidth: Double?

  /// - Parameter tables: what is to collapse, with T₀, for each repetition.
  init(_ tables: [BlindWindowFit.Input]) {
    let halfWidth = tables.isEmpty ? nil : BlindWindowFit.halfWidth(for: tables)
    self.tables = tables
    self.halfWidth = halfWidth
    outcomes = Dictionary(
      uniqueKeysWithValues: Choice.all.map { choice in
        (
          choice,
          tables.map {
            Self.outcome(of: $0, halfWidth: choice.windowFactor * halfWidth!, choice)
          }
        )
      })
  }

  private static func outcome(
    of input: BlindWindowFit.Input, halfWidth: Double, _ choice: Choice
  ) -> Outcome? {
    do {
      var table = input.table
      for _ in 0..<choice.droppedSizes { table = try table.droppingSmallestSize() }
      let first = try BlindWindowFit(table, center: input.center, halfWidth: halfWidth)
      // The window once more, about what was found in it.
      let fit = try BlindWindowFit(
        table, center: first.fit.parameters.criticalPoint, halfWidth: halfWidth
      ).fit
      return Outcome(
        criticalTemperature: Estimate(
          value: fit.parameters.criticalPoint,
          standardError: fit.standardError(of: .criticalPoint)),
        nu: Estimate(value: fit.parameters.nu, standardError: fit.standardError(of: .nu)),
        chiSquare: fit.chiSquare, degreesOfFreedom: fit.degreesOfFreedom)
    } catch {
      // No number; the finding says so.
      return nil
    }
  }

  /// The repetitions that gave a number.
  func found(_ choice: Choice) -> [Outcome] { outcomes[choice]!.compactMap(\.self) }

  /// Whether every repetition gave a number.
  func isComplete(_ choice: Choice) -> Bool { outcomes[choice]!.allSatisfy { $0 != nil } }

  /// The mean over repetitions; nil where no fit gave a number.
  func mean(
    _ quantity: KeyPath<Outcome, Estimate>, _ choice: Choice = .standard
  ) -> SeedMean? {
    let estimates = found(choice).map { $0[keyPath: quantity] }
    guard !estimates.isEmpty else { return nil }
    return SeedMean(estimates)
  }

  /// Σ χ² over Σ degrees of freedom.
  func reducedChiSquare(_ choice: Choice = .standard) -> Double? {
    let found = found(choice)
    guard !found.isEmpty else { return nil }
    return found.reduce(0) { $0 + $1.chiSquare }
      / Double(found.reduce(0) { $0 + $1.degreesOfFreedom })
  }

  /// The 95 % interval of the mean, widened by what other choices of window and smallest size come to.
  ///
  /// A choice counts by its mean difference from the standard one, as far as that exceeds the 95 % interval
  /// of the difference, repetition by repetition: (d² - h²)^½ or 0. The largest is added in quadrature to
  /// the half-width.
  func interval(_ quantity: KeyPath<Outcome, Estimate>) -> ClosedRange<Double>? {
    guard let mean = mean(quantity) else { return nil }
    let half = (mean.interval.upperBound - mean.interval.lowerBound) / 2
    guard half.isFinite else { return mean.interval }
    var added = 0.0
    for choice in Choice.all where choice != .standard {
      let differences = zip(outcomes[.standard]!, outcomes[choice]!).compactMap {
        standard, other -> Double? in
        guard let standard, let other else { return nil }
        return other[keyPath: quantity].value - standard[keyPath: quantity].value
      }
      guard differences.count >= 2 else { continue }
      let difference = SeedMean(differences)
      let noise = (difference.interval.upperBound - difference.interval.lowerBound) / 2
      let excess = difference.mean * difference.mean - noise * noise
      added = max(added, excess)
    }
    let total = (half * half + added).squareRoot()
    return mean.mean - total...mean.mean + total
  }
}
