import Foundation
import Randomness
import SpinSystems

/// A chain of single clusters that leaves a Potts ensemble invariant (Wolff 1989).
///
/// A cluster grows from a random site over bonds between equal colours, each with probability
/// 1 - exp(-1/T), and takes one of the q - 1 other colours. The probability of a bond is exact to 2^-64.
public struct PottsSampler: Sendable {
  /// The ensemble that the chain leaves invariant.
  public let ensemble: PottsEnsemble
  /// The colour at each site.
  private(set) var colours: [UInt8]
  /// The neighbours of each site, four to a site; at L = 2 two of them twice.
  private let neighbours: [Int32]
  /// A bond is taken if a random word lies below.
  private let threshold: UInt64
  private var stack: [Int32]
  private var stream: Xoshiro256PlusPlus

  /// - Parameters:
  ///   - ensemble: the ensemble that is meant.
  ///   - start: the configuration that it begins with.
  ///   - stream: the random numbers of the start and of the chain.
  public init(_ ensemble: PottsEnsemble, start: PottsStart, stream: Xoshiro256PlusPlus) {
    let size = ensemble.lattice.size
    self.ensemble = ensemble
    self.stream = stream
    colours = start.colours(of: ensemble, using: &self.stream)
    neighbours = (0..<ensemble.lattice.siteCount).flatMap { site in
      let (row, column) = (site / size, site % size)
      return [
        ensemble.lattice.site(row: row, column: (column + 1) % size),
        ensemble.lattice.site(row: row, column: (column + size - 1) % size),
        ensemble.lattice.site(row: (row + 1) % size, column: column),
        ensemble.lattice.site(row: (row + size - 1) % size, column: column),
      ].map { Int32($0) }
    }
    let probability = -expm1(-1 / ensemble.temperature)
    // Rounds to 2^64, one too many, where T is below 1/44 and every bond is taken.
    threshold = probability * 0x1p64 < 0x1p64 ? UInt64(probability * 0x1p64) : .max
    stack = [Int32](repeating: 0, count: ensemble.lattice.siteCount)
  }

  /// The current configuration.
  public var configuration: PottsConfigurations {
    PottsConfigurations(
      lattice: ensemble.lattice, colourCount: ensemble.colourCount, colours: colours)
  }

  /// Replaces the configuration.
  ///
  /// - Precondition: one configuration of the ensemble's lattice and number of colours.
  public mutating func setConfiguration(_ configuration: PottsConfigurations) {
    precondition(configuration.count == 1 && configuration.lattice == ensemble.lattice)
    precondition(configuration.colourCount == ensemble.colourCount)
    colours = configuration.colours
  }

  /// Recolours `count` clusters, whatever their sizes.
  ///
  /// - Returns: the number of sites recoloured in all.
  @discardableResult
  public mutating func flipClusters(_ count: Int) -> Int {
    precondition(count >= 0)
    let siteCount = ensemble.lattice.siteCount
    let others = ensemble.colourCount - 1
    let threshold = threshold
    var generator = stream
    var recoloured = 0
    colours.withUnsafeMutableBufferPointer { colours in
      stack.withUnsafeMutableBufferPointer { stack in
        neighbours.withUnsafeBufferPointer { neighbours in
          for _ in 0..<count {
            let seed = Int.random(in: 0..<siteCount, using: &generator)
            let old = colours[seed]
            let step = 1 + Int.random(in: 0..<others, using: &generator)
            let new = UInt8((Int(old) + step) % (others + 1))
            colours[seed] = new
            stack[0] = Int32(seed)
            var depth = 1
            while depth > 0 {
              depth -= 1
              recoloured += 1
              let site = Int(stack[depth])
              for bond in 4 * site..<4 * site + 4 {
                let next = Int(neighbours[bond])
                guard colours[next] == old, generator.next() < threshold else { continue }
                colours[next] = new
                stack[depth] = Int32(next)
                depth += 1
              }
            }
          }
        }
      }
    }
    stream = generator
    return recoloured
  }
}
