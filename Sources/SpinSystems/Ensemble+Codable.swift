/// The one form of an ensemble in files: `{"size": L, "temperature": T, "totalSpin": ΣS}`, with null for
/// a free ΣS. Reports, provenance and what else names an ensemble have it.
extension Ensemble: Codable {
  private enum CodingKeys: CodingKey {
    case size, temperature, totalSpin
  }

  /// - Throws: a `DecodingError` where a key is missing, or there is no such ensemble.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    do {
      try self.init(
        size: container.decode(Int.self, forKey: .size),
        temperature: container.decode(Double.self, forKey: .temperature),
        totalSpin: container.decodeIfPresent(Int.self, forKey: .totalSpin))
    } catch let error as EnsembleError {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "\(error)"))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(lattice.size, forKey: .size)
    try container.encode(temperature, forKey: .temperature)
    // A free ΣS is null rather than left out, so that a reader can tell it from "does not say".
    try container.encode(totalSpin, forKey: .totalSpin)
  }
}
