import DataFiles
import SpinSystems
import Storage

extension RestrictedBoltzmannMachine {
  /// The machine as NumPy's arrays W of shape [n, m], b of shape [n] and c of shape [m], float32.
  public var archive: ArrayArchive {
    ArrayArchive([
      ("W", NumericArray(shape: [visibleCount, hiddenCount], weights)),
      ("b", NumericArray(shape: [visibleCount], visibleBias)),
      ("c", NumericArray(shape: [hiddenCount], hiddenBias)),
    ])
  }

  /// The machine whose parameters are the arrays W, b and c of `archive`, among others perhaps.
  ///
  /// Elements of other types than float32 are rounded to it.
  ///
  /// - Throws: `SampleFileError`, which names the file and the array: of kind `arrayName` where one is
  ///   missing, `shape` where they do not fit together, `value` where an element is no finite number.
  public init(_ archive: ArrayArchive) throws(SampleFileError) {
    let (weights, visibleBias, hiddenBias) = (
      try archive.array("W"), try archive.array("b"), try archive.array("c")
    )
    for (name, bias, units) in [("b", visibleBias, "visible"), ("c", hiddenBias, "hidden")] {
      guard bias.shape.count == 1, bias.count > 0 else {
        throw archive.error(
          .shape, array: name, found: "shape \(bias.shape)",
          wanted: "one axis, with the bias of each \(units) unit")
      }
    }
    let shape = [visibleBias.count, hiddenBias.count]
    guard weights.shape == shape else {
      let advice = weights.shape == shape.reversed() ? "; its transpose W.T fits" : ""
      throw archive.error(
        .shape, array: "W", found: "shape \(weights.shape)",
        wanted: "\(shape), as b has \(shape[0]) visible units and c has \(shape[1]) hidden ones"
          + advice)
    }
    for (name, array) in [("W", weights), ("b", visibleBias), ("c", hiddenBias)] {
      try Self.requireFinite(array, name, in: archive)
    }
    // A machine at work has tables of its weights, twice and four times as large.
    guard weights.count <= PhysicalMemory.byteCount / 48 else {
      throw archive.error(
        .tooLarge, array: "W", found: "\(weights.count) weights",
        wanted: "a machine that fits, with its tables, into the memory that this process may have")
    }
    do throws(BoltzmannMachineError) {
      try self.init(
        weights: weights.floats, visibleBias: visibleBias.floats, hiddenBias: hiddenBias.floats)
    } catch {
      throw SampleFileError(
        .value, file: archive.file, found: "a machine of which \(error)",
        wanted: "a restricted Boltzmann machine")
    }
  }

  /// Reads the machine in the `.npz` file at `path`, whose visible units are the sites of a square
  /// lattice.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - size: the L that the lattice must have, or nil for any.
  /// - Throws: `SampleFileError`; also of kind `shape` where n is not L² for the claimed L, or for none.
  public static func read(
    _ path: String, size: Int? = nil
  ) throws(SampleFileError) -> (machine: RestrictedBoltzmannMachine, lattice: SquareLattice) {
    let archive = try ArrayArchive.read(path)
    let machine = try RestrictedBoltzmannMachine(archive)
    let found = "\(machine.visibleCount) visible units"
    guard let lattice = SquareLattice(siteCount: machine.visibleCount) else {
      throw archive.error(.shape, array: "b", found: found, wanted: "L² for a lattice of L × L")
    }
    guard size == nil || lattice.size == size else {
      throw archive.error(
        .shape, array: "b", found: "\(found), those of L = \(lattice.size)",
        wanted: SquareLattice.sizes.contains(size!)
          ? "\(size! * size!), as L = \(size!) is claimed"
          : "L from \(SquareLattice.sizes.lowerBound) to \(SquareLattice.sizes.upperBound), not \(size!)"
      )
    }
    return (machine, lattice)
  }

  /// Writes W, b and c as the `.npz` file at `path`; the same machine gives the same bytes.
  public func write(to path: String) throws(SampleFileError) { try archive.write(to: path) }

  /// Throws unless all elements are finite as float32.
  private static func requireFinite(
    _ array: NumericArray, _ name: String, in archive: ArrayArchive
  ) throws(SampleFileError) {
    let values = array.floats
    guard let index = values.firstIndex(where: { !$0.isFinite }) else { return }
    let place = array.shape.reversed().reduce(into: (rest: index, text: "")) { place, length in
      place.text = "[\(place.rest % length)]" + place.text
      place.rest /= length
    }
    throw archive.error(
      .value, array: name, found: "\(array.doubles[index]) at \(name)\(place.text)",
      wanted: "finite numbers that float32 can hold")
  }
}

extension SquareLattice {
  /// The lattice of `siteCount` sites, if there is one.
  init?(siteCount: Int) {
    let size = Int(Double(max(siteCount, 0)).squareRoot().rounded())
    guard Self.sizes.contains(size), size * size == siteCount else { return nil }
    self.init(size: size)
  }
}
