import Statistics

extension ExactDocument {
  /// Levels of a lower probability are left out of the text.
  private static let smallestProbability = 1e-12

  /// The same for people.
  public var text: String {
    let spins = totalSpin.map { "ΣS = \($0) fixed" } ?? "ΣS free"
    var lines = [
      "exact, L = \(size), T = \(temperature), \(spins)", "",
      "energy density ε     \(energyDensity) J per site",
      "specific heat c      \(specificHeat) k_B per site",
      "ln Z                 \(logPartitionFunction)",
    ]
    if let absoluteMagnetization {
      lines.append("⟨|M|⟩                \(absoluteMagnetization)")
    }
    if let correlation {
      lines.append("")
      lines += correlation.enumerated().map { distance, value in
        "C(\(distance))".leftAligned(in: 21) + "\(value)"
      }
    }
    lines += [""] + distributionLines
    if let spectrum {
      lines += ["", "       H       ΣS  g(E, ΣS)"]
      lines += spectrum.map { cell in
        [
          "\(cell.energy)".rightAligned(in: 8),
          (cell.totalSpin.map { "\($0)" } ?? "any").rightAligned(in: 8), "", cell.count,
        ].joined(separator: " ")
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var distributionLines: [String] {
    guard let energyDistribution else {
      return ["P(E), ⟨|M|⟩ and C(r) are not known exactly at this size."]
    }
    let listed = energyDistribution.filter { $0.probability > Self.smallestProbability }
    let count = energyDistribution.count
    let choice =
      listed.count == count
      ? "all \(count) levels"
      : "levels with P(E) > 1e-12, \(listed.count) of \(count); the JSON document has them all"
    let unknown =
      correlation == nil ? ["⟨|M|⟩ and C(r) are not known exactly at this size.", ""] : []
    let siteCount = Double(size * size)
    let rows = listed.map { level in
      [
        "\(level.energy)".rightAligned(in: 8),
        decimal(Double(level.energy) / siteCount, 4).rightAligned(in: 8),
        NumberText.printed("%14.6e", [level.probability]),
      ].joined(separator: " ")
    }
    return unknown + [choice, "", "       H        ε           P(E)"] + rows
  }
}
