import Foundation
import Storage
import TOMLKit

/// Everything that is asked of samples, kept in a TOML file.
public struct Suite: Sendable {
  /// One thing that the file says: a key, or one of a table.
  public struct Setting: Sendable, Equatable {
    /// What it is about.
    public let key: String
    /// As words; a flag that is off has none.
    public let values: [String]
    /// Whether the words are values, not the presence of a flag.
    public let hasValue: Bool
    /// The line on which it stands, from 1; nil where that cannot be told.
    public let line: Int?
  }

  /// The path of the file.
  public let path: String
  /// What it says, by key.
  public let settings: [Setting]

  /// Reads the file at `path`.
  ///
  /// - Throws: `SuiteError` where it cannot be read, is not TOML, or says what no suite may say.
  public init(path: String) throws(SuiteError) {
    guard path != "-" else {
      throw SuiteError("standard input", nil, found: "no name of a file", wanted: "one")
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SuiteError(path, nil, found: "no file that can be read", wanted: "a suite in TOML")
    }
    guard let text = String(validating: data, as: UTF8.self) else {
      throw SuiteError(path, nil, found: "bytes that are not UTF-8", wanted: "a suite in TOML")
    }
    try self.init(text: text, path: path)
  }

  /// Reads a suite from text.
  ///
  /// - Throws: `SuiteError`.
  init(text: String, path: String) throws(SuiteError) {
    // The parser hands strings on up to their first zero byte, however that is written.
    guard !["\0", "\\u0000", "\\U00000000"].contains(where: text.contains) else {
      throw SuiteError(path, nil, found: "a zero byte", wanted: "text")
    }
    if let danger = SuiteLines.danger(in: text) {
      throw SuiteError(path, nil, found: danger.found, wanted: danger.wanted)
    }
    let table: TOMLTable
    do {
      table = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      let reason = error.description.replacing("\n", with: " ").printable(limit: 160)
      throw SuiteError(
        path, Int(error.source.begin.line), found: "no TOML (\(reason))", wanted: "KEY = VALUE")
    } catch {
      throw SuiteError(path, nil, found: "no TOML", wanted: "KEY = VALUE")
    }
    let lines = SuiteLines(text)
    var settings: [Setting] = []
    for name in table.keys {
      let line = lines.number(of: name)
      guard let key = allSuiteKeys.first(where: { $0.name == name }) else {
        throw .unknown(name.printable(limit: 40), in: path, line)
      }
      let found = table[name]!.tomlValue
      func refusal(_ what: String, _ value: TOMLValue, _ line: Int?) -> SuiteError {
        SuiteError(path, line, found: "\(what) of the type \(value.type)", wanted: key.kind.wanted)
      }
      if key.kind == .table, let entries = found.table {
        for entry in entries.keys {
          let line = lines.number(of: entry, in: name)
          guard let number = key.kind.number(entries[entry]!.tomlValue) else {
            throw refusal("\(name).\(entry.printable(limit: 40))", entries[entry]!.tomlValue, line)
          }
          settings.append(
            Setting(key: name, values: ["\(entry)=\(number)"], hasValue: true, line: line))
        }
        continue
      }
      guard let values = key.kind.words(found) else { throw refusal(name, found, line) }
      settings.append(
        Setting(key: name, values: values, hasValue: key.kind != .flag, line: line))
    }
    self.path = path
    self.settings = settings
  }
}

extension SuiteKey.Kind {
  /// What is wanted of a value.
  fileprivate var wanted: String {
    switch self {
    case .text: "a string"
    case .word: "a string or a number"
    case .number: "a number"
    case .flag: "true or false"
    case .list: "a string, or an array of strings or numbers"
    case .words: "an array of strings"
    case .table: "a table of numbers"
    }
  }

  /// `value` as words; nil where it is of another kind.
  fileprivate func words(_ value: TOMLValue) -> [String]? {
    switch self {
    case .text: value.string.map { [$0] }
    case .word: value.string.map { [$0] } ?? number(value).map { [$0] }
    case .number: number(value).map { [$0] }
    case .flag: value.bool.map { $0 ? ["true"] : [] }
    case .list:
      value.string.map { [$0] }
        ?? all(value) { $0.string ?? number($0) }.map { [$0.joined(separator: ",")] }
    case .words: all(value, \.string)
    case .table: nil
    }
  }

  /// An integer or a number with a point, which is not said to be the other.
  fileprivate func number(_ value: TOMLValue) -> String? {
    switch value.type {
    case .int: value.int.map { "\($0)" }
    case .double: value.double.map { "\($0)" }
    default: nil
    }
  }

  private func all(_ value: TOMLValue, _ word: (TOMLValue) -> String?) -> [String]? {
    guard let array = value.array else { return nil }
    let words = array.map { word($0.tomlValue) }
    return words.contains(nil) ? nil : words.compactMap(\.self)
  }
}
