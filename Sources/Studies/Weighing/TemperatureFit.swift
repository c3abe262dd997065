import Comparisons
import ExactIsing
import Foundation
import SpinSystems
import Statistics
import Storage

/// The temperature at which samples have the mean energy that they have.
///
/// H is all that samples of the ensemble say of T, so this is the estimate of maximum likelihood. Its error is
/// T² times that of ⟨H⟩ over Var H, with the samples' own τ. Whether the samples are of *any* temperature is
/// then asked of P(H) at the fitted one; those p-values are on the safe side, as the fit takes one degree of
/// freedom away.
public struct TemperatureFit: Sendable, Equatable {
  public var temperature: Double
  public var standardError: Double

  /// The temperatures that are looked through.
  static let range = 0.1...1000.0

  /// Fits T to samples with ΣS fixed, or free where `totalSpin` is nil.
  ///
  /// - Throws: `TemperatureFitError` where there is no exact P(H), or no temperature with such a mean.
  public init(
    _ samples: SampleSet, totalSpin: Int?, stating correlation: StatedCorrelation? = nil
  ) throws {
    guard samples.count > 0 else { throw WeighingError.empty }
    let size = samples.lattice.size
    let energies = Observables(samples, largestDistance: 1).energies
    let observed = Moments(of: energies)
    let law = try Self.law(size: size, totalSpin: totalSpin)
    let bracket = 1 / Self.range.upperBound...1 / Self.range.lowerBound
    guard
      let beta = bracketedRoot(
        in: bracket, precision: 1e-12, of: { law($0).mean - observed.mean })
    else {
      throw TemperatureFitError.outside(
        mean: observed.mean, hottest: law(bracket.lowerBound).mean,
        coldest: law(bracket.upperBound).mean)
    }
    temperature = 1 / beta
    let series = energies.map { Double($0) }
    let order =
      correlation.map { SampleOrder.stated(effectiveCount: $0.effectiveCount(of: samples.count)) }
      ?? SampleOrder(inferredFrom: [series])
    let variance = law(beta).variance
    let error = (observed.variance / order.size(of: series).count).squareRoot()
    standardError = variance > 0 ? error / variance / (beta * beta) : .infinity
  }

  /// Mean and variance of H at β.
  private static func law(
    size: Int, totalSpin: Int?
  ) throws -> (Double) -> (mean: Double, variance: Double) {
    if ExactSpectrum.sizes.contains(size) {
      let cells = try ExactSpectrum(size: size).filter {
        totalSpin == nil || $0.totalSpin == totalSpin
      }
      guard let lowest = cells.map(\.energy).min() else {
        _ = try Ensemble(size: size, temperature: 1, totalSpin: totalSpin)
        throw TemperatureFitError.notExact(size: size)
      }
      let levels = cells.map { (energy: Double($0.energy), count: Double($0.count)) }
      return { beta in
        var (sum, first, second) = (0.0, 0.0, 0.0)
        for level in levels {
          let above = level.energy - Double(lowest)
          let weight = level.count * exp(-beta * above)
          sum += weight
          first += weight * above
          second += weight * above * above
        }
        let mean = first / sum
        return (mean + Double(lowest), second / sum - mean * mean)
      }
    }
    guard totalSpin == nil, EnergySpectrum.sizes.contains(size) else {
      throw TemperatureFitError.notExact(size: size)
    }
    let spectrum = try EnergySpectrum(size: size)
    return { beta in
      let levels = spectrum.distribution(temperature: 1 / beta)
      let mean = levels.reduce(0) { $0 + $1.probability * Double($1.energy) }
      return (
        mean,
        levels.reduce(0) {
          $0 + $1.probability * (Double($1.energy) - mean) * (Double($1.energy) - mean)
        }
      )
    }
  }
}

/// Why no temperature can be fitted.
public enum TemperatureFitError: InputError, Equatable {
  /// The exact P(H) is not known at this size.
  case notExact(size: Int)
  /// No temperature has such a mean energy.
  case outside(mean: Double, hottest: Double, coldest: Double)

  public var description: String {
    switch self {
    case .notExact(let size):
      "a temperature can be fitted where the exact P(H) is known, which it is at any ΣS for L ≤ "
        + "\(ExactSpectrum.sizes.upperBound) and with ΣS free for L ≤ "
        + "\(EnergySpectrum.sizes.upperBound); these samples have L = \(size)"
    case .outside(let mean, let hottest, let coldest):
      "no temperature has the samples' mean energy \(decimal(mean, 3)): from T = "
        + "\(TemperatureFit.range.upperBound) down to \(TemperatureFit.range.lowerBound) it falls from "
        + "\(decimal(hottest, 3)) to \(decimal(coldest, 3))"
    }
  }
}
