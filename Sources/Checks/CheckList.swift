import Comparisons
import Judgement

/// The standard checks, in the order in which they are run and listed.
///
/// A new check is one file with its type and one line here.
public let allChecks: [any Check<Weighing>] = [
  .magnetizationConservation,
  .energySupport,
  .meanEnergy,
  .energyVariance,
  .energyChiSquare,
  .energyRelativeEntropy,
  .energyTransport,
  .magnetizationDistribution,
  .correlationVector,
  .translationSymmetry,
  .axisSymmetry,
  .spinFlipSymmetry,
  .independence,
  .chainMixing,
  .exchangeOrientation,
  .steinDiscrepancy,
  .hubAndSpokes,
  .duplicates,
]
