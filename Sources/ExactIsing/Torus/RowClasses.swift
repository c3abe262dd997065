/// The 2^L rows of a lattice, sorted into classes that the symmetries of the torus map onto each
/// other: rotation of the row, its reflection, and the flip of all spins.
///
/// Bit j of a row is 1 for S = +1 in column j. What lies above one row of the torus depends on the
/// row's class alone (a flip exchanges up and down), so one representative stands for all members.
struct RowClasses {
  /// Linear size L.
  let size: Int
  /// The classes, in ascending order of their representatives.
  let classes: [RowClass]
  /// The number in `classes` of the class each row belongs to.
  let classOfRow: [Int]

  init(size: Int) {
    self.size = size
    var classOfRow = [Int](repeating: -1, count: 1 << size)
    var classes: [RowClass] = []
    for row in 0..<1 << size where classOfRow[row] < 0 {
      var members = 0
      for image in Self.images(of: row, size: size) where classOfRow[image] < 0 {
        classOfRow[image] = classes.count
        members += 1
      }
      classes.append(RowClass(representative: row, memberCount: members, size: size))
    }
    self.classes = classes
    self.classOfRow = classOfRow
  }

  /// The rows of class `first` and later ones, up to the symmetries that leave the representative of
  /// `first` unchanged, in groups of one class and one number of spins up.
  func partners(of first: Int) -> [RowGroup] {
    let representative = classes[first].representative
    // Element g of the group is known by its place in `images`, so the stabilizer is a set of places.
    let stabilizer = Self.images(of: representative, size: size).enumerated()
      .filter { $0.element == representative }.map(\.offset)
    var groups: [RowGroup] = []
    var places: [Int: Int] = [:]
    var seen = [Bool](repeating: false, count: 1 << size)
    for row in 0..<1 << size where classOfRow[row] >= first && !seen[row] {
      let images = Self.images(of: row, size: size)
      var members = 0
      for place in stabilizer where !seen[images[place]] {
        seen[images[place]] = true
        members += 1
      }
      // A symmetry that flips all spins maps a row with u spins up onto one with L - u. Both have the
      // same part in a sum that is made symmetric in the end.
      let key = classOfRow[row] * (size + 1) + row.nonzeroBitCount
      if places[key] == nil {
        places[key] = groups.count
        groups.append(
          RowGroup(classIndex: classOfRow[row], upCount: row.nonzeroBitCount, orbits: []))
      }
      groups[places[key]!].orbits.append(RowOrbit(row: row, memberCount: members))
    }
    return groups
  }

  /// The images of `row` under the 4L symmetries, always in the same order.
  private static func images(of row: Int, size: Int) -> [Int] {
    let mask = 1 << size - 1
    var reflected = 0
    for column in 0..<size where row >> column & 1 == 1 { reflected |= 1 << (size - 1 - column) }
    var images: [Int] = []
    images.reserveCapacity(4 * size)
    for start in [row, reflected] {
      for shift in 0..<size {
        let rotated = (start << shift | start >> (size - shift)) & mask
        images.append(rotated)
        images.append(~rotated & mask)
      }
    }
    return images
  }
}

/// One row and the number of rows it stands for.
struct RowOrbit {
  let row: Int
  let memberCount: Int
}

/// Orbits of rows of one class that have equally many spins up.
struct RowGroup {
  let classIndex: Int
  let upCount: Int
  var orbits: [RowOrbit]
}

/// A class of rows: its representative and what all its members have in common.
struct RowClass {
  /// The member with the smallest number.
  let representative: Int
  /// How many rows belong to the class.
  let memberCount: Int
  /// Half the number of broken bonds within the row, a whole number because the row is a ring.
  let brokenBondPairs: Int
  /// Spins up in the representative.
  let upCount: Int
  /// Σ_j s_j s_(j+r) around the row, for r = 0 … ⌊L/2⌋.
  let correlationSums: [Int]

  init(representative: Int, memberCount: Int, size: Int) {
    self.representative = representative
    self.memberCount = memberCount
    upCount = representative.nonzeroBitCount
    correlationSums = (0...size / 2).map { distance in
      size - 2 * Self.unequalPairs(representative, distance: distance, size: size)
    }
    brokenBondPairs = Self.unequalPairs(representative, distance: 1, size: size) / 2
  }

  /// The number of columns j for which s_j differs from s_(j+distance), periodic.
  static func unequalPairs(_ row: Int, distance: Int, size: Int) -> Int {
    let rotated = (row >> distance | row << (size - distance)) & (1 << size - 1)
    return (row ^ rotated).nonzeroBitCount
  }
}
