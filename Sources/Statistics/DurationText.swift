/// A time that something takes, as people say it.
package enum DurationText {
  /// Such as "40 s", "12 min" or "3.5 h".
  package static func text(seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(Int(seconds.rounded(.up))) s"
    case ..<5400: "\(Int((seconds / 60).rounded())) min"
    default: "\(decimal(seconds / 3600, 1)) h"
    }
  }

  /// The seconds that a text says: "90", "90s", "55m", "1h30m", "2d", or "1:30:00" and "1-12:00:00" as
  /// schedulers write them; nil where it says none, or more than a thousand days.
  package static func seconds(of text: String) -> Double? {
    let seconds = text.contains(":") ? ofClock(text) : ofUnits(text)
    return seconds.flatMap { $0 > 0 && $0 <= 1000 * day ? $0 : nil }
  }

  private static let day = 86_400.0

  private static func ofUnits(_ text: String) -> Double? {
    let units: [Character: Double] = ["s": 1, "m": 60, "h": 3600, "d": day]
    var (total, digits) = (0.0, "")
    for character in text.filter({ $0 != " " }) {
      if let unit = units[character] {
        guard let number = number(digits) else { return nil }
        total += number * unit
        digits = ""
      } else {
        digits.append(character)
      }
    }
    if digits.isEmpty { return total }
    // A number alone is one of seconds.
    return digits.count == text.count ? number(digits) : nil
  }

  private static func ofClock(_ text: String) -> Double? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let clock = parts.last!.split(separator: ":", omittingEmptySubsequences: false).map {
      number(String($0))
    }
    let days = parts.count == 1 ? 0 : number(String(parts[0]))
    guard parts.count <= 2, clock.count == 3, let days else { return nil }
    guard let hours = clock[0], let minutes = clock[1], let seconds = clock[2] else { return nil }
    return days * day + hours * 3600 + minutes * 60 + seconds
  }

  /// Digits, with a point in them perhaps; no sign, exponent or word.
  private static func number(_ text: String) -> Double? {
    text.allSatisfy { $0.isASCII && ($0.isNumber || $0 == ".") } ? Double(text) : nil
  }
}
