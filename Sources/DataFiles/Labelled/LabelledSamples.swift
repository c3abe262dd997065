import SpinSystems

/// Configurations of several temperatures in one file, with a label that says which.
public struct LabelledSamples: Sendable {
  /// The configurations of one temperature, in the order of the file.
  public struct Group: Sendable {
    /// T in units of J/k_B.
    public var temperature: Double
    /// Where the configurations stand in the file, ascending from 0.
    public var places: [Int]
    /// The configurations.
    public var samples: SampleSet
  }

  /// By temperature, ascending.
  public var groups: [Group]
  /// All configurations, and how the file was read.
  public var loaded: LoadedSamples

  /// So many temperatures are taken for one of each configuration.
  static let mostTemperatures = 1000

  /// Reads configurations and the label of each.
  ///
  /// The labels are an array beside the configurations in their `.npz` archive, a `.npy` file, a text file with a
  /// number in each line, or, where the configurations are text with one a line, a column of it: by the name that
  /// the first line gives it or by its number from 0, negative from the end. They may also belong to groups:
  /// configurations of shape [k, n, L, L] with k labels, or with [k, n] of them.
  ///
  /// A label in single or half precision stands for the shortest decimal number that it is nearest to: 1.1, not
  /// 1.10000002.
  ///
  /// - Parameters:
  ///   - path: the file of the configurations.
  ///   - labels: where they are, and what.
  ///   - array: the array of the configurations in an archive. Nil is the only one beside the labels.
  ///   - size: L, where the file alone does not tell it.
  /// - Throws: `SampleFileError` where either cannot be read, or the labels are no temperatures of them.
  public static func read(
    _ path: String, by labels: Labels, array: String? = nil, size: Int? = nil
  ) throws(SampleFileError) -> LabelledSamples {
    let source = LabelSource(labels.name, besides: path)
    if case .column(let column) = source {
      let (values, loaded) = try LabelledText.read(path, column: column, size: size)
      let name = InputName(file: path, array: "column \(labels.name)")
      return try LabelledSamples(loaded, temperatures(values, labels.quantity, name))
    }
    let (numbers, name) = try source.numbers()
    let shape = Array(numbers.shape.reversed().drop { $0 == 1 }.reversed())
    var array = array
    if array == nil { array = try source.other(in: path) }
    let loaded = try SampleFile.read(path, array: array, size: size, stack: shape)
    let values = try spread(numbers.doubles, shape, over: loaded, name)
    return try LabelledSamples(loaded, temperatures(values, labels.quantity, name))
  }

  /// One label for each configuration.
  private static func spread(
    _ values: [Double], _ shape: [Int], over loaded: LoadedSamples, _ name: InputName
  ) throws(SampleFileError) -> [Double] {
    let count = loaded.samples.count
    if values.count == count, shape.count <= 2 { return values }
    if let length = loaded.setLength, values.count * length == count {
      return values.flatMap { [Double](repeating: $0, count: length) }
    }
    guard shape.count == 1, !values.isEmpty, count.isMultiple(of: values.count),
      values.count <= mostTemperatures
    else {
      throw name.error(
        .shape, found: "\(values.count) labels, shape \(shape), for \(count) configurations",
        wanted: "one for each, [\(count)], or for each group of [k, n, L, L]")
    }
    throw name.error(
      .shape, found: "\(values.count) labels for \(count) configurations in a row",
      wanted: "[\(count)], one for each; \(values.count) of them go with configurations of shape "
        + "[\(values.count), n, L, L]")
  }

  /// The temperatures that `values` stand for.
  private static func temperatures(
    _ values: [Double], _ quantity: Labels.Quantity, _ name: InputName
  ) throws(SampleFileError) -> [Double] {
    if let place = values.firstIndex(where: { !($0 > 0 && $0.isFinite) }) {
      let isPhase = Set(values.prefix(100_000)).isSubset(of: [0, 1])
      throw name.error(
        .value, found: "\(values[place]) as label \(place)",
        wanted: "temperatures, above 0 and finite"
          + (isPhase ? "; labels of 0 and 1 tell phases, not temperatures" : ""))
    }
    let distinct = Set(values)
    guard distinct.count <= mostTemperatures, 2 * distinct.count <= max(2, values.count) else {
      throw name.error(
        .value, found: "\(distinct.count) different labels of \(values.count) configurations",
        wanted: "several configurations of each of at most \(mostTemperatures) temperatures")
    }
    let decimals = Decimals(of: distinct)
    return values.map { value in
      let decimal = decimals.decimal(value)
      return quantity == .temperature ? decimal : 1 / decimal
    }
  }

  /// The configurations of one temperature, up to a relative 10⁻⁶.
  ///
  /// - Throws: `SampleFileError` where none are labelled with it.
  public func samples(
    at temperature: Double, of path: String
  ) throws(SampleFileError) -> SampleSet {
    let near = groups.first { abs($0.temperature - temperature) <= 1e-6 * temperature }
    guard let near else {
      let shown = groups.prefix(8).map { "\($0.temperature)" }.joined(separator: ", ")
      throw InputName(file: path).error(
        .value, found: "no label T = \(temperature) among \(shown)\(groups.count > 8 ? ", …" : "")",
        wanted: "a temperature that configurations are labelled with")
    }
    return near.samples
  }

  init(_ loaded: LoadedSamples, _ temperatures: [Double]) {
    self.loaded = loaded
    var places: [Double: [Int]] = [:]
    for (place, temperature) in temperatures.enumerated() {
      places[temperature, default: []].append(place)
    }
    groups = places.sorted { $0.key < $1.key }.map { temperature, places in
      Group(
        temperature: temperature, places: places, samples: loaded.samples.picking(places))
    }
  }
}

/// The numbers that people wrote, of those that a file of less precision holds.
private struct Decimals {
  private enum Precision { case half, single, double }
  private let precision: Precision

  /// The least precision that holds all of `values`.
  init(of values: Set<Double>) {
    if values.allSatisfy({ Double(Float16($0)) == $0 }) {
      precision = .half
    } else if values.allSatisfy({ Double(Float($0)) == $0 }) {
      precision = .single
    } else {
      precision = .double
    }
  }

  func decimal(_ value: Double) -> Double {
    switch precision {
    case .half: Double("\(Float16(value))")!
    case .single: Double("\(Float(value))")!
    case .double: value
    }
  }
}
