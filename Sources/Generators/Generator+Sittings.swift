import DataFiles
import Judgement
import Programs
import SpinSystems
import Storage
import Studies

extension Generator {
  /// The samples that the program draws at each of `temperatures`, when their turn comes.
  ///
  /// - Parameters:
  ///   - count: configurations at each temperature.
  ///   - size: L.
  ///   - temperatures: ascending.
  ///   - request: the rest of what is asked, with the seed that the program's are made of.
  ///   - claimsDeterminism: whether one seed is claimed to give the same samples each time, which is then tried.
  /// - Throws: `EnsembleError` where there is no such ensemble.
  public func sittings(
    _ count: Int, size: Int, at temperatures: [Double], for request: AssessmentRequest,
    claimsDeterminism: Bool
  ) throws -> [Sitting] {
    try temperatures.map { temperature in
      let ensemble = try Ensemble(
        size: size, temperature: temperature, totalSpin: request.totalSpin)
      return Sitting(
        subject: command, temperature: .claimed(temperature), cost: Double(count * size * size)
      ) {
        do {
          return try waiting {
            try await self.samples(
              count, of: ensemble, request.seed, claimsDeterminism, isOneOf: temperatures.count)
          }
        } catch let problem as ProgramError where temperatures.count > 1 {
          throw FailedDraw(temperature: temperature, problem: problem)
        }
      }
    }
  }

  private func samples(
    _ count: Int, of ensemble: Ensemble, _ seed: UInt64, _ claimsDeterminism: Bool,
    isOneOf temperatureCount: Int
  ) async throws -> Sitting.Samples {
    let seed = Self.seed(for: ensemble, call: 0, of: seed)
    var loaded = try await draw(count, of: ensemble, seed: seed)
    loaded.notes += remarks(onOneOf: temperatureCount, seed: seed)
    guard claimsDeterminism else { return Sitting.Samples(loaded) }
    let again = try await draw(count, of: ensemble, seed: seed)
    return Sitting.Samples(
      loaded, outcomes: [Repetition(of: loaded.samples, by: again.samples, seed: seed).outcome])
  }

  private func remarks(onOneOf count: Int, seed: UInt64) -> [String] {
    var remarks = ["The samples were drawn by the program, whose output was not kept."]
    if isToldSeed {
      remarks.append("The program was told the seed \(seed).")
    } else {
      remarks.append(
        "The program is not told a seed, so that it need not draw these samples again.")
    }
    if count > 1, !isToldTemperature {
      remarks.append("The program is not told the temperature.")
    }
    return remarks
  }
}

/// Why a program is of no use at one of several temperatures.
struct FailedDraw: InputError {
  let temperature: Double
  let problem: ProgramError

  var description: String { "at T = \(temperature): \(problem)" }
}
