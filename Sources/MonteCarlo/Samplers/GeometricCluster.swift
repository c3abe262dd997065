import Foundation
import Randomness
import SpinSystems

/// Clusters of spins exchanged with their images under an involution of the torus (Heringa and Blöte
/// 1998), so that ΣS is conserved.
///
/// With R the involution, exchanging the spins of i and R(i) and not those of a neighbour k of i and
/// R(k) changes the energy of the bonds (i, k) and (R(i), R(k)) by (S(i) - S(R(i)))·(S(k) - S(R(k))),
/// that is by 4, 0 or -4. Where it is 4, the pair of k joins the cluster with probability
/// 1 - exp(-4/T). This is the cluster of Wolff for pairs of sites. R is drawn among the mirrors along
/// rows and columns, the point reflections and both kinds of diagonal mirrors, through any point: the
/// diagonal ones turn a stripe from horizontal to vertical. A sweep is L clusters.
public struct GeometricCluster: MarkovSampler {
  /// The ensemble that the chain leaves invariant; it fixes ΣS.
  public let ensemble: Ensemble
  public var replicaCount: Int { 1 }
  private var state: ScalarSpins
  private var stream: Xoshiro256PlusPlus
  private let bondProbability: Double
  /// Room for the sites of a cluster, one of each exchanged pair.
  private var members: [Int32]
  /// Whether a site belongs to a pair of the cluster; false everywhere between clusters.
  private var isPaired: [Bool]

  /// - Precondition: the ensemble fixes ΣS.
  public init(_ ensemble: Ensemble, start: Start, stream: Xoshiro256PlusPlus) {
    precondition(ensemble.totalSpin != nil, "exchanging spins does not change ΣS")
    self.ensemble = ensemble
    self.stream = stream
    state = ScalarSpins(start.configurations(of: ensemble, count: 1, using: &self.stream))
    bondProbability = -expm1(-4 * ensemble.inverseTemperature)
    members = [Int32](repeating: 0, count: ensemble.lattice.siteCount)
    isPaired = [Bool](repeating: false, count: ensemble.lattice.siteCount)
  }

  public var configurations: SampleSet { state.samples }

  public mutating func setConfigurations(_ samples: SampleSet) {
    requireConfigurations(samples)
    state.set(samples)
  }

  public mutating func sweep(_ count: Int) {
    precondition(count >= 0)
    var generator = stream
    for _ in 0..<count * ensemble.lattice.size { exchangeCluster(using: &generator) }
    stream = generator
  }

  private mutating func exchangeCluster(using generator: inout Xoshiro256PlusPlus) {
    let involution = Involution(on: ensemble.lattice, using: &generator)
    let seed = generator.nextIndex(below: ensemble.lattice.siteCount)
    let seedImage = involution.image(of: seed)
    // Members are sites of this spin, their images sites of the opposite one.
    let spin = state.spins[seed]
    guard state.spins[seedImage] != spin else { return }
    members[0] = Int32(seed)
    isPaired[seed] = true
    isPaired[seedImage] = true
    var (count, visited) = (1, 0)
    while visited < count {
      let site = Int(members[visited])
      visited += 1
      for bond in 4 * site..<4 * site + 4 {
        let next = Int(state.neighbours[bond])
        guard state.spins[next] == spin, !isPaired[next] else { continue }
        let image = involution.image(of: next)
        guard state.spins[image] != spin, generator.nextUnitInterval() < bondProbability
        else { continue }
        members[count] = Int32(next)
        isPaired[next] = true
        isPaired[image] = true
        count += 1
      }
    }
    for member in members[..<count] {
      let image = involution.image(of: Int(member))
      state.spins.swapAt(Int(member), image)
      isPaired[Int(member)] = false
      isPaired[image] = false
    }
  }
}

extension MarkovMethod {
  /// Clusters of spins at fixed ΣS, see `GeometricCluster`.
  public static let cluster = MarkovMethod(
    identifier: "cluster", summary: "geometric clusters of Heringa and Blöte (fixed ΣS)",
    conservesTotalSpin: true, isLocal: false
  ) { GeometricCluster($0, start: $1, stream: $2) }
}
