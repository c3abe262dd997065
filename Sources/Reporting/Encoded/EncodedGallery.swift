/// Configurations that a report on a claim shows, as they stand in `report.json`.
public struct EncodedGallery: Codable, Sendable, Equatable {
  /// What stands above the pictures.
  public var title: String
  /// The configurations, in the order in which they are shown.
  public var pictures: [Picture]

  /// One configuration.
  public struct Picture: Codable, Sendable, Equatable {
    /// What stands below it.
    public var caption: String
    /// Whether it breaks a law of the ensemble.
    public var forbidden: Bool
    /// A row of spins each, "+" for +1 and "-" for -1.
    public var rows: [String]
  }

  init(title: String, pictures: [Picture]) {
    self.title = title
    self.pictures = pictures
  }

  /// Those of a report on a claim; nil where it shows none, and of samples, whose files have them.
  static func galleries(of report: Report) -> [EncodedGallery]? {
    guard case .claim = report.topic else { return nil }
    let galleries = report.illustrations.compactMap { illustration in
      if case .configurations(let gallery) = illustration { EncodedGallery(gallery) } else { nil }
    }
    return galleries.isEmpty ? nil : galleries
  }

  private init(_ gallery: ConfigurationGallery) {
    title = gallery.title
    pictures = gallery.pictures.map { picture in
      let rows = stride(from: 0, to: picture.spins.count, by: gallery.size).map { start in
        String(picture.spins[start..<start + gallery.size].map { $0 > 0 ? "+" : "-" })
      }
      return Picture(caption: picture.caption, forbidden: picture.isForbidden, rows: rows)
    }
  }

  /// The pictures; nil where they are not squares of + and - of one size.
  var gallery: ConfigurationGallery? {
    guard let size = pictures.first?.rows.count, size > 0 else { return nil }
    var decoded: [ConfigurationGallery.Picture] = []
    for picture in pictures {
      guard picture.rows.count == size,
        picture.rows.allSatisfy({ $0.utf8.count == size && $0.allSatisfy { "+-".contains($0) } })
      else { return nil }
      decoded.append(
        .init(
          caption: picture.caption, isForbidden: picture.forbidden,
          spins: picture.rows.flatMap { row in row.map { $0 == "+" ? 1 : -1 } }))
    }
    return ConfigurationGallery(title: title, size: size, pictures: decoded)
  }
}
