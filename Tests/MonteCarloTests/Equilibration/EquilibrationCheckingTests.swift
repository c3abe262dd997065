import Foundation
import SpinSystems
import Testing

@testable import MonteCarlo

@Suite struct `An equilibration from a file` {
  private static let ensemble = try! Ensemble.canonical(size: 4, temperature: 3)
  private static let measured = try! Equilibration.measure(.heatBath, of: ensemble, seed: 1)

  /// What is measured, with the value of a key replaced by JSON.
  private func edited(_ key: String, in parent: String? = nil, to value: Any) throws
    -> Equilibration
  {
    let data = try JSONEncoder().encode(Self.measured)
    var object = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    if let parent {
      var inner = try #require(object[parent] as? [String: Any])
      inner[key] = value
      object[parent] = inner
    } else {
      object[key] = value
    }
    return try JSONDecoder().decode(
      Equilibration.self, from: JSONSerialization.data(withJSONObject: object))
  }

  @Test func `is believed as it was written`() throws {
    #expect(Self.measured.inconsistency == nil)
    #expect(MarkovMethod.heatBath.objection(to: Self.measured, of: Self.ensemble) == nil)
  }

  @Test(arguments: [
    ("burnIn", -51), ("burnIn", 0), ("spacing", -1), ("spacing", 1), ("spacing", 1 << 32),
    ("replicaCount", 0), ("replicaCount", 1 << 40), ("pilotLength", -1), ("pilotLength", 1 << 60),
  ])
  func `is refused with lengths that no rule made`(key: String, value: Int) throws {
    let problem = try edited(key, to: value).inconsistency
    #expect(problem?.contains("\(value)") == true, "\(problem ?? "nothing")")
  }

  @Test(arguments: [1e300, -1, 0, 1e-300])
  func `is refused with times that cannot be`(time: Double) throws {
    for key in ["energy", "structureFactor", "absoluteMagnetization"] {
      #expect(try edited(key, in: "times", to: time).inconsistency != nil)
    }
  }

  @Test func `is refused with another rule, sampler or start`() throws {
    #expect(try edited("burnIn", in: "rule", to: 0).inconsistency != nil)
    #expect(try edited("sampler", to: "magic").inconsistency?.contains("magic") == true)
    #expect(try edited("start", to: "up").inconsistency?.contains("up") == true)
    for key in ["sampler", "start"] {
      let problem = try edited(key, to: "a\nb\u{1B}[2J").inconsistency
      #expect(problem.map { $0.contains { "\n\u{1B}".contains($0) } } == false)
    }
    let wolff = try edited("sampler", to: "wolff")
    #expect(wolff.inconsistency == nil)
    #expect(MarkovMethod.heatBath.objection(to: wolff, of: Self.ensemble) != nil)
    let fewer = try edited("replicaCount", to: 64)
    #expect(MarkovMethod.heatBath.objection(to: fewer, of: Self.ensemble) != nil)
  }
}
