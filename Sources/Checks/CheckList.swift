import Comparisons
import Judgement

/// The checks of `steelyard assess`, in the order in which they are run and listed.
///
/// A new check is one file with its type and one line here.
public let allChecks: [any Check<Weighing>] = [
  MagnetizationConservation(),
  EnergySupport(),
  Identities(),
  MeanEnergy(),
  EnergyVariance(),
  EnergyChiSquare(),
  EnergyRelativeEntropy(),
  EnergyTransport(),
  MagnetizationDistribution(),
  CorrelationVector(),
  TranslationSymmetry(),
  AxisSymmetry(),
  SpinFlipSymmetry(),
  Independence(),
  ExchangeOrientation(),
]
