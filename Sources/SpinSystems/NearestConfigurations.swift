/// Distances to the nearest of a set of configurations.
public struct NearestConfigurations: Sendable {
  private let known: SampleSet

  /// Distances to the nearest of `known`.
  ///
  /// - Precondition: it is not empty.
  public init(to known: SampleSet) {
    precondition(known.count > 0)
    self.known = known
  }

  /// The number of pairs of words that `distances` looks at for one sample.
  public func cost(upToSymmetry: Bool) -> Double {
    let lattice = known.lattice
    let images = upToSymmetry ? 8 * lattice.siteCount : 1
    return Double(images) * Double(known.count) * Double(lattice.wordsPerConfiguration)
  }

  /// The number of spins in which each sample differs from the nearest configuration, or from its opposite
  /// where `flips` is true; up to the symmetries of the torus where that is asked for.
  public func distances(
    of samples: SampleSet, flips: Bool, upToSymmetry: Bool
  ) -> [Double] {
    let width = known.lattice.wordsPerConfiguration
    let sites = known.lattice.siteCount
    return (0..<samples.count).map { index in
      let images =
        upToSymmetry ? samples.images(of: index) : Array(samples.packed(index))
      var nearest = Int.max
      known.words.withUnsafeBufferPointer { known in
        images.withUnsafeBufferPointer { images in
          var image = 0
          while image < images.count {
            var other = 0
            while other < known.count {
              var distance = 0
              for word in 0..<width {
                distance += (images[image + word] ^ known[other + word]).nonzeroBitCount
              }
              if flips { distance = min(distance, sites - distance) }
              nearest = min(nearest, distance)
              other += width
            }
            image += width
          }
        }
      }
      return Double(nearest)
    }
  }
}

extension SampleSet {
  /// The packed words of all 8N images of a configuration under translations, turns and mirrors.
  func images(of index: Int) -> [UInt64] {
    let size = lattice.size
    let width = lattice.wordsPerConfiguration
    let words = Array(packed(index))
    var up: [(Int, Int)] = []
    for site in 0..<lattice.siteCount where words[site >> 6] >> UInt64(site & 63) & 1 == 1 {
      up.append((site / size, site % size))
    }
    var images = [UInt64](repeating: 0, count: 8 * lattice.siteCount * width)
    for symmetry in 0..<8 {
      let turned = up.map { row, column in
        let (a, b) = symmetry & 1 == 0 ? (row, column) : (column, row)
        return (symmetry & 2 == 0 ? a : size - 1 - a, symmetry & 4 == 0 ? b : size - 1 - b)
      }
      for dy in 0..<size {
        for dx in 0..<size {
          let image = ((symmetry * size + dy) * size + dx) * width
          for (row, column) in turned {
            let (r, c) = (row + dy, column + dx)
            let site = (r >= size ? r - size : r) * size + (c >= size ? c - size : c)
            images[image + site >> 6] |= 1 << UInt64(site & 63)
          }
        }
      }
    }
    return images
  }
}
