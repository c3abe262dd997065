/// The word that was probably meant.
package enum NearWord {
  /// Of `words` the one that is nearest to `found`, with at most two letters between them for short words and a third
  /// of the letters for long ones; nil where none is.
  package static func nearest(to found: String, in words: [String]) -> String? {
    let own = found.lowercased()
    let near = words.map { (word: $0, distance: distance(own, $0.lowercased())) }
      .min { ($0.distance, $0.word) < ($1.distance, $1.word) }
    guard let near, near.distance <= max(2, found.count / 3), near.distance < near.word.count
    else { return nil }
    return near.word
  }

  /// Insertions, deletions and exchanges that make one word of the other (V. I. Levenshtein 1966).
  private static func distance(_ first: String, _ second: String) -> Int {
    let (first, second) = (Array(first), Array(second))
    var row = Array(0...second.count)
    for i in first.indices {
      var diagonal = row[0]
      row[0] = i + 1
      for j in second.indices {
        let above = row[j + 1]
        row[j + 1] = min(above + 1, row[j] + 1, diagonal + (first[i] == second[j] ? 0 : 1))
        diagonal = above
      }
    }
    return row[second.count]
  }
}
