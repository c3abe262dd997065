import Judgement

/// The checks of an update rule, in the order in which they are run and listed.
///
/// A new check is one file with its type and one line here. What comes out of the rule goes through all checks
/// of samples besides.
public let allRuleChecks: [any Check<Transition>] = [
  .motion,
  .pairedObservables,
  .levelCrossings,
  .placeDrift,
  .detailedBalance,
]
