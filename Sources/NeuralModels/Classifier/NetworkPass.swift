import CNeuralKernels

/// Where inputs are read from.
enum InputPointer {
  case spins(UnsafePointer<UInt64>, wordsPerConfiguration: Int, size: Int)
  case maps(UnsafePointer<Float>, MapShape)
}

extension ClassifierInputs {
  /// Calls `body` with a pointer to the inputs.
  func withPointer<Result>(_ body: (InputPointer) throws -> Result) rethrows -> Result {
    switch self {
    case .spins(let samples):
      try samples.words.withUnsafeBufferPointer { words in
        try body(
          .spins(
            words.baseAddress!, wordsPerConfiguration: samples.lattice.wordsPerConfiguration,
            size: samples.lattice.size))
      }
    case .maps(let maps):
      try maps.values.withUnsafeBufferPointer { try body(.maps($0.baseAddress!, maps.shape)) }
    }
  }
}

extension NetworkWorkspace {
  /// Takes on input `index` as the one in `slot`.
  func take(_ inputs: InputPointer, index: Int, slot: Int) {
    let block = layout.blocks.first
    let start: UnsafeMutablePointer<Float>
    let rowStride: Int
    if let block {
      start = map(0, slot) + block.interior
      rowStride = block.columns * block.channels
    } else {
      start = features.pointer + slot * layout.featureCount
      rowStride = layout.architecture.input.columns * layout.architecture.input.channels
    }
    switch inputs {
    case .spins(let words, let wordsPerConfiguration, let size):
      steelyard_unpack_spins(
        words + index * wordsPerConfiguration, Int32(size), start, Int32(rowStride))
    case .maps(let values, let shape):
      let first = values + index * shape.count
      for channel in 0..<shape.channels {
        for row in 0..<shape.rows {
          let from = first + (channel * shape.rows + row) * shape.columns
          let to = start + row * rowStride + channel
          for column in 0..<shape.columns { to[column * shape.channels] = from[column] }
        }
      }
    }
    if let block { wrap(block, map(0, slot)) }
  }

  private func wrap(_ block: NetworkLayout.Block, _ map: UnsafeMutablePointer<Float>) {
    guard block.border > 0 else { return }
    steelyard_wrap_border(
      map, Int32(block.rows), Int32(block.columns), Int32(block.channels), Int32(block.border))
  }

  /// Sets the logits of the inputs in the first `count` slots.
  ///
  /// - Parameter isTraining: whether to remember what the way back needs.
  func forward(_ weights: NetworkWeights, count: Int, isTraining: Bool) {
    for slot in 0..<count {
      for (index, block) in layout.blocks.enumerated() {
        var kernel = block.kernel
        steelyard_block_forward(
          &kernel, map(index, slot), weights.forwardWeights(index),
          weights.parameter(block.biasOffset), output(index, slot),
          isTraining ? masks(index, slot) : nil)
        if index + 1 < layout.blocks.count {
          wrap(layout.blocks[index + 1], map(index + 1, slot))
        }
      }
    }
    var last = features
    if layout.hiddenCount > 0 {
      forwardHidden(weights, count: count)
      last = hidden
    }
    let width = layout.lastCount
    let output = weights.parameter(layout.outputWeightOffset)
    let bias = weights.parameter(layout.outputBiasOffset)
    for slot in 0..<count {
      let from = last.pointer + slot * width
      let disordered = steelyard_dot(from, output, width) + bias[0]
      let ordered = steelyard_dot(from, output + width, width) + bias[1]
      logits[slot] = ordered - disordered
    }
  }

  private func forwardHidden(_ weights: NetworkWeights, count: Int) {
    let width = layout.hiddenCount
    for slot in 0..<count {
      (hidden.pointer + slot * width).update(
        from: weights.parameter(layout.hiddenBiasOffset), count: width)
    }
    steelyard_dense_forward(
      features.pointer, layout.featureCount, count, layout.featureCount,
      weights.parameter(layout.hiddenWeightOffset), width, hidden.pointer)
    for index in 0..<count * width { hidden.pointer[index] = max(hidden.pointer[index], 0) }
  }

  /// Adds the gradient of the loss to `gradient`, after `forward` in training.
  ///
  /// - Parameter slopes: ∂loss/∂z₁ = -∂loss/∂z₀ for each input.
  func backward(
    _ weights: NetworkWeights, slopes: [Float], into gradient: UnsafeMutablePointer<Float>
  ) {
    let width = layout.lastCount
    let hasHidden = layout.hiddenCount > 0
    let last = hasHidden ? hidden : features
    let lastGradient = hasHidden ? hiddenGradient : featureGradient
    let output = weights.parameter(layout.outputWeightOffset)
    lastGradient.clear()
    for (slot, slope) in slopes.enumerated() {
      let from = last.pointer + slot * width
      let to = lastGradient.pointer + slot * width
      let outputGradient = gradient + layout.outputWeightOffset
      steelyard_add_scaled(outputGradient, from, -slope, width)
      steelyard_add_scaled(outputGradient + width, from, slope, width)
      gradient[layout.outputBiasOffset] -= slope
      gradient[layout.outputBiasOffset + 1] += slope
      steelyard_add_scaled(to, output, -slope, width)
      steelyard_add_scaled(to, output + width, slope, width)
    }
    if hasHidden { backwardHidden(weights, count: slopes.count, into: gradient) }
    for slot in slopes.indices { backwardBlocks(weights, slot: slot, into: gradient) }
  }

  private func backwardHidden(
    _ weights: NetworkWeights, count: Int, into gradient: UnsafeMutablePointer<Float>
  ) {
    let width = layout.hiddenCount
    for slot in 0..<count {
      for unit in 0..<width where hidden.pointer[slot * width + unit] <= 0 {
        hiddenGradient.pointer[slot * width + unit] = 0
      }
      steelyard_add_scaled(
        gradient + layout.hiddenBiasOffset, hiddenGradient.pointer + slot * width, 1, width)
    }
    steelyard_dense_backward(
      features.pointer, layout.featureCount, count, layout.featureCount,
      weights.parameter(layout.hiddenWeightOffset), width, hiddenGradient.pointer,
      gradient + layout.hiddenWeightOffset, layout.blocks.isEmpty ? nil : featureGradient.pointer)
  }

  private func backwardBlocks(
    _ weights: NetworkWeights, slot: Int, into gradient: UnsafeMutablePointer<Float>
  ) {
    var outputGradient = featureGradient.pointer + slot * layout.featureCount
    for (index, block) in layout.blocks.enumerated().reversed() {
      var kernel = block.kernel
      guard index > 0 else {
        steelyard_first_block_backward(
          &kernel, map(0, slot), masks(0, slot), outputGradient, gradient + block.weightOffset,
          gradient + block.biasOffset)
        break
      }
      let inputGradient = mapGradients[index]
      inputGradient.clear()
      steelyard_later_block_backward(
        &kernel, map(index, slot), masks(index, slot), outputGradient,
        weights.parameter(block.weightOffset), inputGradient.pointer,
        gradient + block.weightOffset, gradient + block.biasOffset, senders.pointer)
      if block.border > 0 {
        steelyard_unwrap_border(
          inputGradient.pointer, Int32(block.rows), Int32(block.columns), Int32(block.channels),
          Int32(block.border))
      }
      outputGradient = inputGradient.pointer + block.interior
    }
  }
}
