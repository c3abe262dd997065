extension Report: Document {
  var brand: String {
    switch topic {
    case .samples: "Steelyard: samples weighed against exact Boltzmann weights"
    case .updateRule: "Steelyard: an update rule weighed by what it makes of perfect samples"
    case .claim(let claim):
      "Steelyard: claim \(HTMLReport.text(claim.identifier)) of \(HTMLReport.text(claim.source))"
    }
  }

  var figuresTitle: String { topic == .samples ? "Samples against the reference" : "Figures" }

  func json() throws -> String { try JSONReport.encode(self) }

  var junit: String? { JUnitReport.render(self) }
}
