import CNeuralKernels
import SpinSystems

/// Room for the maps of a few inputs on their way through a network and back; for use by one thread.
final class NetworkWorkspace {
  /// Inputs that are worked on together.
  static let capacity = 16

  let layout: NetworkLayout
  /// The input maps of each block, one behind the other.
  let maps: [AlignedMemory<Float>]
  /// Which places of windows send gradients back, for each block.
  let choices: [AlignedMemory<UInt16>]
  /// What the fully connected part is given, one input behind the other.
  let features: AlignedMemory<Float>
  let hidden: AlignedMemory<Float>
  let featureGradient: AlignedMemory<Float>
  let hiddenGradient: AlignedMemory<Float>
  /// The gradient of each block's input map, for one input.
  let mapGradients: [AlignedMemory<Float>]
  let senders: AlignedMemory<steelyard_sender>
  /// z₁ - z₀ of each input.
  var logits = [Float](repeating: 0, count: capacity)

  init(_ layout: NetworkLayout) {
    self.layout = layout
    let capacity = Self.capacity
    maps = layout.blocks.map { AlignedMemory<Float>(count: capacity * $0.mapCount) }
    choices = layout.blocks.map { AlignedMemory(count: capacity * Self.masks(of: $0)) }
    features = AlignedMemory<Float>(count: capacity * layout.featureCount)
    featureGradient = AlignedMemory<Float>(count: capacity * layout.featureCount)
    hidden = AlignedMemory<Float>(count: capacity * layout.hiddenCount)
    hiddenGradient = AlignedMemory<Float>(count: capacity * layout.hiddenCount)
    mapGradients = layout.blocks.enumerated().map { index, block in
      AlignedMemory<Float>(count: index == 0 ? 0 : block.mapCount)
    }
    // One more, for a sender is written before it is known whether it sends.
    senders = AlignedMemory(count: (layout.blocks.map(\.windowCount).max() ?? 0) + 1)
  }

  private static func masks(of block: NetworkLayout.Block) -> Int {
    4 * block.windowCount * Int(block.kernel.out_vectors)
  }

  /// The input map of `block` for the input in `slot`.
  func map(_ block: Int, _ slot: Int) -> UnsafeMutablePointer<Float> {
    maps[block].pointer + slot * layout.blocks[block].mapCount
  }

  func masks(_ block: Int, _ slot: Int) -> UnsafeMutablePointer<UInt16> {
    choices[block].pointer + slot * Self.masks(of: layout.blocks[block])
  }

  /// Where `block` puts the output of the input in `slot`: inside the border of the next block's map, or
  /// among the features.
  func output(_ block: Int, _ slot: Int) -> UnsafeMutablePointer<Float> {
    block + 1 < layout.blocks.count
      ? map(block + 1, slot) + layout.blocks[block + 1].interior
      : features.pointer + slot * layout.featureCount
  }
}
