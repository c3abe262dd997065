import CNeuralKernels
import SpinSystems

/// The gradient of the mean loss over a batch of inputs.
///
/// Each shard of the batch has a sum of its own; the sums are added in the order of the shards.
final class BatchGradient {
  private let sums: [AlignedMemory<Float>]

  /// - Parameter largestBatch: the largest number of inputs that there will be in a batch.
  init(_ layout: NetworkLayout, largestBatch: Int) {
    sums = NetworkShards.ranges(count: largestBatch).map { _ in
      AlignedMemory<Float>(count: layout.parameterCount)
    }
  }

  /// The gradient, laid out like the parameters, after `compute`.
  var pointer: UnsafeMutablePointer<Float> { sums[0].pointer }

  /// Computes the gradient for the inputs numbered `batch`; returns the sum of their losses.
  ///
  /// - Parameter classWeights: weights of the classes in the loss.
  func compute(
    _ inputs: LabelledInputs, _ batch: [Int],
    classWeights: (disordered: Double, ordered: Double) = (1, 1), with weights: NetworkWeights,
    on shards: NetworkShards
  ) -> Double {
    let ranges = NetworkShards.ranges(count: batch.count)
    var losses = [Double](repeating: 0, count: ranges.count)
    losses.withUnsafeMutableBufferPointer { losses in
      inputs.inputs.withPointer { pointer in
        shards.forEach(count: ranges.count) { workspace, shard in
          let indices = batch[ranges[shard]]
          for (slot, index) in indices.enumerated() {
            workspace.take(pointer, index: index, slot: slot)
          }
          workspace.forward(weights, count: indices.count, isTraining: true)
          let slopes = indices.enumerated().map { slot, index in
            let isOrdered = inputs.isOrdered[index]
            let weight = isOrdered ? classWeights.ordered : classWeights.disordered
            let logit = workspace.logits[slot]
            losses[shard] += weight * crossEntropy(logit, isOrdered: isOrdered)
            return Float(
              weight * crossEntropySlope(logit, isOrdered: isOrdered) / Double(batch.count))
          }
          sums[shard].clear()
          workspace.backward(weights, slopes: slopes, into: sums[shard].pointer)
        }
      }
    }
    for sum in sums[..<ranges.count].dropFirst() {
      steelyard_add_scaled(pointer, sum.pointer, 1, sum.count)
    }
    return losses.reduce(0, +)
  }
}
