import Judgement
import Randomness

extension Array {
  /// What becomes of each check of the same subject, in their order.
  ///
  /// Checks know nothing of each other and draw from streams of their own, so they run side by side; a few at a
  /// time, since each may need as much memory as the samples.
  package func outcomes<Subject: Sendable>(for subject: Subject) -> [CheckOutcome]
  where Element == any Check<Subject> {
    WorkSharing(workersAtMost: 4).map(count: count) {
    } work: { _, index in
      self[index].outcome(for: subject)
    }
  }
}
