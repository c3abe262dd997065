import SpinSystems

/// How the spins stand in a file that Steelyard writes.
package func arrayDescription(
  of lattice: SquareLattice, count: Int, packed: Bool
) -> String {
  let size = lattice.size
  return packed
    ? "uint8, shape [\(count), \(size), \((size + 7) / 8)], "
      + "numpy.unpackbits(array, axis=-1, count=\(size)) gives 0 and 1"
    : "int8, shape [\(count), \(size), \(size)], values -1 and +1"
}
