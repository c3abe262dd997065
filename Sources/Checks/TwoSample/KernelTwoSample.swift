import Comparisons
import Glibc
import Judgement
import Randomness
import SpinSystems

/// Are the samples near to each other as those of the reference are, by a kernel? The two-sample test of
/// A. Gretton et al. (JMLR 13, 723, 2012) with k(s, t) = exp(-d(s, t)/L), d the number of spins that differ.
///
/// The kernel is a mean over products of spins: with a set A that holds each site with probability
/// θ = (1 - e^(-1/L))/2, the mean of Π_(A) s_i t_i is (1 - 2θ)^d = exp(-d/L). So the distance of the two mean
/// embeddings is the mean of (⟨Π_A s⟩ - ⟨Π_A t⟩)² over such sets; a few hundred, drawn at random, stand for
/// all (A. Rahimi and B. Recht, NIPS 2007), which takes time linear in n and keeps correlated samples honest
/// through `FeatureComparison`.
public struct KernelTwoSample: Check {
  public let identifier = "kernel-two-sample"
  public let title = "A kernel's distance"
  public let summary =
    "Random products of spins, a kernel exp(-d/L), against the reference's configurations (thorough)."
  public let explanation = Explanation(
    equation:
      "MMD² = ⟨(⟨Π_A S⟩_samples - ⟨Π_A S⟩_reference)²⟩ over random sets A, kernel exp(-d/L)",
    sees: "Products of any number of spins anywhere.",
    blindTo: "Local faults, which a random set of sites seldom hits.",
    references: ["A. Gretton et al., J. Mach. Learn. Res. 13, 723 (2012)"])

  /// Random sets of sites.
  static let setCount = 256

  /// The check, which has no settings.
  public init() {}

  public func examine(_ weighing: Weighing) throws -> Examination {
    let lattice = weighing.ensemble.lattice
    var generator = weighing.streams.stream("kernel two-sample", for: weighing.ensemble)
    let theta = (1 - exp(-1 / Double(lattice.size))) / 2
    let sets = (0..<Self.setCount).map { _ in
      lattice.packedSites { _ in generator.nextUnitInterval() < theta }
    }
    return try FeatureComparison(
      names: sets.map { "a product of \($0.reduce(0) { $0 + $1.nonzeroBitCount }) spins" },
      effect: "mean, samples - reference", range: 2, tolerance: weighing.tolerances.spinProduct
    ).examine(weighing, stream: "kernel two-sample signs") { samples in
      sets.map { samples.products(over: $0) }
    }
  }
}

extension Check where Self == KernelTwoSample {
  /// Are the samples near to each other as those of the reference are, by a kernel?
  public static var kernelTwoSample: KernelTwoSample { KernelTwoSample() }
}
