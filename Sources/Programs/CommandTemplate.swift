import Foundation
import Storage

/// A command as people write it, with places in braces that are filled in before it is run.
///
/// A place is `{name}` of one of the names that have values. Other braces are left alone, since shells and
/// programs have uses for them, unless the name between them is nearly one of ours.
public struct CommandTemplate: Sendable {
  /// The command as it was given.
  public let text: String

  /// A command with its places.
  public init(_ text: String) { self.text = text }

  /// Whether the place of that name occurs.
  public func uses(_ name: String) -> Bool { text.contains("{\(name)}") }

  /// The line for a shell, with `values` in their places, each as one word.
  public func line(_ values: [String: String]) -> String {
    values.reduce(text) { line, value in
      line.replacingOccurrences(of: "{\(value.key)}", with: shellQuoted(value.value))
    }
  }

  /// The words of the command, split as a shell splits them, with `values` in their places.
  ///
  /// Blanks separate words; single quotes keep everything, double quotes all but the backslash, which outside of
  /// quotes keeps the character behind it.
  ///
  /// - Throws: `ProgramError.command` where a quote does not end, and `shellCharacter` where a character stands
  ///   outside of quotes that only a shell would act upon.
  public func words(_ values: [String: String]) throws(ProgramError) -> [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in text {
      if isEscaped {
        // Within double quotes a backslash keeps only those two from their meaning.
        if quote == "\"", character != "\"", character != "\\" { word = (word ?? "") + "\\" }
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open { quote = nil } else { word = (word ?? "") + String(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let whole = word { words.append(whole) }
        word = nil
      } else {
        guard !Self.shellCharacters.contains(character) else {
          throw .shellCharacter(text, character)
        }
        word = (word ?? "") + String(character)
      }
    }
    guard quote == nil, !isEscaped else {
      throw .command(text, "found a \(quote.map { "quote \($0)" } ?? "backslash") without its end")
    }
    if let word { words.append(word) }
    guard !words.isEmpty else {
      throw .command(text, "found no program; wanted its name and arguments")
    }
    return words.map { word in
      values.reduce(word) { $0.replacingOccurrences(of: "{\($1.key)}", with: $1.value) }
    }
  }

  /// What a shell acts upon, of what nobody writes without meaning it.
  private static let shellCharacters: Set<Character> = ["|", ">", "<", ";", "&", "$", "`", "\n"]

  /// Throws where a name in braces is nearly one of `names`.
  public func requireKnownPlaces(_ names: [String]) throws(ProgramError) {
    for match in text.matches(of: /\{([A-Za-z_]{2,})\}/) where !names.contains(String(match.1)) {
      let found = String(match.1)
      if let name = NearWord.nearest(to: found, in: names.filter { $0.count > 1 }) {
        throw .command(text, "found {\(found)}; wanted {\(name)}")
      }
    }
  }
}
