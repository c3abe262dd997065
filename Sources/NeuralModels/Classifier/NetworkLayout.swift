import CNeuralKernels

/// Where everything of a network lies in memory, as the kernels want it: channels last and in vectors of
/// 16, with zeros for channels that fill up.
struct NetworkLayout: Sendable {
  /// A parameter as PyTorch keeps it, and where its elements lie among those of the kernels.
  struct Parameter: Sendable {
    let name: String
    /// [out, in, k, k] or [out, in] for weights, [out] for biases.
    let shape: [Int]
    /// Where it begins, a multiple of 16.
    let offset: Int
    /// For each element in the order of `shape`, its place counted from the first of all parameters.
    let places: [Int]
    /// Inputs of one unit: the square of its weights' initial width is to be 1 over that.
    let fanIn: Int
  }

  /// One block: the geometry of its maps and where its parameters begin.
  struct Block: Sendable {
    let kernel: steelyard_block
    /// Rows and columns around the map, and of the map with them.
    let border: Int
    let rows: Int
    let columns: Int
    let channels: Int
    /// Numbers in the output map's windows and filters, filled up.
    let outputCount: Int
    let weightOffset: Int
    let biasOffset: Int
    /// Where the weights begin in the form that the forward kernel reads, and for each number there its
    /// place among the parameters; nil where the parameters have that form already.
    let forwardPlaces: [Int32]?

    var mapCount: Int { NetworkLayout.padded(rows * columns * channels) }
    /// From the first number of the map to the first inside the border.
    var interior: Int { (border * columns + border) * channels }
    var windowCount: Int { Int(kernel.out_rows * kernel.out_columns) }
    var filters: Int { 16 * Int(kernel.out_vectors) }
  }

  let architecture: ClassifierArchitecture
  let blocks: [Block]
  private(set) var parameters: [Parameter] = []
  /// Numbers in all parameters, filled up.
  private(set) var parameterCount = 0
  /// Numbers that the fully connected part is given, filled up.
  let featureCount: Int
  /// Hidden units, filled up; 0 without a hidden layer.
  let hiddenCount: Int
  private(set) var hiddenWeightOffset = 0
  private(set) var hiddenBiasOffset = 0
  private(set) var outputWeightOffset = 0
  private(set) var outputBiasOffset = 0

  /// `count` rounded up to a multiple of 16, the length of the kernels' vectors.
  static func padded(_ count: Int) -> Int { (count + 15) / 16 * 16 }

  /// Numbers that the output layer is given, filled up.
  var lastCount: Int { hiddenCount > 0 ? hiddenCount : featureCount }

  init(_ architecture: ClassifierArchitecture) {
    self.architecture = architecture
    let shapes = architecture.mapShapes
    var blocks: [Block] = []
    var builder = ParameterBuilder()
    for index in architecture.blocks.indices {
      blocks.append(
        Self.block(
          index, architecture, from: shapes[index], to: shapes[index + 1], &builder))
    }
    self.blocks = blocks
    let features = shapes.last!
    // Inputs without blocks keep their channels as they are; the output of a block fills them up.
    let channels = blocks.last.map(\.filters) ?? features.channels
    featureCount = Self.padded(features.rows * features.columns * channels)
    let order = Self.featurePlaces(features, channels: channels)
    hiddenCount = Self.padded(architecture.hiddenUnits ?? 0)
    var last = order
    if let units = architecture.hiddenUnits {
      let stride = hiddenCount
      hiddenWeightOffset = builder.add(
        "hidden.weight", shape: [units, order.count], fanIn: order.count,
        count: featureCount * stride
      ) { order[$0 % order.count] * stride + $0 / order.count }
      hiddenBiasOffset = builder.addBias("hidden.bias", units: units)
      last = Array(0..<units)
    }
    let stride = hiddenCount > 0 ? hiddenCount : featureCount
    outputWeightOffset = builder.add(
      "dense.weight", shape: [2, last.count], fanIn: last.count, count: 2 * stride
    ) { $0 / last.count * stride + last[$0 % last.count] }
    outputBiasOffset = builder.addBias("dense.bias", units: 2)
    parameters = builder.parameters
    parameterCount = builder.count
  }

  private static func block(
    _ index: Int, _ architecture: ClassifierArchitecture, from input: MapShape,
    to output: MapShape, _ builder: inout ParameterBuilder
  ) -> Block {
    let k = architecture.blocks[index].kernelSize
    let isFirst = index == 0
    let border = architecture.padding == .circular ? k / 2 : 0
    let channels = isFirst ? input.channels : padded(input.channels)
    let filters = padded(output.channels)
    let forward = ForwardOrder(kernelSize: k, channels: channels)
    let weightOffset = builder.add(
      "conv\(index + 1).weight", shape: [output.channels, input.channels, k, k],
      fanIn: input.channels * k * k, count: filters * k * k * channels
    ) { element in
      let (filter, rest) = element.quotientAndRemainder(dividingBy: input.channels * k * k)
      let (channel, tap) = rest.quotientAndRemainder(dividingBy: k * k)
      return isFirst
        ? forward.place(filter: filter, tap: tap, channel: channel)
        : (filter * k * k + tap) * channels + channel
    }
    let biasOffset = builder.addBias("conv\(index + 1).bias", units: output.channels)
    let nextBorder =
      index + 1 < architecture.blocks.count && architecture.padding == .circular
      ? architecture.blocks[index + 1].kernelSize / 2 : 0
    return Block(
      kernel: steelyard_block(
        kernel: Int32(k), in_channels: Int32(channels),
        in_columns: Int32(input.columns + 2 * border),
        out_vectors: Int32(filters / 16), out_rows: Int32(output.rows),
        out_columns: Int32(output.columns),
        out_row_stride: Int32((output.columns + 2 * nextBorder) * filters)),
      border: border, rows: input.rows + 2 * border, columns: input.columns + 2 * border,
      channels: channels, outputCount: output.rows * output.columns * filters,
      weightOffset: weightOffset, biasOffset: biasOffset,
      forwardPlaces: isFirst
        ? nil : forward.places(filters: filters).map { Int32(weightOffset + $0) })
  }

  /// For each feature in PyTorch's order, [channel][row][column], its place in [row][column][channel].
  private static func featurePlaces(_ shape: MapShape, channels: Int) -> [Int] {
    let area = shape.rows * shape.columns
    return (0..<shape.count).map { $0 % area * channels + $0 / area }
  }
}

/// The order of weights that the forward kernel reads: [vector of filters][tap][channel][16].
private struct ForwardOrder {
  let kernelSize: Int
  let channels: Int

  func place(filter: Int, tap: Int, channel: Int) -> Int {
    ((filter / 16 * kernelSize * kernelSize + tap) * channels + channel) * 16 + filter % 16
  }

  /// For each place in that order, the place in the order [filter][tap][channel].
  func places(filters: Int) -> [Int] {
    let taps = kernelSize * kernelSize
    var places = [Int](repeating: 0, count: filters * taps * channels)
    for filter in 0..<filters {
      for tap in 0..<taps {
        for channel in 0..<channels {
          places[place(filter: filter, tap: tap, channel: channel)] =
            (filter * taps + tap) * channels + channel
        }
      }
    }
    return places
  }
}

/// Lays out parameters one behind the other.
private struct ParameterBuilder {
  var parameters: [NetworkLayout.Parameter] = []
  var count = 0

  /// Adds a parameter that takes `count` numbers; returns where it begins.
  mutating func add(
    _ name: String, shape: [Int], fanIn: Int, count needed: Int, place: (Int) -> Int
  ) -> Int {
    let offset = count
    parameters.append(
      NetworkLayout.Parameter(
        name: name, shape: shape, offset: offset,
        places: (0..<shape.reduce(1, *)).map { offset + place($0) }, fanIn: fanIn))
    count += NetworkLayout.padded(needed)
    return offset
  }

  mutating func addBias(_ name: String, units: Int) -> Int {
    add(name, shape: [units], fanIn: 0, count: units) { $0 }
  }
}
