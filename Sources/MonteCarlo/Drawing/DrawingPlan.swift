import Foundation
import Randomness
import SpinSystems
import Storage
import Synchronization

/// Configurations to be drawn block by block.
///
/// The blocks are the same on any number of cores, whichever core draws them and in whatever order.
public struct DrawingPlan: Sendable {
  /// Names everything that a block depends on but its number and size.
  public let identity: String
  /// The lattice of the configurations.
  public let lattice: SquareLattice
  /// Number of configurations.
  public let count: Int
  /// Configurations in a block; the last one may have fewer.
  public let blockSize: Int
  /// Whether drawing one block keeps all cores busy, so that blocks are drawn one after the other.
  public let blocksUseAllCores: Bool
  /// How chains are brought to equilibrium; nil where nothing has to relax.
  public let equilibration: Equilibration?
  /// Draws block `number` of `size` configurations.
  private let draw: @Sendable (_ number: Int, _ size: Int) throws -> SampleSet

  /// A plan whose blocks `draw` makes, from no more than the number and the size of a block.
  ///
  /// - Precondition: `count` is not negative and `blockSize` at least 1.
  public init(
    identity: String, lattice: SquareLattice, count: Int, blockSize: Int,
    blocksUseAllCores: Bool, equilibration: Equilibration? = nil,
    draw: @escaping @Sendable (_ number: Int, _ size: Int) throws -> SampleSet
  ) {
    precondition(count >= 0 && blockSize >= 1)
    self.identity = identity
    self.lattice = lattice
    self.count = count
    self.blockSize = blockSize
    self.blocksUseAllCores = blocksUseAllCores
    self.equilibration = equilibration
    self.draw = draw
  }

  /// Number of blocks, ⌈count / blockSize⌉.
  public var blockCount: Int { (count + blockSize - 1) / blockSize }

  /// Draws all configurations, in the order of the blocks.
  ///
  /// - Parameters:
  ///   - folder: where finished blocks are kept, so that a run that is ended by force can be taken up
  ///     again; nil to keep none. Blocks of this plan that are there already are not drawn again, and
  ///     damaged ones are. `removeBlocks(in:)` takes them away.
  ///   - progress: is given the number of configurations there are after each block, from any thread
  ///     but one at a time.
  ///   - remark: is told, at the end, of kept blocks that were not used and have been drawn again.
  /// - Throws: what the drawing of a block throws, or `ConfigurationFileError`.
  public func run(
    keepingBlocksIn folder: URL? = nil, progress: @escaping @Sendable (Int) -> Void = { _ in },
    remark: (String) -> Void = { _ in }
  ) throws -> SampleSet {
    if let folder { try OwnFolder.make(folder.path(percentEncoded: false)) }
    let state = Mutex(State(blocks: .init(repeating: nil, count: blockCount)))
    @Sendable func work(_ number: Int) {
      guard state.withLock({ $0.failure == nil }) else { return }
      do {
        let (block, refusal) = try block(number, in: folder)
        state.withLock {
          if let refusal { $0.refusals.append(refusal) }
          $0.blocks[number] = block
          $0.done += block.count
          progress($0.done)
        }
      } catch {
        state.withLock { $0.failure = $0.failure ?? error }
      }
    }
    if blocksUseAllCores {
      for number in 0..<blockCount { work(number) }
    } else {
      _ = IndexedWork.map(count: blockCount) { work($0) }
    }
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      if let refusal = state.refusals.first {
        let others = state.refusals.count - 1
        remark(
          "\(refusal); drawn again" + (others > 0 ? ", like \(others) more of its folder" : ""))
      }
      var samples = SampleSet(lattice: lattice, capacity: count)
      for number in state.blocks.indices {
        samples.append(packed: state.blocks[number]!.words)
        state.blocks[number] = nil
      }
      return samples
    }
  }

  private struct State {
    var blocks: [SampleSet?]
    var done = 0
    var refusals: [ConfigurationFileError] = []
    var failure: (any Error)?
  }

  /// The block, and why a file that was there is not used.
  private func block(
    _ number: Int, in folder: URL?
  ) throws -> (block: SampleSet, refusal: ConfigurationFileError?) {
    let size = min(blockSize, count - number * blockSize)
    guard let folder else { return (try draw(number, size), nil) }
    let file = ConfigurationFile(
      url: folder.appending(path: Self.fileName(number)),
      identity: "\(identity) block \(number), Steelyard \(Version.current)", lattice: lattice)
    var refusal: ConfigurationFileError?
    do throws(ConfigurationFileError) {
      let kept = try file.read()
      if kept.count == size { return (kept, nil) }
      // The last block of a run that was to be shorter or longer is none of this one's.
    } catch {
      refusal = file.exists ? error : nil
    }
    let block = try draw(number, size)
    try file.write(block)
    return (block, refusal)
  }

  // MARK: Kept blocks

  private static let namePrefix = "block-"

  private static func fileName(_ number: Int) -> String { "\(namePrefix)\(number)" }

  /// Removes the blocks that this run, and those before it, left in `folder`, and the folder if nothing else is
  /// in it.
  public static func removeBlocks(in folder: URL) {
    let path = folder.path(percentEncoded: false)
    for name in (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    where name.hasPrefix(namePrefix) && Int(name.dropFirst(namePrefix.count)) != nil {
      unlink("\(path)/\(name)")
    }
    AtomicFile.removeAbandoned(in: path)
    // Fails where something is left, which is not ours to remove.
    rmdir(path)
  }
}
