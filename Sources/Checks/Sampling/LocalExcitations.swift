import Glibc
import SpinSystems

/// The weight of the excitations next to a configuration, in units of the configuration's own.
///
/// A chain that never leaves the valley of a configuration has excitations in it all the same: those that one
/// move of one spin, or at fixed ΣS the exchange of two neighbours, makes have together the weight
/// w = Σ exp(-max(0, ΔE)/T). So n samples that are all the same have in such a chain a probability of about
/// (1 + w)⁻ⁿ, whatever the time between them.
struct LocalExcitations {
  /// w.
  let weight: Double

  /// - Parameter spins: of a configuration of the ensemble's lattice.
  init(of spins: [Int], in ensemble: Ensemble) {
    let size = ensemble.lattice.size
    let beta = ensemble.inverseTemperature
    func neighbours(_ site: Int) -> (right: Int, down: Int, all: [Int]) {
      let (row, column) = site.quotientAndRemainder(dividingBy: size)
      let right = row * size + (column + 1) % size
      let down = (row + 1) % size * size + column
      return (
        right, down,
        [
          right, down, row * size + (column + size - 1) % size,
          (row + size - 1) % size * size + column,
        ]
      )
    }
    func field(_ site: Int) -> Int { neighbours(site).all.reduce(0) { $0 + spins[$1] } }
    // At L = 2 two sites share both bonds along an axis.
    let bonds = size == 2 ? 2 : 1
    var weight = 0.0
    for site in spins.indices {
      let near = neighbours(site)
      guard ensemble.totalSpin != nil else {
        weight += exp(-beta * Double(max(0, 2 * spins[site] * field(site))))
        continue
      }
      for other in [near.right, near.down] where spins[other] != spins[site] {
        // The bonds of the pair keep their energy.
        let cost =
          2 * spins[site] * (field(site) - bonds * spins[other])
          + 2 * spins[other] * (field(other) - bonds * spins[site])
        weight += exp(-beta * Double(max(0, cost)))
      }
    }
    self.weight = weight
  }

  /// The logarithm of the probability that `count` samples are all the same, (1 + w)⁻ⁿ.
  func logProbabilityOfRest(_ count: Int) -> Double { -Double(count) * log1p(weight) }
}
