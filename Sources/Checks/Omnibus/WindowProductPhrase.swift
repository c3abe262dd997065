import SpinSystems

extension WindowProduct {
  /// The product of the spin in the middle with those of the window, in plain words: "the product of the
  /// four spins of a plaquette".
  var phrase: String { Self.phrases[self] ?? "the product of a spin with \(order) around it" }

  /// E, NE, N … of the ring, with y pointing down.
  private static let phrases: [WindowProduct: String] = {
    let east = Offset(dx: 1, dy: 0)
    let west = Offset(dx: -1, dy: 0)
    let north = Offset(dx: 0, dy: -1)
    let northEast = Offset(dx: 1, dy: -1)
    let northWest = Offset(dx: -1, dy: -1)
    let southEast = Offset(dx: 1, dy: 1)
    let southWest = Offset(dx: -1, dy: 1)
    return [
      WindowProduct([east]): "the product of two neighbours",
      WindowProduct([northEast]): "the product of two diagonal neighbours",

      WindowProduct([east, north]): "the product of the three spins of a corner",
      WindowProduct([east, west]): "the product of three spins in a row",
      WindowProduct([east, northEast]):
        "the product of the three spins of a corner, seen from its end",
      WindowProduct([east, northWest]):
        "the product of a spin, a neighbour and the diagonal neighbour away from it",
      WindowProduct([northEast, southEast]):
        "the product of a spin and two diagonal neighbours on one side",
      WindowProduct([northEast, southWest]): "the product of three spins on a diagonal",

      WindowProduct([east, north, northEast]): "the product of the four spins of a plaquette",
      WindowProduct([east, north, southWest]):
        "the product of a corner and the spin diagonally behind it",
      WindowProduct([east, north, northWest]): "the product of the four spins of an S",
      WindowProduct([east, west, northEast]): "the product of the four spins of an L",
      WindowProduct([east, west, north]): "the product of the four spins of a T",
      WindowProduct([east, northEast, southEast]):
        "the product of the four spins of a T, seen from its foot",
      WindowProduct([east, northWest, southWest]): "the product of the four spins of a Y",
      WindowProduct([east, northEast, northWest]):
        "the product of a corner and the spin diagonally beside its end",
      WindowProduct([east, northEast, southWest]):
        "the product of a corner and the spin diagonally beyond its end",
      WindowProduct([northEast, northWest, southEast]):
        "the product of a spin and three diagonal neighbours",
    ]
  }()
}
