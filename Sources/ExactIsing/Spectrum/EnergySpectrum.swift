import Foundation
import SpinSystems
import Synchronization

/// The number g(E) of configurations with energy E, whatever their ΣS, in exact whole numbers.
///
/// Beale (1996) found it by expanding Kaufman's partition function. With y = exp(-2/T), the weight of
/// a broken bond, Z = y^(-N) Σ g y^(broken bonds), and the sum is half of
///
///     Π [Q(θ) + 2R] + Π [Q(θ) - 2R]            θ = πl/L, l odd, 0 < l < 2L
///
/// plus the same for even l, where Q = Q_L comes of Chebyshev's recurrence
///
///     Q_(n+1) = a Q_n - y²(1 - y²)² Q_(n-1),   Q_0 = 2,   Q_1 = a = (1 + y²)² - 2y(1 - y²) cos θ,
///
/// R = y^L (1 - y²)^L, and a factor stands for both l and 2L - l. The modes 0 and L have no partner;
/// their factors are (1 ∓ y)^L plus or minus y^L (1 ± y)^L, upper sign for l = 0. All of it is
/// evaluated at roots of unity modulo primes, where the cosines exist too, so there is no rounding;
/// the coefficients come back by inverse transforms and the Chinese remainder theorem.
public struct EnergySpectrum: Sendable {
  /// The lattice of the configurations that are counted.
  public let lattice: SquareLattice
  private let levels: [Level]

  /// An energy that occurs.
  public struct Level: Hashable, Sendable {
    /// H, in units of J.
    public let energy: Int
    /// g(E), positive.
    public let count: BigInteger
  }

  /// The sizes whose g(E) is to be had. L = 32 takes a fraction of a second, L = 64 several seconds.
  public static let sizes = 2...64

  /// The spectrum of the L × L lattice; computed once per process.
  ///
  /// - Throws: `ExactError.noEnergySpectrum` for a size outside `sizes`.
  public init(size: Int) throws(ExactError) {
    guard Self.sizes.contains(size) else { throw .noEnergySpectrum(size: size) }
    self = Self.known.withLock { known in
      if let spectrum = known[size] { return spectrum }
      let spectrum = EnergySpectrum(computing: size)
      known[size] = spectrum
      return spectrum
    }
  }

  private static let known = Mutex<[Int: EnergySpectrum]>([:])

  private init(computing size: Int) {
    lattice = SquareLattice(size: size)
    let siteCount = size * size
    let counts = BealeExpansion(size: size).counts()
    levels = counts.enumerated().compactMap { pairs, count in
      count > 0 ? Level(energy: 4 * pairs - 2 * siteCount, count: count) : nil
    }
  }

  /// g(E), or 0 where no configuration has that energy.
  public subscript(energy energy: Int) -> BigInteger {
    var (low, high) = (0, levels.count)
    while low < high {
      let middle = (low + high) / 2
      if levels[middle].energy < energy { low = middle + 1 } else { high = middle }
    }
    return low < levels.count && levels[low].energy == energy ? levels[low].count : 0
  }

  /// P(E) = g(E) exp(-E/T)/Z of every level, ascending.
  ///
  /// Relative errors grow from 2^-52 at the most probable energy to some 10^-13 in the far tails.
  ///
  /// - Precondition: `temperature` is positive.
  public func distribution(temperature: Double) -> [EnergyLevel] {
    precondition(temperature > 0)
    let beta = Swift.min(1 / temperature, 1e300)
    let scaled = levels.map(\.count.significandAndExponent)
    func logWeight(_ index: Int, from origin: Int) -> Double {
      let energy = Double(levels[index].energy - levels[origin].energy)
      let powers = Double(scaled[index].exponent - scaled[origin].exponent)
      return powers * log(2) - beta * energy
    }
    let mode = levels.indices.max {
      log(scaled[$0].significand) + logWeight($0, from: 0)
        < log(scaled[$1].significand) + logWeight($1, from: 0)
    }!
    let weights = levels.indices.map {
      scaled[$0].significand * exp(logWeight($0, from: mode))
    }
    let total = weights.reduce(0, +)
    return zip(levels, weights).map {
      EnergyLevel(energy: $0.energy, probability: $1 / total)
    }
  }
}

extension EnergySpectrum: RandomAccessCollection {
  /// The place of the lowest level.
  public var startIndex: Int { levels.startIndex }
  /// The place behind the highest level.
  public var endIndex: Int { levels.endIndex }
  /// A level, in ascending order of energy.
  public subscript(index: Int) -> Level { levels[index] }
}
