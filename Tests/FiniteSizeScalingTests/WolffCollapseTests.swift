import FiniteSizeScaling
import MonteCarlo
import Randomness
import SpinSystems
import Statistics
import Testing

/// Collapses of our own cluster runs of the Ising model: T_c = 2.26919, ν = 1, |M| ~ L^(-1/8).
@Suite struct WolffCollapseTests {
  private static let sizes = [12, 16, 24, 32]
  private static let reach = 1.2
  private static let blockCount = 40
  private static let roundsPerBlock = 60

  private struct Curves {
    /// ⟨M⁴⟩/⟨M²⟩².
    let binder: ScalingTable
    /// ⟨|M|⟩.
    let magnetization: ScalingTable
  }

  /// Nine temperatures of each size in |T - 2.27| L ≤ 1.2, with errors by the jackknife.
  ///
  /// A round is two sweeps, several autocorrelation times of M², so blocks of 60 rounds are independent.
  private static let curves: Curves = {
    let streams = RandomStreams(seed: 19_890_123)
    var binder: [ScalingPoint] = []
    var magnetization: [ScalingPoint] = []
    for size in sizes {
      for index in 0..<9 {
        let temperature = 2.27 + reach * (Double(index) / 4 - 1) / Double(size)
        let ensemble = try! Ensemble.canonical(size: size, temperature: temperature)
        var chain = WolffCluster(
          ensemble, start: .random, stream: streams.stream("collapse", for: ensemble))
        chain.sweep(100)
        let blocks = (0..<blockCount).map { _ -> [Double] in
          var sums = [0.0, 0, 0]
          for _ in 0..<roundsPerBlock {
            chain.sweep(2)
            let ups = chain.configurations.packed(0).reduce(0) { $0 + $1.nonzeroBitCount }
            let m = Double(2 * ups - size * size) / Double(size * size)
            sums[0] += abs(m) / Double(roundsPerBlock)
            sums[1] += m * m / Double(roundsPerBlock)
            sums[2] += m * m * m * m / Double(roundsPerBlock)
          }
          return sums
        }
        func point(_ estimate: JackknifeEstimate) -> ScalingPoint {
          ScalingPoint(
            size: Double(size), control: temperature, value: estimate.value,
            error: estimate.standardError)
        }
        binder.append(point(jackknife(blockMeans: blocks) { $0[2] / ($0[1] * $0[1]) }))
        magnetization.append(point(jackknife(blockMeans: blocks) { $0[0] }))
      }
    }
    return Curves(
      binder: try! ScalingTable(binder), magnetization: try! ScalingTable(magnetization))
  }()

  /// Four standard errors, and what corrections to scaling of relative order L⁻² leave of the width of
  /// the window and of ν at L = 12.
  private func expectOnsager(
    _ fit: ScalingFit, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(fit.pValue > 1e-4, sourceLocation: sourceLocation)
    let deviation = fit.parameters.criticalPoint - Ensemble.criticalTemperature
    #expect(
      abs(deviation) < 4 * fit.standardError(of: .criticalPoint) + Self.reach / 12 / 144,
      sourceLocation: sourceLocation)
    #expect(
      abs(fit.parameters.nu - 1) < 4 * fit.standardError(of: .nu) + 1 / 144.0,
      sourceLocation: sourceLocation)
    // Precise enough to tell ν = 1 from 2/3 of the 4-state Potts model.
    #expect(fit.standardError(of: .nu) < 0.08, sourceLocation: sourceLocation)
  }

  @Test func `Binder ratios collapse without a dimension`() throws {
    let fit = try PolynomialScaling(degree: 4).fit(
      Self.curves.binder, holding: HeldParameters(),
      from: CriticalParameters(criticalPoint: 2.25, nu: 0.8))
    expectOnsager(fit)
    // ⟨M⁴⟩/⟨M²⟩² at T_c is 1.16793 (J. Salas and A. D. Sokal, J. Stat. Phys. 98, 551, 2000); it falls
    // towards 1 below.
    #expect(abs(fit.scalingFunction(0) - 1.168) < 0.02)
  }

  @Test func `Magnetizations collapse with the dimension -1/8`() throws {
    let held = try PolynomialScaling(degree: 4).fit(
      Self.curves.magnetization, holding: HeldParameters(scalingDimension: -0.125),
      from: CriticalParameters(criticalPoint: 2.25, nu: 0.8))
    expectOnsager(held)
    let free = try PolynomialScaling(degree: 4).fit(
      Self.curves.magnetization, holding: HeldParameters(scalingDimension: nil),
      from: CriticalParameters(criticalPoint: 2.25, nu: 0.8))
    #expect(
      abs(free.parameters.scalingDimension + 0.125)
        < 4 * free.standardError(of: .scalingDimension) + 0.125 / 144)
  }

  @Test func `Magnetizations do not collapse as if they had no dimension`() throws {
    do throws(ScalingFitError) {
      let fit = try PolynomialScaling(degree: 4).fit(
        Self.curves.magnetization, holding: HeldParameters(),
        from: CriticalParameters(criticalPoint: 2.25, nu: 0.8))
      #expect(fit.pValue < 1e-6)
    } catch {
      // They do not cross near T_c, so that the fit may also leave the data.
    }
  }

  @Test func `The critical point is found without being told`() throws {
    let average = try AveragedCollapse(
      of: [ScalingObservable(data: ScalingData(Self.curves.binder), scalingDimension: 0)], .init())
    for (parameter, truth) in [(CriticalParameter.criticalPoint, 2.269185), (.nu, 1)] {
      // Twice the half-width is four standard errors.
      let estimate = try #require(average.estimates[parameter])
      let width = estimate.interval.upperBound - estimate.interval.lowerBound
      #expect(abs(estimate.value - truth) < width)
    }
    #expect(average.pValue > 1e-3)
  }
}
