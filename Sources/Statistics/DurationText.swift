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
}
