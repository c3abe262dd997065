import SpinSystems

/// Reads configurations from lines of numbers.
///
/// Two layouts are read, told apart by the first lines:
/// - one configuration a line: every line has N = L² values, row by row;
/// - blocks: a configuration is L lines of L values, and blank lines separate configurations.
///
/// Where the number of values in a line is a square m, both are possible. It is blocks of m × m if
/// the first blank line comes after m lines. Without a blank line at that place it is one configuration a
/// line, unless m divides the number of lines, so that they make up whole blocks as well: then the size has
/// to be stated.
///
/// Comments from "#" on are skipped, and so is one line of column names at the top: a line without
/// any number, or the numbers 0, 1, 2, … up to more than 1.
struct TextSampleReader {
  private enum Layout {
    /// The first lines have `width` values and do not settle the layout yet.
    case open(width: Int)
    case lines(SquareLattice)
    case blocks(SquareLattice)
  }

  private let lines: TextLines
  private let name: InputName
  /// L, where it is stated.
  private let size: Int?
  /// Whether lines of m values, each a configuration, might be the rows of blocks of m × m.
  private var mayBeBlocks = false
  private var layout: Layout?
  private var samples: SampleSet?
  /// All values met so far; that of `packer` lags behind.
  private var met: SpinValues = []
  private var packer = SpinPacker(NPYElementType(descriptor: "|i1")!)
  /// Values that are not packed yet: all lines while the layout is open, then parts of a block.
  private var pending: [Int8] = []
  /// The lines in `pending`.
  private var pendingLines = 0
  /// Configurations read completely.
  private var count = 0
  private var blankLineIsPending = false
  private var commentLines = 0
  private var hasColumnNames = false
  private var firstLine = 0

  static func read(_ reader: ByteReader, size: Int? = nil) throws(SampleFileError) -> LoadedSamples
  {
    // Some programs begin UTF-8 with a mark of byte order.
    if try reader.peek(3) == [0xEF, 0xBB, 0xBF] { _ = try reader.read(3) }
    var textReader = TextSampleReader(reader, size: size)
    return try textReader.read()
  }

  private init(_ reader: ByteReader, size: Int?) {
    self.size = size
    lines = TextLines(reader)
    name = reader.name
  }

  private mutating func read() throws(SampleFileError) -> LoadedSamples {
    var fields = TextFields()
    while let line = try lines.next() {
      fields.read(line)
      if fields.values.isEmpty {
        if fields.hasComment { commentLines += 1 } else { blankLineIsPending = true }
      } else if layout == nil, !hasColumnNames, Self.areColumnNames(fields) {
        hasColumnNames = true
        blankLineIsPending = false
      } else {
        try take(fields)
        blankLineIsPending = false
      }
    }
    try finish()
    return loaded()
  }

  private static func areColumnNames(_ fields: TextFields) -> Bool {
    !fields.hasNumber || (fields.isCounting && fields.values.count > 2)
  }

  // MARK: Lines

  private mutating func take(_ fields: TextFields) throws(SampleFileError) {
    let width = fields.values.count
    if layout == nil { try begin(width) }
    if blankLineIsPending { try takeBlankLine() }
    try makeRoom()
    try checkWidth(width)
    if let fault = fields.fault {
      throw SpinValues.error(
        fault.text, isSpin: false, at: location(fault.index, width: width), name)
    }
    try checkEncoding(fields)
    pending += fields.values
    pendingLines += 1
  }

  private mutating func begin(_ width: Int) throws(SampleFileError) {
    let sizes = SquareLattice.sizes
    firstLine = lines.number
    guard sizes.contains(width) || Self.lattice(sites: width) != nil else {
      throw name.error(
        .layout, at: .line(lines.number), found: width == 1 ? "1 value" : "\(width) values",
        wanted: "the L² values of a configuration, or the L of one of its rows, with L from "
          + "\(sizes.lowerBound) to \(sizes.upperBound)")
    }
    if let size {
      try begin(width, size: size)
    } else if !sizes.contains(width), let lattice = Self.lattice(sites: width) {
      layout = .lines(lattice)
    } else {
      layout = .open(width: width)
    }
  }

  /// Takes the layout from the size that is stated.
  private mutating func begin(_ width: Int, size: Int) throws(SampleFileError) {
    switch width {
    case size * size: layout = .lines(SquareLattice(size: size))
    case size: layout = .blocks(SquareLattice(size: size))
    default:
      throw name.error(
        .layout, at: .line(lines.number), found: "\(width) values",
        wanted: "\(size) or \(size * size), for the size stated is \(size)")
    }
  }

  /// Acts on the layout before a line of values is added to the pending ones.
  private mutating func makeRoom() throws(SampleFileError) {
    switch layout! {
    case .open(let width):
      // A block of m × m would have ended here.
      if pendingLines == width {
        try settle(lineCount: width + 1)
        mayBeBlocks = true
      }
    case .lines:
      if pending.count >= 1 << 16 { try pack() }
    case .blocks(let lattice) where pendingLines == lattice.size:
      // Where the size is stated, blocks need no blank line between them.
      guard size != nil else { throw wrongBlock(pendingLines + 1, of: lattice.size) }
      try pack()
    case .blocks: break
    }
  }

  private func checkWidth(_ width: Int) throws(SampleFileError) {
    let wanted =
      switch layout! {
      case .open(let width): width
      case .lines(let lattice): lattice.siteCount
      case .blocks(let lattice): lattice.size
      }
    guard width == wanted else {
      throw name.error(
        .layout, at: .line(lines.number), found: width == 1 ? "1 value" : "\(width) values",
        wanted: "\(wanted) as in line \(firstLine)")
    }
  }

  private mutating func checkEncoding(_ fields: TextFields) throws(SampleFileError) {
    if met.union(fields.met).fitOneEncoding {
      met.formUnion(fields.met)
      return
    }
    for (index, value) in fields.values.enumerated() {
      met.formUnion(SpinValues(Int(value)))
      guard met.fitOneEncoding else {
        throw SpinValues.error(
          "\(value)", isSpin: true, at: location(index, width: fields.values.count), name)
      }
    }
  }

  /// Acts on blank lines when it is known that a line of values follows them.
  private mutating func takeBlankLine() throws(SampleFileError) {
    switch layout! {
    case .lines: mayBeBlocks = false
    case .open(let width):
      // Blank lines before the first line say nothing.
      guard pendingLines > 0 else { break }
      if pendingLines == width {
        layout = .blocks(SquareLattice(size: width))
        try pack()
      } else {
        try settle(lineCount: pendingLines)
      }
    case .blocks(let lattice):
      guard pendingLines == lattice.size else { throw wrongBlock(pendingLines, of: lattice.size) }
      try pack()
    }
  }

  /// Takes the open lines as one configuration each.
  private mutating func settle(lineCount: Int) throws(SampleFileError) {
    guard case .open(let width) = layout else { return }
    guard let lattice = Self.lattice(sites: width) else { throw wrongBlock(lineCount, of: width) }
    layout = .lines(lattice)
    try pack()
  }

  private mutating func finish() throws(SampleFileError) {
    switch layout {
    case nil:
      throw name.error(
        .empty, found: "no values", wanted: "lines of spins, -1 and +1 or 0 and 1")
    case .open(let width):
      if Self.lattice(sites: width) == nil, pendingLines == width {
        layout = .blocks(SquareLattice(size: width))
        try pack()
      } else {
        if pendingLines == width { throw ambiguity(of: width, lineCount: width) }
        try settle(lineCount: pendingLines)
      }
    case .lines(let lattice):
      try pack()
      if mayBeBlocks, count % lattice.siteCount == 0 {
        throw ambiguity(of: lattice.siteCount, lineCount: count)
      }
    case .blocks(let lattice):
      guard pendingLines == lattice.size else { throw wrongBlock(pendingLines, of: lattice.size) }
      try pack()
    }
  }

  private static func lattice(sites: Int) -> SquareLattice? {
    let size = Int(Double(sites).squareRoot().rounded())
    guard size * size == sites, SquareLattice.sizes.contains(size) else { return nil }
    return SquareLattice(size: size)
  }

  // MARK: Values

  /// Packs the pending values, which are whole configurations.
  private mutating func pack() throws(SampleFileError) {
    let lattice: SquareLattice
    switch layout! {
    case .lines(let known), .blocks(let known): lattice = known
    case .open: preconditionFailure("the layout is not settled")
    }
    let configurations = pending.count / lattice.siteCount
    let limit = SampleSet.largestMeasuredCount(on: lattice)
    guard count + configurations <= limit else {
      throw name.error(
        .tooLarge, at: .line(lines.number), found: "more than \(limit) configurations",
        wanted:
          "as many as fit, with what is to be measured on them, into the memory that this process "
          + "may have")
    }
    // The kernel reads beyond the last element.
    pending.append(contentsOf: repeatElement(0, count: SpinPacker.readableBytesBehind))
    var words = [UInt64](repeating: 0, count: configurations * lattice.wordsPerConfiguration)
    let fault = pending.withUnsafeBytes { values in
      words.withUnsafeMutableBufferPointer { words in
        packer.pack(
          values.baseAddress!, runLength: lattice.siteCount, runCount: configurations,
          into: words.baseAddress!)
      }
    }
    precondition(fault == nil, "values are checked before they are packed")
    if samples == nil { samples = SampleSet(lattice: lattice) }
    samples!.append(packed: words)
    count += configurations
    pending.removeAll(keepingCapacity: true)
    pendingLines = 0
  }

  private func loaded() -> LoadedSamples {
    let (encoding, encodingNote) = met.encoding(canBeNegative: true)
    var notes: [String] = []
    if let encodingNote { notes.append(encodingNote) }
    if hasColumnNames { notes.append("A first line of column names was skipped.") }
    if commentLines > 0 {
      notes.append(
        commentLines == 1
          ? "1 comment line was skipped." : "\(commentLines) comment lines were skipped.")
    }
    let size = samples!.lattice.size
    var format = "text, "
    if case .blocks = layout {
      format += "\(count) \(count == 1 ? "block" : "blocks") of \(size) lines"
    } else {
      format += "\(count) \(count == 1 ? "line" : "lines") of \(size * size) values"
    }
    return LoadedSamples(samples: samples!, format: format, encoding: encoding, notes: notes)
  }

  // MARK: Errors

  /// Where the value at `index` of the current line stands, by the likeliest layout if it is open.
  private func location(_ index: Int, width: Int) -> SampleFileError.Location {
    let lattice: SquareLattice
    switch layout! {
    case .lines(let known): lattice = known
    case .blocks:
      return .lineSpin(line: lines.number, sample: count, row: pendingLines, column: index)
    case .open:
      guard let square = Self.lattice(sites: width) else {
        return .lineSpin(line: lines.number, sample: 0, row: pendingLines, column: index)
      }
      lattice = square
    }
    let (row, column) = index.quotientAndRemainder(dividingBy: lattice.size)
    return .lineSpin(line: lines.number, sample: count + pendingLines, row: row, column: column)
  }

  private func ambiguity(of width: Int, lineCount: Int) -> SampleFileError {
    let size = Self.lattice(sites: width)!.size
    return name.error(
      .ambiguousSize,
      found:
        "\(lineCount) lines of \(width) values: \(lineCount) configurations of \(size) × \(size), "
        + "or \(lineCount / width) of \(width) × \(width) with a row in each line",
      wanted: "the size stated, or a blank line behind each configuration of several lines")
  }

  private func wrongBlock(_ lineCount: Int, of size: Int) -> SampleFileError {
    let found =
      switch lineCount {
      case 1: "a block of 1 line"
      case ...size: "a block of \(lineCount) lines"
      default: "a block of more than \(size) lines"
      }
    return name.error(
      .layout, at: .line(lines.number), found: "\(found) of \(size) values",
      wanted: "\(size) lines a configuration and a blank line behind them, "
        + "or the L² values of a configuration in each line")
  }
}
