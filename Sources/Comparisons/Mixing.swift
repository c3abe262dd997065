import SpinSystems
import Statistics

/// How far a chain has explored its slowest modes, and whether its samples can be judged at all.
///
/// Slow physical modes, the place and the orientation of stripes or the sign of ΣS, leave their mark on
/// fast ones: where a chain has not seen enough of one, no statistic that depends on it holds its rate.
/// Two signs of it: fewer than `EffectiveSize.fewestTimes` autocorrelation times, and, where symmetry puts
/// the mean of a mode at zero, a variance along the samples that is less than half of the mean square. An
/// asymmetry of such a mode is no evidence against a chain; in independent draws it is.
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
    fileprivate let kind: SlowSeries.Kind
    /// What the mode stands in the way of.
    public let parity: Parity
    /// Its autocorrelation along the samples.
    public let autocorrelation: Autocorrelation
    /// What the samples are worth for its mean.
    public let size: EffectiveSize
    /// Its variance over its mean square where symmetry puts its mean at zero; else 1.
    public let explored: Double
    let serialPValue: Double
    /// The sums over the components of variance and mean square; nil where the mean is not zero by symmetry.
    fileprivate let spread: (variance: Double, square: Double)?

    init(_ series: SlowSeries, order: SampleOrder) {
      let (components, meanIsZero) = (series.components, series.meanIsZero)
      name = series.name
      parity = series.parity
      kind = series.kind
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
      spread = meanIsZero ? (variance, square) : nil
      explored = meanIsZero && square > 0 ? variance / square : 1
    }
  }

  /// A chain that has explored less than this part of a mode's variance has hardly moved it.
  static let leastExplored = 0.5
  /// The rate at which independent draws are so surely a chain that an asymmetry is put down to it.
  private static let falseProofRate = 1e-3

  /// The modes that were looked at.
  public let modes: [Mode]
  /// What the order of the samples says of their correlation.
  public let order: SampleOrder
  private let claimsIndependence: Bool
  private let isCertainlyChain: Bool
  private let isFrozen: Bool

  /// - Parameters:
  ///   - series: names and components of the modes, and whether their means are zero by symmetry.
  ///   - stated: the order, where it is known; nil means: what the modes show.
  ///   - claimsIndependence: whether the samples are claimed to be independent, so that an asymmetry cannot
  ///     be put down to a chain.
  init(
    of series: [SlowSeries], stated: SampleOrder?, claimsIndependence: Bool
  ) {
    let order = stated ?? SampleOrder(inferredFrom: series.flatMap(\.components))
    self.order = order
    self.claimsIndependence = claimsIndependence
    modes = series.map { Mode($0, order: order) }
    let level = Self.falseProofRate / Double(series.reduce(0) { $0 + $1.components.count })
    isFrozen = Self.areFrozen(modes)
    switch order {
    case .independent: isCertainlyChain = false
    case .stated: isCertainlyChain = true
    case .correlated: isCertainlyChain = modes.contains { $0.serialPValue < level }
    }
  }

  /// Whether no even mode of mean zero has been moved, each weighted by its size: all samples lie about one
  /// configuration.
  ///
  /// A chain in a cold stripe is like that, and with excitations that come and go between samples it shows no
  /// correlation. Independent draws that miss one symmetry only move in the others.
  private static func areFrozen(_ modes: [Mode]) -> Bool {
    let even = modes.filter { $0.parity == .even && $0.spread != nil }
    guard !even.isEmpty else { return false }
    // Waves share their unit; the anisotropy has another.
    let groups = Dictionary(grouping: even) { $0.kind }
    return groups.values.allSatisfy { group in
      let variance = group.reduce(0) { $0 + $1.spread!.variance }
      let square = group.reduce(0) { $0 + $1.spread!.square }
      return square > 0 && variance < leastExplored * square
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
  /// be independent are given the benefit of that, and so are samples that all lie about one configuration.
  func isHardlyMoved(_ mode: Mode) -> Bool {
    guard mode.explored < Self.leastExplored else { return false }
    return isCertainlyChain || (!claimsIndependence && (mode.parity == .odd || isFrozen))
  }

  /// Why `mode` is in the way, for the reader of a report.
  public func remark(on mode: Mode) -> String {
    let time = decimal(mode.autocorrelation.integratedTime, 1)
    if mode.size.isKnown {
      return "The samples have hardly moved \(mode.name): its variance along them is "
        + "\(decimal(100 * mode.explored, 1)) % of its mean square. In a chain that is no evidence; "
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
  /// Series of one kind have one unit.
  enum Kind { case energy, anisotropy, wave, totalSpin }

  var kind: Kind
  var name: String
  var parity: Mixing.Parity
  var components: [[Double]]
  var meanIsZero: Bool

  /// The modes of an Ising model that are slow under local dynamics.
  ///
  /// - Parameters:
  ///   - observables: of `samples`.
  ///   - energies: H of all configurations, of which `samples` may be only some.
  ///   - symmetriesHold: whether the reference has the symmetries of the torus and of S → -S.
  static func all(
    of samples: SampleSet, _ observables: Observables, energies: [Int32], in ensemble: Ensemble,
    symmetriesHold: Bool
  ) -> [SlowSeries] {
    let waves = AxisModes(samples)
    var series = [
      SlowSeries(
        kind: .energy, name: "H", parity: .even, components: [energies.map { Double($0) }],
        meanIsZero: false),
      SlowSeries(
        kind: .anisotropy, name: "C_x(1) - C_y(1)", parity: .even,
        components: [observables.anisotropySums(at: 1).map { Double($0) }],
        meanIsZero: symmetriesHold),
    ]
    for axis in AxisModes.Axis.allCases {
      let wave = waves.amplitudes(axis, waveNumber: 1)
      series.append(
        SlowSeries(
          kind: .wave, name: "the longest wave along \(axis)", parity: .even,
          components: [wave.real, wave.imaginary], meanIsZero: symmetriesHold))
    }
    if ensemble.totalSpin == nil {
      let totals = observables.totalSpins.map { Double($0) }
      series.append(
        SlowSeries(
          kind: .totalSpin, name: "|ΣS|", parity: .even, components: [totals.map(abs)],
          meanIsZero: false))
      series.append(
        SlowSeries(
          kind: .totalSpin, name: "ΣS", parity: .odd, components: [totals],
          meanIsZero: symmetriesHold))
    }
    return series
  }
}
