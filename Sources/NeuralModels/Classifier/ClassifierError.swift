import Storage

/// Why a classifier, its training or its use cannot be had.
public enum ClassifierError: InputError, Equatable {
  /// Layers that do not fit together.
  case architecture(found: String, wanted: String)
  /// Inputs of a shape that is not the classifier's.
  case inputShape(MapShape, wanted: MapShape)
  /// Numbers of maps that do not fill whole maps.
  case mapCount(Int, shape: MapShape)
  /// A map, counted from 0, with an element that is no finite number.
  case mapValue(map: Int, Float)
  case labelCount(Int, inputCount: Int)
  /// A set, by its name, without inputs.
  case noInputs(String)
  /// Inputs of only one class, by the name of their set.
  case oneClass(String, isOrdered: Bool)
  /// A setting, by its name, that is not possible.
  case option(String, found: String, wanted: String)
  /// Temperatures that cannot be labelled or split.
  case temperatures(found: String, wanted: String)
  /// A parameter, by its name, of the wrong size or with a value that is no finite number.
  case parameter(String, found: String, wanted: String)
  /// The loss grew beyond all bounds; epochs count from 1.
  case diverged(epoch: Int)

  public var description: String {
    switch self {
    case .architecture(let found, let wanted):
      "the layers do not fit: found \(found); wanted \(wanted)"
    case .inputShape(let shape, let wanted):
      "inputs have the shape \(shape) (channels, rows, columns); the classifier wants \(wanted)"
    case .mapCount(let count, let shape):
      "\(count) numbers are no whole maps of shape \(shape); wanted a multiple of \(shape.count)"
    case .mapValue(let map, let value):
      "map \(map) (counted from 0) holds \(value); wanted finite numbers"
    case .labelCount(let count, let inputCount):
      "there are \(count) labels for \(inputCount) inputs; wanted one for each"
    case .noInputs(let name):
      "the \(name) set is empty; wanted at least one input"
    case .oneClass(let name, let isOrdered):
      "the \(name) set has only \(isOrdered ? "ordered" : "disordered") inputs; wanted both classes"
    case .option(let name, let found, let wanted):
      "\(name) is \(found); wanted \(wanted)"
    case .temperatures(let found, let wanted):
      "found \(found); wanted \(wanted)"
    case .parameter(let name, let found, let wanted):
      "\(name): found \(found); wanted \(wanted)"
    case .diverged(let epoch):
      "training diverged in epoch \(epoch) (counted from 1); a lower learning rate may help"
    }
  }
}
