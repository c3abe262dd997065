import References
import SpinSystems
import Statistics

/// How far a chain has explored its slowest modes, and whether its samples can be judged at all.
///
/// Slow physical modes, the place and the orientation of stripes or the sign of ΣS, leave their mark on
/// fast ones: where a chain has not seen enough of one, no statistic that depends on it holds its rate.
/// Two signs of it: fewer than `EffectiveSize.fewestTimes` autocorrelation times, and a variance along the
/// samples that is less than half of what the ensemble has: of the mean square, where symmetry puts the mean
/// of a mode at zero, or of the reference's variance. An asymmetry of such a mode is no evidence against a
/// chain; in independent draws it is.
public struct Mixing: Sendable {
  /// Which statistics a mode stands in the way of.
  public enum Parity: Sendable {
    /// Those that are even in S, and with them all.
    case even
    /// Those that change sign with S.
    case odd
  }

  /// A mode that is expected to be slow.
  public struct Mode: Sendable {
    /// "the longest wave along x".
    public let name: String
    /// What the mode stands in the way of.
    public let parity: Parity
    /// Its autocorrelation along the samples.
    public let autocorrelation: Autocorrelation
    /// What the samples are worth for its mean.
    public let size: EffectiveSize
    /// Its variance over its mean square where symmetry puts its mean at zero, over the reference's where
    /// that is known; else 1.
    public let explored: Double
    /// Whether `explored` is about the reference's variance.
    let isHeldAgainstReference: Bool
    let serialPValue: Double

    init(
      _ series: SlowSeries, order: SampleOrder
    ) {
      let components = series.components
      name = series.name
      parity = series.parity
      isHeldAgainstReference = series.expectedVariance != nil
      autocorrelation = integratedAutocorrelationTime(components: components)
      size = order == .correlated ? EffectiveSize(of: autocorrelation) : order.size(of: components)
      serialPValue = components.map { SerialCorrelationTest($0).pValue }.min()!
      var (variance, square) = (0.0, 0.0)
      for component in components {
        let n = Double(component.count)
        let mean = component.reduce(0, +) / n
        let meanSquare = component.reduce(0) { $0 + $1 * $1 } / n
        variance += max(0, meanSquare - mean * mean)
        square += meanSquare
      }
      if let expected = series.expectedVariance {
        explored = expected > 0 ? variance / expected : 1
      } else {
        explored = series.meanIsZero && square > 0 ? variance / square : 1
      }
    }
  }

  /// A chain that has explored less than this part of a mode's variance has hardly moved it.
  static let leastExplored = 0.5
  /// From this many autocorrelation times on, a variance of half the expected one is no accident of a chain:
  /// its relative error, (4 τ/n)^½ for a normal observable, is then 6 %.
  private static let surelyKnownTimes = 1000.0
  /// The rate at which independent draws are so surely a chain that an asymmetry is put down to it.
  private static let falseProofRate = 1e-3
  /// The same for draws that are claimed to be independent: weaker correlations hardly change a variance.
  private static let falseRefutationRate = 1e-6

  /// The modes that were looked at.
  public let modes: [Mode]
  /// What the order of the samples says of their correlation.
  public let order: SampleOrder
  private let claimsIndependence: Bool
  private let isCertainlyChain: Bool

  /// - Parameters:
  ///   - series: names and components of the modes, and whether their means are zero by symmetry.
  ///   - stated: the order, where it is known; nil means: what the modes show.
  ///   - claimsIndependence: whether the samples are claimed to be independent, so that an asymmetry cannot
  ///     be put down to a chain.
  init(
    of series: [SlowSeries], stated: SampleOrder?, claimsIndependence: Bool
  ) {
    let inferred = stated ?? SampleOrder(inferredFrom: series.flatMap(\.components))
    let looked = series.map { Mode($0, order: inferred) }
    let level =
      (claimsIndependence ? Self.falseRefutationRate : Self.falseProofRate)
      / Double(series.reduce(0) { $0 + $1.components.count })
    switch inferred {
    case .independent: isCertainlyChain = false
    case .stated: isCertainlyChain = true
    case .correlated: isCertainlyChain = looked.contains { $0.serialPValue < level }
    }
    self.claimsIndependence = claimsIndependence
    // A claim is believed unless what is seen can hardly be chance.
    if claimsIndependence, inferred == .correlated, !isCertainlyChain {
      (order, modes) = (.independent, series.map { Mode($0, order: .independent) })
    } else {
      (order, modes) = (inferred, looked)
    }
  }

  /// The mode with the fewest effective samples.
  public var slowest: Mode {
    modes.max { $0.autocorrelation.integratedTime < $1.autocorrelation.integratedTime }!
  }

  /// The mode that keeps statistics of `parity` from being judged; nil where none does.
  public func obstacle(to parity: Parity) -> Mode? {
    modes.filter { $0.parity == .even || parity == .odd }
      .filter { !$0.size.isKnown || isHardlyMoved($0) }
      .max { $0.autocorrelation.integratedTime < $1.autocorrelation.integratedTime }
  }

  /// Whether the samples have hardly moved a mode, and may be a chain that did not.
  ///
  /// Below T_c the sign of ΣS of a local chain stays for longer than everything else is remembered, so
  /// that samples far apart look independent and have one sign all the same; samples that do not claim to
  /// be independent are given the benefit of that.
  func isHardlyMoved(_ mode: Mode) -> Bool {
    guard mode.explored < Self.leastExplored else { return false }
    if mode.isHeldAgainstReference {
      // A long chain knows its variance: then too small a one is a fault and no lack of time.
      return order == .correlated
        && Double(mode.autocorrelation.sampleCount) < Self.surelyKnownTimes
          * mode.autocorrelation.integratedTime
    }
    return isCertainlyChain || (mode.parity == .odd && !claimsIndependence)
  }

  /// Why `mode` is in the way, for the reader of a report.
  public func remark(on mode: Mode) -> String {
    let time = decimal(mode.autocorrelation.integratedTime, 1)
    if mode.size.isKnown {
      let whole = mode.isHeldAgainstReference ? "the reference's" : "its mean square"
      return "The samples have hardly moved \(mode.name): its variance along them is "
        + "\(decimal(100 * mode.explored, 1)) % of \(whole). In a chain that is no evidence; "
        + "in samples that are claimed to be independent it would be."
    }
    return
      "The chain is too short for its correlations: τ of \(mode.name) is about \(time) samples, "
      + "and \(mode.autocorrelation.sampleCount) are fewer than "
      + "\(Int(EffectiveSize.fewestTimes)) τ."
  }
}

/// A mode's name and its values along the samples.
struct SlowSeries {
  var name: String
  var parity: Mixing.Parity
  var components: [[Double]]
  var meanIsZero = false
  /// The variance under the reference, where that is known exactly.
  var expectedVariance: Double?

  /// The modes of an Ising model that are slow under local dynamics.
  ///
  /// - Parameters:
  ///   - observables: of `samples`.
  ///   - energies: H of all configurations, of which `samples` may be only some.
  static func all(
    of samples: SampleSet, _ observables: Observables, energies: [Int32],
    against reference: Reference
  ) -> [SlowSeries] {
    let symmetriesHold = if case .model = reference.basis { true } else { false }
    let waves = AxisModes(samples)
    var series = [
      SlowSeries(
        name: "H", parity: .even, components: [energies.map { Double($0) }],
        expectedVariance: reference.energy.exactVariance),
      SlowSeries(
        name: "C_x(1) - C_y(1)", parity: .even,
        components: [observables.anisotropySums(at: 1).map { Double($0) }],
        meanIsZero: symmetriesHold),
    ]
    for axis in AxisModes.Axis.allCases {
      let wave = waves.amplitudes(axis, waveNumber: 1)
      series.append(
        SlowSeries(
          name: "the longest wave along \(axis)", parity: .even,
          components: [wave.real, wave.imaginary], meanIsZero: symmetriesHold))
    }
    if reference.ensemble.totalSpin == nil {
      let totals = observables.totalSpins.map { Double($0) }
      series.append(
        SlowSeries(
          name: "|ΣS|", parity: .even, components: [totals.map(abs)],
          expectedVariance: reference.totalSpin?.folded.exactVariance))
      series.append(
        SlowSeries(name: "ΣS", parity: .odd, components: [totals], meanIsZero: symmetriesHold))
    }
    return series
  }
}

extension LevelReference {
  /// The variance, where it is known exactly.
  fileprivate var exactVariance: Double? {
    if case .exact(let distribution) = self { distribution.variance } else { nil }
  }
}
