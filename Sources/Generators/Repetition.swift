import Judgement
import SpinSystems

/// Whether a program that was told the same seed twice drew the same configurations.
struct Repetition {
  let outcome: CheckOutcome

  init(of first: SampleSet, by second: SampleSet, seed: UInt64) {
    let count = max(first.count, second.count)
    let same = (0..<min(first.count, second.count)).count { first.packed($0) == second.packed($0) }
    let share = Double(count - same) / Double(count)
    outcome = CheckOutcome(
      check: "determinism", title: "One seed, one result",
      result: .evidence(
        Evidence(
          law: same == count ? .held : .broken,
          effect: Effect(
            name: "share of configurations that differ", value: share, interval: share...share,
            tolerance: 0, unit: ""),
          effectiveSampleCount: Double(count),
          detail: same == count
            ? "Told the seed \(seed) twice, the program drew the same \(count) configurations."
            : "Told the seed \(seed) twice, the program drew other configurations: "
              + "\(count - same) of \(count) differ.")))
  }
}
