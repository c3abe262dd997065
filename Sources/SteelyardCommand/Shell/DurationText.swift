import Foundation

/// A time that something takes, as people say it.
enum DurationText {
  /// Such as "40 s", "12 min" or "3.5 h".
  static func text(seconds: Double) -> String {
    switch seconds {
    case ..<90: "\(Int(seconds.rounded(.up))) s"
    case ..<5400: "\(Int((seconds / 60).rounded())) min"
    default: String(format: "%.1f h", seconds / 3600)
    }
  }
}
