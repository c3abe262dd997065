/// Spin configurations of one lattice, packed one bit a spin in one buffer.
///
/// Bit `site` of a configuration (see `SquareLattice`) is 1 for S = +1 and 0 for S = -1. A
/// configuration starts on a word boundary; the bits above N in its last word are zero. The order of
/// the configurations is the order in which they were drawn, which the independence check needs.
public struct SampleSet: Sendable {
  /// The lattice of every configuration.
  public let lattice: SquareLattice
  /// Number of configurations.
  public private(set) var count: Int
  /// The packed words, `count · lattice.wordsPerConfiguration` of them.
  public private(set) var words: [UInt64]

  /// An empty set with room for `capacity` configurations.
  public init(lattice: SquareLattice, capacity: Int = 0) {
    self.lattice = lattice
    count = 0
    words = []
    words.reserveCapacity(capacity * lattice.wordsPerConfiguration)
  }

  /// A set of `count` configurations whose packed words `initialize` writes.
  ///
  /// - Parameters:
  ///   - count: how many configurations it holds.
  ///   - lattice: the lattice of the configurations.
  ///   - initialize: is given zeroed words. It must leave the bits above N zero.
  public init(
    lattice: SquareLattice, count: Int,
    initializingWordsWith initialize: (inout MutableSpan<UInt64>) throws -> Void
  ) rethrows {
    self.lattice = lattice
    self.count = count
    words = [UInt64](repeating: 0, count: count * lattice.wordsPerConfiguration)
    var span = words.mutableSpan
    try initialize(&span)
  }

  /// Appends configurations that are packed as this set packs them.
  ///
  /// - Precondition: the number of words is a multiple of `lattice.wordsPerConfiguration`.
  public mutating func append(packed newWords: some Collection<UInt64>) {
    precondition(newWords.count.isMultiple(of: lattice.wordsPerConfiguration))
    words.append(contentsOf: newWords)
    count = words.count / lattice.wordsPerConfiguration
  }

  /// Appends one configuration given by the spins at its sites, row by row.
  ///
  /// - Precondition: there are N spins, each +1 or -1.
  public mutating func append(spins: some Collection<Int>) {
    precondition(spins.count == lattice.siteCount)
    var packed = [UInt64](repeating: 0, count: lattice.wordsPerConfiguration)
    for (site, spin) in spins.enumerated() {
      precondition(spin == 1 || spin == -1, "a spin is +1 or -1, not \(spin)")
      if spin == 1 { packed[site >> 6] |= 1 << UInt64(site & 63) }
    }
    append(packed: packed)
  }

  /// The spin, +1 or -1, at `row` and `column` of configuration `index`.
  public subscript(index: Int, row row: Int, column column: Int) -> Int {
    get { spin(at: lattice.site(row: row, column: column), of: index) }
    set {
      precondition(newValue == 1 || newValue == -1, "a spin is +1 or -1, not \(newValue)")
      let site = lattice.site(row: row, column: column)
      let bit: UInt64 = 1 << UInt64(site & 63)
      let word = index * lattice.wordsPerConfiguration + site >> 6
      if newValue == 1 { words[word] |= bit } else { words[word] &= ~bit }
    }
  }

  /// The spins of configuration `index`, row by row.
  public func spins(of index: Int) -> [Int] {
    (0..<lattice.siteCount).map { spin(at: $0, of: index) }
  }

  /// The packed words of configuration `index`.
  public func packed(_ index: Int) -> ArraySlice<UInt64> {
    let width = lattice.wordsPerConfiguration
    return words[index * width..<(index + 1) * width]
  }

  /// At most `largestCount` evenly spaced configurations, beginning with the first; all where there are no
  /// more.
  public func evenlySpaced(atMost largestCount: Int) -> SampleSet {
    precondition(largestCount >= 1)
    let step = max(1, (count + largestCount - 1) / largestCount)
    return step == 1 ? self : strided(by: step)
  }

  /// Every `step`-th configuration, beginning with the first.
  public func strided(by step: Int) -> SampleSet {
    precondition(step >= 1)
    var result = SampleSet(lattice: lattice, capacity: (count + step - 1) / step)
    for index in stride(from: 0, to: count, by: step) { result.append(packed: packed(index)) }
    return result
  }

  /// The configurations at `places`, in that order.
  public func picking(_ places: some Collection<Int>) -> SampleSet {
    var result = SampleSet(lattice: lattice, capacity: places.count)
    for place in places { result.append(packed: packed(place)) }
    return result
  }

  /// The first `newCount` configurations.
  public func prefix(_ newCount: Int) -> SampleSet {
    var result = SampleSet(lattice: lattice)
    result.append(packed: words.prefix(newCount * lattice.wordsPerConfiguration))
    return result
  }

  @inline(__always)
  private func spin(at site: Int, of index: Int) -> Int {
    let word = words[index * lattice.wordsPerConfiguration + site >> 6]
    return (word >> UInt64(site & 63)) & 1 == 1 ? 1 : -1
  }
}
