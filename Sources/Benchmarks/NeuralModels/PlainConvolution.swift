/// The yardstick of the convolution kernels: the sums of the definitions, place by place, on maps of
/// [row][column][channel]. The innermost loop runs over filters, which lie side by side, so the compiler
/// makes vectors of it.
struct PlainConvolution {
  let kernelSize: Int
  let channels: Int
  let filters: Int
  /// [tap][channel][filter].
  let weights: [Float]
  let bias: [Float]

  /// - Parameter weights: [filter][channel][tap], as PyTorch has them.
  init(weights: [Float], bias: [Float], kernelSize: Int) {
    let taps = kernelSize * kernelSize
    let (channels, filters) = (weights.count / taps / bias.count, bias.count)
    self.kernelSize = kernelSize
    self.channels = channels
    self.filters = filters
    self.bias = bias
    var ordered = weights
    for filter in 0..<filters {
      for channel in 0..<channels {
        for tap in 0..<taps {
          ordered[(tap * channels + channel) * filters + filter] =
            weights[(filter * channels + channel) * taps + tap]
        }
      }
    }
    self.weights = ordered
  }

  /// The valid convolution of a map of `size` rows and columns.
  func output(_ map: [Float], size: Int) -> [Float] {
    let side = size - kernelSize + 1
    var result = [Float](unsafeUninitializedCapacity: side * side * filters) { buffer, count in
      for index in 0..<side * side * filters {
        buffer.initializeElement(at: index, to: bias[index % filters])
      }
      count = side * side * filters
    }
    result.withUnsafeMutableBufferPointer { result in
      weights.withUnsafeBufferPointer { weights in
        map.withUnsafeBufferPointer { map in
          forEachProduct(size: size) { input, weight, output in
            let value = map[input]
            for filter in 0..<filters {
              result[output + filter] += value * weights[weight + filter]
            }
          }
        }
      }
    }
    return result
  }

  /// Adds to the gradients of weights and bias; returns that of the map.
  func backward(
    _ gradient: [Float], map: [Float], size: Int, weightGradient: inout [Float],
    biasGradient: inout [Float]
  ) -> [Float] {
    for index in gradient.indices { biasGradient[index % filters] += gradient[index] }
    var result = [Float](repeating: 0, count: map.count)
    result.withUnsafeMutableBufferPointer { result in
      weightGradient.withUnsafeMutableBufferPointer { weightGradient in
        weights.withUnsafeBufferPointer { weights in
          gradient.withUnsafeBufferPointer { gradient in
            map.withUnsafeBufferPointer { map in
              forEachProduct(size: size) { input, weight, output in
                let value = map[input]
                var sum: Float = 0
                for filter in 0..<filters {
                  let slope = gradient[output + filter]
                  weightGradient[weight + filter] += value * slope
                  sum += weights[weight + filter] * slope
                }
                result[input] += sum
              }
            }
          }
        }
      }
    }
    return result
  }

  /// Calls `body` with the place of an input, and of the first filter's weight and output, for each
  /// product of the convolution.
  @inline(__always)
  private func forEachProduct(size: Int, _ body: (Int, Int, Int) -> Void) {
    let side = size - kernelSize + 1
    for row in 0..<side {
      for column in 0..<side {
        for tap in 0..<kernelSize * kernelSize {
          let place = (row + tap / kernelSize) * size + column + tap % kernelSize
          for channel in 0..<channels {
            body(
              place * channels + channel, (tap * channels + channel) * filters,
              (row * side + column) * filters)
          }
        }
      }
    }
  }
}
