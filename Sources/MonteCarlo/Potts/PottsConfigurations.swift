import SpinSystems

/// Configurations of the Potts model on one lattice, a byte a site.
///
/// Colour `colours[index · N + site]` lies at `site` of configuration `index`, sites in the order of
/// `SquareLattice`. The order of the configurations is that in which they were drawn.
public struct PottsConfigurations: Sendable {
  /// The periodic lattice of N = L² sites.
  public let lattice: SquareLattice
  /// The number of colours, q.
  public let colourCount: Int
  /// The colours, each below q, [count][N].
  public private(set) var colours: [UInt8]

  /// Number of configurations.
  public var count: Int { colours.count / lattice.siteCount }

  /// - Precondition: whole configurations, colours below q.
  public init(lattice: SquareLattice, colourCount: Int, colours: [UInt8] = []) {
    precondition(colours.count.isMultiple(of: lattice.siteCount))
    precondition(colours.allSatisfy { $0 < colourCount }, "a colour is below \(colourCount)")
    self.lattice = lattice
    self.colourCount = colourCount
    self.colours = colours
  }

  /// No configurations, with room for `capacity`.
  public init(lattice: SquareLattice, colourCount: Int, capacity: Int) {
    self.init(lattice: lattice, colourCount: colourCount)
    colours.reserveCapacity(capacity * lattice.siteCount)
  }

  /// Appends the configurations of `other`.
  ///
  /// - Precondition: of the same lattice and number of colours.
  public mutating func append(_ other: PottsConfigurations) {
    precondition(other.lattice == lattice && other.colourCount == colourCount)
    colours += other.colours
  }

  /// H = -Σ over bonds of δ(σ_i, σ_j) of each configuration.
  public var energies: [Int] {
    let size = lattice.size
    let siteCount = lattice.siteCount
    return colours.withUnsafeBufferPointer { colours in
      (0..<count).map { index in
        let first = index * siteCount
        var equalBonds = 0
        for row in 0..<size {
          let (line, below) = (first + row * size, first + (row + 1) % size * size)
          for column in 0..<size {
            let colour = colours[line + column]
            let right = column + 1 == size ? line : line + column + 1
            equalBonds += colour == colours[right] ? 1 : 0
            equalBonds += colour == colours[below + column] ? 1 : 0
          }
        }
        return -equalBonds
      }
    }
  }

  /// The number of sites of each colour, [count][q].
  public var populations: [[Int]] {
    (0..<count).map { index in
      var population = [Int](repeating: 0, count: colourCount)
      for site in index * lattice.siteCount..<(index + 1) * lattice.siteCount {
        population[Int(colours[site])] += 1
      }
      return population
    }
  }

  /// |m|² = |N⁻¹ Σ e_σ|² of each configuration, where e_0 … e_{q-1} are unit vectors from the centre of
  /// a regular simplex to its corners: 1 for one colour, 0 for equal shares.
  ///
  /// |m|² = (q Σ_a ρ_a² - 1) / (q - 1), ρ_a the share of colour a.
  public var squaredMagnetizations: [Double] {
    let siteCount = Double(lattice.siteCount)
    return populations.map { population in
      let squares = population.reduce(0.0) { $0 + Double($1 * $1) } / (siteCount * siteCount)
      return (Double(colourCount) * squares - 1) / Double(colourCount - 1)
    }
  }

  /// Where colour `colour` lies: +1 at its sites, -1 elsewhere, packed.
  ///
  /// So what reads Ising configurations reads one colour of a Potts configuration. The mean of the
  /// field is not zero in the disordered phase, but no Fourier mode other than k = 0 knows.
  ///
  /// - Parameter colour: for each configuration, the colour that counts as up.
  public func indicator(of colour: (Int) -> UInt8) -> SampleSet {
    let siteCount = lattice.siteCount
    let width = lattice.wordsPerConfiguration
    return SampleSet(lattice: lattice, count: count) { words in
      for index in 0..<count {
        let wanted = colour(index)
        for site in 0..<siteCount where colours[index * siteCount + site] == wanted {
          words[index * width + site >> 6] |= 1 << UInt64(site & 63)
        }
      }
    }
  }
}
