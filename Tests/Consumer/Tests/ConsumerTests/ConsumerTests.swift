import SteelyardTesting
import Testing

@Suite struct `A package that imports Steelyard` {
  @Test func `tests its own samples`() throws {
    let ensemble = try Ensemble.canonical(size: 4, temperature: 4)
    var generator = RandomStreams(seed: 1).stream("my chain")
    var chain = Metropolis(size: 4, temperature: 4)
    var samples = SampleSet(lattice: ensemble.lattice)
    for sweep in 0..<20_000 {
      chain.sweep(using: &generator)
      if sweep.isMultiple(of: 5) { samples.append(spins: chain.spins) }
    }
    try expectBoltzmann(samples, from: ensemble)
  }

  private let ensemble = try! Ensemble.canonical(size: 4, temperature: 4)

  @Test func `puts a model under test, with a check of its own in the list`() throws {
    let report = try expectBoltzmann(
      Metropolis(size: 4, temperature: 4), from: ensemble, count: 4000,
      checks: allChecks + [EnergySkewness()])
    let finding = try #require(report.findings.last)
    #expect(finding.check == "energy-skewness")
    #expect(finding.evidence?.pValue != nil)
  }

  @Test func `shows that its check sees what it is made for`() throws {
    try expectFindsFaults(
      EnergySkewness(), [(.wrongTemperature, 0.2), (.independentSites, 0.5)], in: ensemble)
  }

  @Test func `asks for a narrower tolerance, which the same samples cannot prove`() throws {
    var tolerances = Tolerances.standard
    tolerances.energyDensity = 1e-4
    let model = Metropolis(size: 4, temperature: 4)
    let verdicts = try [.standard, tolerances].map {
      try weigh(
        model, from: ensemble, count: 20_000, checks: [.meanEnergy], tolerances: $0
      ).verdict
    }
    #expect(verdicts == [.pass, .inconclusive])
  }

  @Test func `is told in words what is wrong with faulty samples`() throws {
    var model = Metropolis(size: 4, temperature: 4)
    model.countsBondsTwice = true
    try withKnownIssue("the planted mistake must be found") {
      try expectBoltzmann(model, from: ensemble, count: 1000, checks: [.meanEnergy])
    } matching: { issue in
      let text = "\(issue)"
      return text.contains("Mean energy (mean-energy): fail: proved different? yes")
        && text.contains("J per site") && text.contains("tolerance 0.03")
    }
  }
}
