import SpinSystems

/// Inputs and the class of each.
public struct LabelledInputs: Sendable {
  /// The inputs.
  public let inputs: ClassifierInputs
  /// Whether each input is of the ordered class, the paper's label 1.
  public let isOrdered: [Bool]

  /// - Throws: `ClassifierError.labelCount` unless there is a label for each input.
  public init(_ inputs: ClassifierInputs, isOrdered: [Bool]) throws(ClassifierError) {
    guard isOrdered.count == inputs.count else {
      throw .labelCount(isOrdered.count, inputCount: inputs.count)
    }
    self.inputs = inputs
    self.isOrdered = isOrdered
  }

  /// The number of inputs.
  public var count: Int { isOrdered.count }

  /// The same inputs with the labels in random order: nothing is left to be learnt. A control.
  public func permutingLabels(
    using generator: inout some RandomNumberGenerator
  ) -> LabelledInputs {
    var labels = isOrdered
    labels.shuffle(using: &generator)
    return LabelledInputs(inputs, checked: labels)
  }

  private init(_ inputs: ClassifierInputs, checked labels: [Bool]) {
    self.inputs = inputs
    isOrdered = labels
  }
}
