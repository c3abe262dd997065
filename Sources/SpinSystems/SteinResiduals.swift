import CSpinKernels
import Foundation

/// Functions of a configuration that have mean zero, exactly, if it comes from the ensemble: what each
/// product of spins is, less what the rest of the configuration demands of it.
///
/// Where ΣS is free (H. B. Callen, Phys. Lett. 4, 161, 1963),
///
///     x_k = (1/N) Σ_i (S_i - tanh βh_i) φ_k(i),   h_i the sum of the four neighbours of i.
///
/// Where ΣS is fixed, over all pairs of an up spin i and a down spin j that are outside each other's ring,
///
///     x_k = (1/n↑n↓) Σ_ij r_ij (φ_k(i) - φ_k(j)),   r_ij = 1 / (1 + exp(βΔE_ij)),
///
/// where ΔE = 2(h_i - h_j) is the cost of exchanging the two. Given all other spins the exchanged
/// configuration has the probability r_ij, and its term is the opposite one. φ_k is a `WindowProduct`. A positive
/// mean of x_k says that the product of S_i and φ_k(i) is too large.
///
/// These are the residuals of a discrete Stein operator (J. Yang, Q. Liu, V. Rao and J. Neville, ICML
/// 2018); they need no reference, hold at any L and any temperature, and cost O(N).
public struct SteinResiduals: Sendable {
  public let products: [WindowProduct]
  /// x_k of each configuration, one column for each product; pure numbers in [-2, 2].
  public let columns: [[Double]]
  /// For each configuration the expected number of its spins, or pairs, that are in the rarer of the two
  /// states they can be in: Σ_i min(p_i, 1 - p_i). Small where all but rare configurations are ordered.
  public let events: [Double]

  /// The smallest size: the identities need that a ring holds a site once, and at fixed ΣS that there are
  /// sites beyond it.
  public static func smallestSize(of ensemble: Ensemble) -> Int {
    ensemble.totalSpin == nil ? 3 : 4
  }

  /// What is left of a sum over the sites of terms of order one, and divided by their number, where they
  /// cancel.
  private static let rounding = 1e-13

  /// The residuals of the configurations in `range`, by default all.
  ///
  /// Of configurations that break the conservation of ΣS those at fixed ΣS hold, too: each is taken
  /// with the others that have its ΣS.
  ///
  /// - Precondition: the samples are of the ensemble's lattice, which has the smallest size at least.
  public init(
    _ samples: SampleSet, of ensemble: Ensemble, products: [WindowProduct],
    range: Range<Int>? = nil
  ) {
    let lattice = ensemble.lattice
    precondition(samples.lattice == lattice && lattice.size >= Self.smallestSize(of: ensemble))
    precondition(!products.isEmpty)
    let range = range ?? 0..<samples.count
    let features = (UInt8.min...UInt8.max).flatMap { ring in products.map { $0.value(ring: ring) } }
    let beta = ensemble.inverseTemperature
    let fields = (0...4).map { Double(2 * $0 - 4) }
    let means = fields.map { tanh(beta * $0) }
    let rarer = means.map { (1 - abs($0)) / 2 }
    // The exchange takes an up spin out of the field a and puts it into b.
    let exchanged = fields.flatMap { a in fields.map { b in 1 / (1 + exp(2 * beta * (a - b))) } }
    let rarerExchange = fields.flatMap { a in
      fields.map { b in 1 / (1 + exp(2 * beta * abs(a - b))) }
    }
    var residuals = [Double](repeating: 0, count: products.count * range.count)
    var events = [Double](repeating: 0, count: range.count)
    samples.words.withUnsafeBufferPointer { words in
      guard !range.isEmpty else { return }
      let first = words.baseAddress! + range.lowerBound * lattice.wordsPerConfiguration
      let status =
        ensemble.totalSpin == nil
        ? steelyard_callen_residuals(
          first, range.count, lattice.size, features, products.count, means, rarer, &residuals,
          &events)
        : steelyard_exchange_residuals(
          first, range.count, lattice.size, features, products.count, exchanged, rarerExchange,
          &residuals, &events)
      precondition(status != 0, "out of memory for a lattice of size \(lattice.size)")
    }
    self.products = products
    columns = products.indices.map { k in
      residuals[k * range.count..<(k + 1) * range.count].map { abs($0) < Self.rounding ? 0 : $0 }
    }
    self.events = events
  }
}
