import SpinSystems

/// The shape of a classifier's input: channels of numbers on a grid.
///
/// A spin configuration is one channel of L rows and L columns.
public struct MapShape: Hashable, Sendable, Codable {
  /// Maps beside each other.
  public let channels: Int
  /// Rows of a map.
  public let rows: Int
  /// Columns of a map.
  public let columns: Int

  /// A shape of maps; one channel for spins.
  public init(channels: Int = 1, rows: Int, columns: Int) {
    self.channels = channels
    self.rows = rows
    self.columns = columns
  }

  /// Numbers in one input.
  public var count: Int { channels * rows * columns }
}

/// The layers of a classifier with two classes.
///
/// Each block is a convolution with k × k kernels, ReLU, and max pooling over windows of 2 × 2; an odd
/// last row or column before pooling is left out, as in PyTorch. Behind the blocks come optional hidden
/// units with ReLU, fully connected, and a fully connected layer to two outputs with softmax. Without
/// blocks this is an ordinary fully connected network, and without hidden units either, logistic
/// regression.
///
/// Two blocks and no hidden units are what Azizi and Pleimling (2021, Fig. 2) use; they state neither
/// kernels nor filters nor what happens at the sides. The choices made here are in `convolutional`.
public struct ClassifierArchitecture: Hashable, Sendable, Codable {
  /// What a convolution sees beyond the sides of its map.
  public enum Padding: String, Sendable, Codable, CaseIterable {
    /// The opposite side, as befits a periodic lattice; a map keeps its size.
    case circular
    /// Nothing; a map of n columns becomes one of n - k + 1.
    case valid
  }

  /// A convolution with ReLU and pooling.
  public struct Block: Hashable, Sendable, Codable {
    /// k of k × k kernels.
    public let kernelSize: Int
    /// Channels of the output.
    public let filters: Int

    /// A block of square filters.
    public init(kernelSize: Int = 3, filters: Int) {
      self.kernelSize = kernelSize
      self.filters = filters
    }
  }

  /// The shape of what goes in.
  public let input: MapShape
  /// Convolutions with their pooling, in the order of the data.
  public let blocks: [Block]
  /// What a filter sees beyond the edge.
  public let padding: Padding
  /// Units of the hidden layer, or nil where there is none.
  public let hiddenUnits: Int?

  /// Kernel sizes that are supported.
  public static let kernelSizes = [1, 3, 5, 7]
  /// Numbers of filters or of hidden units that are supported.
  public static let widths = 1...1024

  /// Lengths of an input's axes that are supported.
  static let lengths = 1...4096
  /// The most numbers that an input may have.
  static let largestCount = 1 << 20
  /// The most weights that a layer may have, 256 MB of them.
  static let largestWeightCount = 1 << 26

  /// - Throws: `ClassifierError.architecture` where a number is out of its range, or where maps become
  ///   too small for the next layer.
  public init(
    input: MapShape, blocks: [Block], padding: Padding, hiddenUnits: Int? = nil
  ) throws(ClassifierError) {
    self.input = input
    self.blocks = blocks
    self.padding = padding
    self.hiddenUnits = hiddenUnits
    try validate()
  }

  /// The paper's network for configurations of L = `size`: two blocks, with kernels of 3 × 3 and 16 and
  /// 32 filters unless told otherwise.
  public static func convolutional(
    size: Int, filters: [Int] = [16, 32], kernelSize: Int = 3, padding: Padding = .circular
  ) throws(ClassifierError) -> ClassifierArchitecture {
    try ClassifierArchitecture(
      input: MapShape(rows: size, columns: size),
      blocks: filters.map { Block(kernelSize: kernelSize, filters: $0) }, padding: padding)
  }

  /// A network without convolutions: hidden units that see every site.
  public static func fullyConnected(
    input: MapShape, hiddenUnits: Int = 100
  ) throws(ClassifierError) -> ClassifierArchitecture {
    try ClassifierArchitecture(
      input: input, blocks: [], padding: .circular, hiddenUnits: hiddenUnits)
  }

  /// Logistic regression on the numbers of the input.
  public static func logistic(
    input: MapShape
  ) throws(ClassifierError) -> ClassifierArchitecture {
    try ClassifierArchitecture(input: input, blocks: [], padding: .circular)
  }

  /// The shape of each block's input, and of what follows the last one.
  var mapShapes: [MapShape] {
    blocks.reduce(into: [input]) { shapes, block in
      let last = shapes.last!
      let loss = padding == .valid ? block.kernelSize - 1 : 0
      shapes.append(
        MapShape(
          channels: block.filters, rows: (last.rows - loss) / 2, columns: (last.columns - loss) / 2)
      )
    }
  }

  /// Numbers that the fully connected part is given.
  var featureCount: Int { mapShapes.last!.count }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    try self.init(
      input: container.decode(MapShape.self, forKey: .input),
      blocks: container.decode([Block].self, forKey: .blocks),
      padding: container.decode(Padding.self, forKey: .padding),
      hiddenUnits: container.decodeIfPresent(Int.self, forKey: .hiddenUnits))
  }

  private func validate() throws(ClassifierError) {
    let lengths = [input.channels, input.rows, input.columns]
    guard lengths.allSatisfy(Self.lengths.contains), input.count <= Self.largestCount else {
      throw .architecture(
        found: "an input of shape \(input)",
        wanted: "lengths of \(Self.lengths.lowerBound) to \(Self.lengths.upperBound) and at most "
          + "\(Self.largestCount) numbers")
    }
    for block in blocks {
      guard Self.kernelSizes.contains(block.kernelSize) else {
        throw .architecture(
          found: "a kernel size of \(block.kernelSize)",
          wanted: "one of \(Self.kernelSizes.map(String.init).joined(separator: ", "))")
      }
    }
    for width in blocks.map(\.filters) + [hiddenUnits].compactMap(\.self)
    where !Self.widths.contains(width) {
      throw .architecture(
        found: "a layer of \(width) units or filters",
        wanted: "\(Self.widths.lowerBound) to \(Self.widths.upperBound)")
    }
    for (shape, block) in zip(mapShapes, blocks) {
      // A convolution needs one window of 2 × 2 outputs; a border repeats a map once at most.
      let least = padding == .valid ? block.kernelSize + 1 : max(2, block.kernelSize / 2)
      guard min(shape.rows, shape.columns) >= least else {
        throw .architecture(
          found: "a map of \(shape.rows) × \(shape.columns) before a convolution of "
            + "\(block.kernelSize) × \(block.kernelSize), \(padding.rawValue)",
          wanted: "at least \(least) × \(least): a larger input, fewer blocks or circular padding")
      }
    }
    let weightCount = featureCount * (hiddenUnits ?? 2)
    guard weightCount <= Self.largestWeightCount else {
      throw .architecture(
        found: "a layer of \(weightCount) weights", wanted: "at most \(Self.largestWeightCount)")
    }
  }
}

extension MapShape: CustomStringConvertible {
  public var description: String { "[\(channels), \(rows), \(columns)]" }
}
