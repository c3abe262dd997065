import ExactIsing
import Randomness
import References
import SpinSystems
import Studies
import Testing

@Suite struct `Usual slips` {
  private func remarks(
    actual: Double, claimed: Double, totalSpin: (actual: Int, claimed: Int)? = nil
  ) throws -> String {
    let source = try Ensemble(size: 4, temperature: actual, totalSpin: totalSpin?.actual)
    let claim = try Ensemble(size: 4, temperature: claimed, totalSpin: totalSpin?.claimed)
    var generator = RandomStreams(seed: 21).stream("slips", for: source)
    let samples = try PerfectSampler(source).sample(count: 4000, using: &generator)
    return try Assessment(against: .exact(claim)).report(on: samples, subject: "x").notes
      .joined(separator: "\n")
  }

  @Test(arguments: [
    (2.5, 0.4, "was β given as T?"), (2.4, 1.2, "is each bond counted half"),
    (1.5, 3.0, "is each bond counted twice"), (1.6 * Ensemble.criticalTemperature, 1.6, "T/T_c"),
  ])
  func `are named where the mean energy is that of one`(
    actual: Double, claimed: Double, part: String
  ) throws {
    #expect(try remarks(actual: actual, claimed: claimed).contains(part))
  }

  @Test func `are not guessed where the samples are right, or just wrong`() throws {
    #expect(!(try remarks(actual: 2.5, claimed: 2.5).contains("⟨H⟩ is that of")))
    let wrong = try remarks(actual: 2.5, claimed: 2.2)
    #expect(wrong.contains("⟨H⟩ is that of T = 2.5") || wrong.contains("⟨H⟩ is that of T = 2.4"))
    #expect(!wrong.contains("?"))
  }

  @Test func `of ΣS are named`() throws {
    let text = try remarks(actual: 2.5, claimed: 2.5, totalSpin: (actual: -2, claimed: 2))
    #expect(text.contains("ΣS = -2, the claimed with the other sign"))
  }
}
