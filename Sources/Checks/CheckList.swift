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
  .outlyingEnergies,
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
  .stationarity,
  .exchangeOrientation,
  .inferredTemperatures,
  .steinDiscrepancy,
  .hubAndSpokes,
  .duplicates,
  .nearestTraining,
]

/// Checks that take seconds, and ask in the most general way: can samples and reference be told apart at all?
///
/// They are for faults that nobody has thought of; for those that have a name, the standard checks need fewer
/// samples.
public let thoroughChecks: [any Check<Weighing>] = [
  .classifierTwoSample,
  .kernelTwoSample,
]

/// Checks of samples whose model says how probable each of them is.
public let likelihoodChecks: [any Check<Weighing>] = [
  .likelihoodDivergence,
  .likelihoodConsistency,
  .reweightedObservables,
  .probeDivergence,
  .probeIdentity,
  .probeCalibration,
]
