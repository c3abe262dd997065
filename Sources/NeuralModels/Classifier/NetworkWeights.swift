import SpinSystems

/// The parameters of a network in the forms that the kernels read.
final class NetworkWeights {
  private let layout: NetworkLayout
  private let parameters: AlignedMemory<Float>
  /// For each block, its weights as the forward kernel reads them where that is another form.
  private let forward: [AlignedMemory<Float>?]

  init(_ layout: NetworkLayout, _ values: [Float]) {
    self.layout = layout
    parameters = AlignedMemory<Float>(count: layout.parameterCount)
    forward = layout.blocks.map { block in
      block.forwardPlaces.map { AlignedMemory<Float>(count: $0.count) }
    }
    update(values)
  }

  /// Takes on other values.
  func update(_ values: [Float]) {
    precondition(values.count == parameters.count)
    values.withUnsafeBufferPointer {
      parameters.pointer.update(from: $0.baseAddress!, count: $0.count)
    }
    for (block, weights) in zip(layout.blocks, forward) {
      guard let places = block.forwardPlaces, let weights else { continue }
      places.withUnsafeBufferPointer { places in
        for index in places.indices {
          weights.pointer[index] = parameters.pointer[Int(places[index])]
        }
      }
    }
  }

  /// The parameters from `offset` on.
  func parameter(_ offset: Int) -> UnsafePointer<Float> {
    UnsafePointer(parameters.pointer + offset)
  }

  /// The weights of a block for the forward kernel.
  func forwardWeights(_ block: Int) -> UnsafePointer<Float> {
    forward[block].map { UnsafePointer($0.pointer) } ?? parameter(layout.blocks[block].weightOffset)
  }
}
