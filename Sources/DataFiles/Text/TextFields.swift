import Storage

/// The fields of one line of text, read as spins.
///
/// Fields are separated by white space, or by one comma or semicolon with or without white space; a
/// separator at the end of the line is tolerated, as programs that write in a loop leave one there.
/// A comment runs from "#" to the end of the line.
struct TextFields {
  /// A field that is no spin.
  struct Fault {
    /// The place among the fields, counted from 0.
    let index: Int
    /// The field, ready for a message.
    let text: String
  }

  /// The value of each field: 1, -1 or 0, and 0 in place of a field that is none of them.
  private(set) var values: [Int8] = []
  /// Which values occur, apart from fields that are no spins.
  private(set) var met: SpinValues = []
  /// The first field that is no spin.
  private(set) var fault: Fault?
  /// Whether there is a comment on the line.
  private(set) var hasComment = false
  /// Whether any field is a number.
  private(set) var hasNumber = false
  /// Whether the fields are 0, 1, 2, … in this order, as names of columns often are.
  private(set) var isCounting = true

  /// Replaces the fields by those of `line`.
  mutating func read(_ line: UnsafeRawBufferPointer) {
    values.removeAll(keepingCapacity: true)
    met = []
    fault = nil
    hasComment = false
    hasNumber = false
    isCounting = true
    var position = 0
    var fieldIsDue = true
    while position < line.count {
      switch line[position] {
      case .space, .tab, .carriageReturn:
        position += 1
      case .comma, .semicolon:
        if fieldIsDue { appendFault("an empty field") }
        fieldIsDue = true
        position += 1
      case .numberSign:
        hasComment = true
        return
      default:
        let start = position
        while position < line.count, !line[position].endsField { position += 1 }
        appendField(UnsafeRawBufferPointer(rebasing: line[start..<position]))
        fieldIsDue = false
      }
    }
  }

  private mutating func appendField(_ field: UnsafeRawBufferPointer) {
    if let value = Self.commonSpin(field) {
      hasNumber = true
      if Int(value) != values.count { isCounting = false }
      append(value)
      return
    }
    // Everything else is rare or wrong, so it may be slow.
    let text = String(decoding: field.prefix(64), as: UTF8.self)
    let isDecimal = field.count <= 64 && !text.contains { $0 == "x" || $0 == "X" }
    let number = isDecimal ? Double(text) : nil
    if let number {
      hasNumber = true
      if number != Double(values.count) { isCounting = false }
    } else {
      isCounting = false
    }
    switch number {
    case 1: append(1)
    case -1: append(-1)
    case 0: append(0)
    case _?: appendFault(text.printable(limit: 30))
    case nil: appendFault("\"\(text.printable(limit: 30))\"")
    }
  }

  private mutating func append(_ value: Int8) {
    met.formUnion(value > 0 ? .plusOne : value < 0 ? .minusOne : .zero)
    values.append(value)
  }

  private mutating func appendFault(_ text: String) {
    if fault == nil { fault = Fault(index: values.count, text: text) }
    values.append(0)
  }

  /// The value of a field of the form [sign] 0 or 1 [. zeros] [e [sign] zeros], which is all that
  /// programs write for a spin; nil for every other field.
  private static func commonSpin(_ field: UnsafeRawBufferPointer) -> Int8? {
    if field.count == 1 {
      let digit = field[0] &- .zero
      return digit <= 1 ? Int8(digit) : nil
    }
    var position = 0
    var isNegative = false
    if field[0] == .minus || field[0] == .plus {
      isNegative = field[0] == .minus
      position = 1
    }
    guard position < field.count, field[position] == .zero || field[position] == .one else {
      return nil
    }
    let digit = Int8(field[position] - .zero)
    position += 1
    if position < field.count, field[position] == .period {
      position += 1
      while position < field.count, field[position] == .zero { position += 1 }
    }
    if position < field.count, field[position] == .lowercaseE || field[position] == .uppercaseE {
      position += 1
      if position < field.count, field[position] == .minus || field[position] == .plus {
        position += 1
      }
      let first = position
      while position < field.count, field[position] == .zero { position += 1 }
      guard position > first else { return nil }
    }
    guard position == field.count else { return nil }
    return isNegative ? -digit : digit
  }
}

extension UInt8 {
  fileprivate static let tab = UInt8(ascii: "\t")
  fileprivate static let carriageReturn = UInt8(ascii: "\r")
  fileprivate static let space = UInt8(ascii: " ")
  fileprivate static let comma = UInt8(ascii: ",")
  fileprivate static let semicolon = UInt8(ascii: ";")
  fileprivate static let numberSign = UInt8(ascii: "#")
  fileprivate static let plus = UInt8(ascii: "+")
  fileprivate static let minus = UInt8(ascii: "-")
  fileprivate static let period = UInt8(ascii: ".")
  fileprivate static let zero = UInt8(ascii: "0")
  fileprivate static let one = UInt8(ascii: "1")
  fileprivate static let uppercaseE = UInt8(ascii: "E")
  fileprivate static let lowercaseE = UInt8(ascii: "e")

  fileprivate var endsField: Bool {
    switch self {
    case .space, .tab, .carriageReturn, .comma, .semicolon, .numberSign: true
    default: false
    }
  }
}
