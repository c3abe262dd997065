import Foundation
import Randomness
import SpinSystems

/// An autoregressive model of nearest neighbours: site after site, row by row, a spin is up with a
/// probability that only its left and its upper neighbour decide.
///
///     q(S) = Π_i q(s_i | s_left, s_up)
///
/// (a Markov mesh; K. Abend, T. J. Harley and L. N. Kanal 1965). In the first row and the first column a
/// neighbour is missing, which is a value of its own: nine conditional probabilities in all, those of the
/// training set with one of each value added.
///
/// A baseline: it draws at once, knows ln q exactly, and is wrong. Its configurations know nothing of the
/// periodic boundary nor of a fixed ΣS, and reach beyond nearest neighbours only along paths.
public struct MarkovMesh: GenerativeModel {
  /// q(up), by the left neighbour and, three times that, the upper one: 0 down, 1 up, 2 missing.
  public let probabilities: [Double]

  public let name = "Markov mesh"

  /// The mesh with the conditional frequencies of `samples`.
  public init(fittedTo samples: SampleSet) {
    var ups = [Int](repeating: 1, count: 9)
    var totals = [Int](repeating: 2, count: 9)
    for index in 0..<samples.count {
      Self.visit(samples.packed(index), lattice: samples.lattice) { isUp, context in
        totals[context] += 1
        if isUp { ups[context] += 1 }
      }
    }
    probabilities = zip(ups, totals).map { Double($0) / Double($1) }
  }

  public func samples(
    of ensemble: Ensemble, count: Int, using generator: inout Xoshiro256PlusPlus
  ) -> SampleSet {
    let lattice = ensemble.lattice
    var samples = SampleSet(lattice: lattice, capacity: count)
    for _ in 0..<count {
      var words = [UInt64](repeating: 0, count: lattice.wordsPerConfiguration)
      for site in 0..<lattice.siteCount {
        let context = Self.context(of: site, in: words, size: lattice.size)
        if generator.nextUnitInterval() < probabilities[context] {
          words[site >> 6] |= 1 << UInt64(site & 63)
        }
      }
      samples.append(packed: words)
    }
    return samples
  }

  /// ln q(S), exact.
  public func logProbabilities(of samples: SampleSet, in ensemble: Ensemble) -> [Double]? {
    let logs = probabilities.map { (up: log($0), down: log1p(-$0)) }
    return (0..<samples.count).map { index in
      var sum = 0.0
      Self.visit(samples.packed(index), lattice: samples.lattice) { isUp, context in
        sum += isUp ? logs[context].up : logs[context].down
      }
      return sum
    }
  }

  /// Calls `body` for every site, in order, with its spin and the number of its context.
  private static func visit(
    _ packed: some RandomAccessCollection<UInt64>, lattice: SquareLattice,
    _ body: (_ isUp: Bool, _ context: Int) -> Void
  ) {
    let words = Array(packed)
    for site in 0..<lattice.siteCount {
      body(bit(site, words) == 1, context(of: site, in: words, size: lattice.size))
    }
  }

  private static func context(of site: Int, in words: [UInt64], size: Int) -> Int {
    let left = site % size == 0 ? 2 : bit(site - 1, words)
    let up = site < size ? 2 : bit(site - size, words)
    return left + 3 * up
  }

  private static func bit(_ site: Int, _ words: [UInt64]) -> Int {
    Int(words[site >> 6] >> UInt64(site & 63) & 1)
  }
}

extension ModelKind {
  /// `MarkovMesh`.
  public static let markovMesh = ModelKind(
    "markov-mesh", "each spin given its left and upper neighbour: a baseline that knows its ln q"
  ) { samples, _, _ in MarkovMesh(fittedTo: samples) }
}
