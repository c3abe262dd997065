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
  .jointLevels,
  .correlationVector,
  .structureFactorVector,
  .localPatterns,
  .translationSymmetry,
  .axisSymmetry,
  .spinFlipSymmetry,
  .independence,
  .chainMixing,
  .exchangeOrientation,
  .inferredTemperatures,
  .steinDiscrepancy,
  .hubAndSpokes,
  .duplicates,
  .nearestTraining,
]
