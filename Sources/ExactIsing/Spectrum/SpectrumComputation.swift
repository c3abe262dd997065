import Foundation
import Randomness
import Storage
import Synchronization

/// The computation of g(E, M) and the correlation sums of one lattice, for L ≤ 12.
///
/// Classes of first rows are shared among the cores. Sums are exact, so the result has the same bits
/// on any number of cores, and when the work was stopped and taken up again. On one core L = 8 takes
/// 0.05 s, L = 10 some 3 s and L = 12 about a minute, with 140 MB for each core at work.
public struct SpectrumComputation: Sendable {
  /// L.
  public let size: Int
  private let plan: SpectrumPlan

  /// The sizes that can be computed; beyond, coefficients would not fit into 64 bits.
  public static let sizes = 2...12

  /// - Throws: `ExactError.noSpectrum` for a size outside `sizes`.
  public init(size: Int) throws(ExactError) {
    guard Self.sizes.contains(size) else { throw .noSpectrum(size: size) }
    self.size = size
    plan = SpectrumPlan(size: size)
  }

  /// The number of pieces of work.
  public var pieceCount: Int { plan.classes.classes.count }

  /// Computes the spectrum.
  ///
  /// - Parameters:
  ///   - checkpoint: a file that keeps what has been done. It is written after every piece, and read
  ///     first if it exists, so that a computation that was killed goes on from there.
  ///   - memoryLimit: bytes that the workspaces of all cores may take together; it limits the number of
  ///     cores. One is always at work.
  ///   - progress: called after every piece with the number of pieces done, from any thread but never
  ///     by two at once.
  /// - Throws: `ExactError` if `checkpoint` cannot be written, or is not one of this computation.
  public func run(
    checkpoint: URL? = nil, memoryLimit: Int = 400 << 20,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) throws(ExactError) -> ExactSpectrum {
    let workspace = SpectrumClassTask.workspaceBytes(plan)
    guard workspace <= PhysicalMemory.byteCount else {
      throw .noMemory(size: size, byteCount: workspace)
    }
    var start = SpectrumProgress(plan: plan)
    if let checkpoint, let bytes = OwnFile.contents(of: checkpoint.path) {
      start = try SpectrumProgress(plan: plan, decoding: Array(bytes), of: checkpoint)
    }
    let remaining = plan.classes.classes.indices.filter { !start.isDone[$0] }
    let state = Mutex((progress: start, failure: ExactError?.none))
    let sharing = WorkSharing(
      workersAtMost: min(memoryLimit, PhysicalMemory.byteCount) / workspace)
    _ = sharing.map(count: remaining.count) { [plan] in
      SpectrumClassTask(plan: plan)
    } work: { [plan] task, piece in
      guard state.withLock({ $0.failure == nil }) else { return }
      var sums = SpectrumSums(plan: plan)
      task.add(remaining[piece], to: &sums)
      state.withLock { state in
        state.progress.add(sums, of: remaining[piece])
        if let checkpoint, state.failure == nil {
          do throws(ExactError) {
            try state.progress.write(to: checkpoint)
          } catch { state.failure = error }
        }
        progress(state.progress.doneCount)
      }
    }
    let (done, failure) = state.withLock { ($0.progress, $0.failure) }
    if let failure { throw failure }
    return ExactSpectrum(
      size: size, cells: SpectrumAssembly(plan: plan, sums: done.sums).cells())
  }
}
