import DataFiles
import Judgement
import SpinSystems
import Studies

extension Generator {
  /// What the program draws at each of `temperatures`, one call after the other, since a program may want the whole
  /// machine.
  ///
  /// - Parameters:
  ///   - count: configurations at each temperature.
  ///   - size: L.
  ///   - temperatures: ascending.
  ///   - request: the rest of what is asked, with the seed that the program's are made of.
  ///   - claimsDeterminism: whether one seed is claimed to give the same samples each time, which is then tried.
  ///   - progress: hears which temperature is being drawn.
  public func sittings(
    _ count: Int, size: Int, at temperatures: [Double], for request: AssessmentRequest,
    claimsDeterminism: Bool, progress: (String) -> Void = { _ in }
  ) async throws -> [Sitting] {
    var sittings: [Sitting] = []
    for temperature in temperatures {
      progress("drawing at T = \(temperature) …")
      let ensemble = try Ensemble(
        size: size, temperature: temperature, totalSpin: request.totalSpin)
      let seed = Self.seed(for: ensemble, call: 0, of: request.seed)
      var loaded = try await draw(count, of: ensemble, seed: seed)
      var outcomes: [CheckOutcome] = []
      if claimsDeterminism {
        let again = try await draw(count, of: ensemble, seed: seed)
        outcomes = [Repetition(of: loaded.samples, by: again.samples, seed: seed).outcome]
      }
      loaded.notes += remarks(onOneOf: temperatures.count, seed: seed)
      let samples = loaded
      sittings.append(
        Sitting(subject: command, temperature: temperature, outcomes: outcomes) { samples })
    }
    return sittings
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
