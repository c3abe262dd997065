import NeuralModels

/// The yardstick of the classifier's kernels: the same network in double precision, by the definitions,
/// with parameters and maps laid out as PyTorch has them.
struct PlainNetwork {
  let architecture: ClassifierArchitecture
  /// By name, in C order.
  var parameters: [String: [Double]]

  init(_ classifier: PhaseClassifier) {
    architecture = classifier.architecture
    parameters = [:]
    for (name, _) in classifier.parameterShapes {
      parameters[name] = classifier[parameter: name].map { Double($0) }
    }
  }

  /// A map of [channel][row][column].
  private struct Map {
    var shape: MapShape
    var values: [Double]

    subscript(channel: Int, row: Int, column: Int) -> Double {
      get { values[(channel * shape.rows + row) * shape.columns + column] }
      set { values[(channel * shape.rows + row) * shape.columns + column] = newValue }
    }
  }

  /// z₁ - z₀ of an input.
  func logit(_ input: [Double]) -> Double {
    var map = Map(shape: architecture.input, values: input)
    for index in architecture.blocks.indices { map = pooled(convolved(map, block: index)) }
    var features = map.values
    if architecture.hiddenUnits != nil {
      features = dense(features, "hidden").map { max($0, 0) }
    }
    let outputs = dense(features, "dense")
    return outputs[1] - outputs[0]
  }

  private func dense(_ input: [Double], _ name: String) -> [Double] {
    let (weights, bias) = (parameters["\(name).weight"]!, parameters["\(name).bias"]!)
    return bias.indices.map { unit in
      input.indices.reduce(bias[unit]) { $0 + weights[unit * input.count + $1] * input[$1] }
    }
  }

  private func convolved(_ map: Map, block: Int) -> Map {
    let (weights, bias) = (
      parameters["conv\(block + 1).weight"]!, parameters["conv\(block + 1).bias"]!
    )
    let k = architecture.blocks[block].kernelSize
    let isCircular = architecture.padding == .circular
    let shift = isCircular ? k / 2 : 0
    let loss = isCircular ? 0 : k - 1
    let (rows, columns) = (map.shape.rows - loss, map.shape.columns - loss)
    var result = Map(
      shape: MapShape(channels: bias.count, rows: rows, columns: columns),
      values: [Double](repeating: 0, count: bias.count * rows * columns))
    for filter in bias.indices {
      for row in 0..<rows {
        for column in 0..<columns {
          var sum = bias[filter]
          for channel in 0..<map.shape.channels {
            for tap in 0..<k * k {
              let y = (row + tap / k - shift + map.shape.rows) % map.shape.rows
              let x = (column + tap % k - shift + map.shape.columns) % map.shape.columns
              let weight = weights[(filter * map.shape.channels + channel) * k * k + tap]
              sum += weight * map[channel, y, x]
            }
          }
          result[filter, row, column] = sum
        }
      }
    }
    return result
  }

  /// ReLU and the largest of each window of 2 × 2.
  private func pooled(_ map: Map) -> Map {
    let shape = MapShape(
      channels: map.shape.channels, rows: map.shape.rows / 2, columns: map.shape.columns / 2)
    var result = Map(shape: shape, values: [Double](repeating: 0, count: shape.count))
    for channel in 0..<shape.channels {
      for row in 0..<shape.rows {
        for column in 0..<shape.columns {
          for place in 0..<4 {
            result[channel, row, column] = max(
              result[channel, row, column],
              map[channel, 2 * row + place / 2, 2 * column + place % 2])
          }
        }
      }
    }
    return result
  }
}
