import Comparisons
import SpinSystems

/// A temperature that is claimed, or that the samples themselves imply.
public enum TemperatureChoice: Sendable, Equatable, CustomStringConvertible {
  /// T in units of J/k_B.
  case claimed(Double)
  /// The one that `TemperatureFit` finds.
  case fitted

  /// "fit", or a number; nil for anything else.
  public init?(argument: String) {
    if argument == "fit" {
      self = .fitted
    } else if let value = Double(argument) {
      self = .claimed(value)
    } else {
      return nil
    }
  }

  /// The temperature that is claimed; nil where it is to be fitted.
  public var claim: Double? {
    if case .claimed(let temperature) = self { temperature } else { nil }
  }

  public var description: String {
    switch self {
    case .claimed(let temperature): "\(temperature)"
    case .fitted: "fit"
    }
  }

  /// The ensemble of `samples`, and the error of its temperature where that is fitted.
  public func ensemble(
    of samples: SampleSet, totalSpin: Int?, stating correlation: StatedCorrelation?
  ) throws -> (Ensemble, temperatureError: Double?) {
    let size = samples.lattice.size
    switch self {
    case .claimed(let temperature):
      return (try Ensemble(size: size, temperature: temperature, totalSpin: totalSpin), nil)
    case .fitted:
      // What is stated of the order of samples is about the order that they have.
      let ordered = correlation == nil ? samples.chainByChain(in: "the file").samples : samples
      let fit = try TemperatureFit(ordered, totalSpin: totalSpin, stating: correlation)
      return (
        try Ensemble(size: size, temperature: fit.temperature, totalSpin: totalSpin),
        fit.standardError
      )
    }
  }
}
