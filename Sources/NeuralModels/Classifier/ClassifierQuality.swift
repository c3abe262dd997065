/// How well a classifier does on labelled inputs.
public struct ClassifierQuality: Sendable, Hashable {
  /// Mean cross-entropy -ln P(class), in nats.
  public let loss: Double
  /// Share of inputs that are put in their class; a probability of just ½ counts as disordered.
  public let accuracy: Double

  /// - Parameter weights: of the disordered and of the ordered class in the loss.
  init(logits: [Float], isOrdered: [Bool], weights: (Double, Double) = (1, 1)) {
    var (loss, correct) = (0.0, 0)
    for (logit, isOrdered) in zip(logits, isOrdered) {
      loss += (isOrdered ? weights.1 : weights.0) * crossEntropy(logit, isOrdered: isOrdered)
      if (logit > 0) == isOrdered { correct += 1 }
    }
    self.loss = loss / Double(logits.count)
    accuracy = Double(correct) / Double(logits.count)
  }
}

extension PhaseClassifier {
  /// How well the classifier does on `inputs`.
  ///
  /// - Throws: `ClassifierError` where there are none or they are not of the classifier's shape.
  public func quality(on inputs: LabelledInputs) throws(ClassifierError) -> ClassifierQuality {
    guard inputs.count > 0 else { throw .noInputs("labelled") }
    return ClassifierQuality(logits: try logits(inputs.inputs), isOrdered: inputs.isOrdered)
  }
}
