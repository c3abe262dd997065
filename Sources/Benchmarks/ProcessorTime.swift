import Glibc

/// Processor time that this process has taken on all cores together.
///
/// Other processes on the machine lengthen the time on the wall, but hardly this one.
enum ProcessorTime {
  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }

  /// The smallest number of seconds that `work` takes in `runs` runs, and what the last run gave.
  ///
  /// The smallest, because whatever disturbs a run lengthens it.
  static func best<Result>(
    ofRuns runs: Int, _ work: () throws -> Result
  ) rethrows -> (seconds: Double, result: Result) {
    precondition(runs >= 1)
    var best = Double.infinity
    var last: Result?
    for _ in 0..<runs {
      let start = now
      last = try work()
      best = min(best, now - start)
    }
    return (best, last!)
  }
}
