import SpinSystems
import Statistics

/// The mean energy along Gibbs chains, e(k) = ⟨H⟩/N after k steps.
///
/// Curves from random starts and from data that do not meet show that k steps do not reach the
/// machine's distribution, whatever that is.
public struct MixingCurve: Sendable, Equatable {
  /// The chains after a number of steps.
  public struct Point: Sendable, Equatable, Codable {
    /// k.
    public let steps: Int
    /// e(k), J per site.
    public let energyDensity: Double
    /// The standard error of e(k), from the spread over chains, which are independent; 0 for one chain.
    public let standardError: Double

    /// e(k) with its standard error.
    public var estimate: Estimate {
      Estimate(value: energyDensity, standardError: standardError)
    }
  }

  /// The points in the order of k.
  public private(set) var points: [Point] = []

  /// The numbers of steps at which curves are measured.
  public static let standardSteps = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]

  /// Measures `chains` on their way to `stepCount` steps: at the standard numbers of steps up to there,
  /// and at the end.
  ///
  /// - Parameters:
  ///   - stepCount: how many steps are followed.
  ///   - chains: no more steps have been made than are wanted; they are left at `stepCount`.
  ///   - progress: is given the number of steps made, now and then.
  public init(
    advancing chains: inout GibbsChains, to stepCount: Int,
    progress: (Int) -> Void = { _ in }
  ) {
    precondition(chains.stepCount <= stepCount)
    let wanted = Set(Self.standardSteps + [stepCount])
      .filter { (chains.stepCount...stepCount).contains($0) }
    for steps in wanted.sorted() {
      chains.advance(to: steps, progress: progress)
      points.append(Point(chains))
    }
  }
}

extension MixingCurve.Point {
  /// The energy of `chains` where they are.
  fileprivate init(_ chains: GibbsChains) {
    let energy = Moments(of: Observables(chains.samples, largestDistance: 1).energies)
    let density = Estimate(energy) / Double(chains.lattice.siteCount)
    self.init(
      steps: chains.stepCount, energyDensity: density.value, standardError: density.standardError)
  }
}

extension GibbsChains {
  /// Makes all steps up to the one numbered `stepCount`, in pieces of which `progress` hears.
  public mutating func advance(to stepCount: Int, progress: (Int) -> Void = { _ in }) {
    precondition(self.stepCount <= stepCount)
    // About a tenth of a second.
    let piece = max(1, 200_000 / count)
    while self.stepCount < stepCount {
      advance(min(piece, stepCount - self.stepCount))
      progress(self.stepCount)
    }
  }
}
