import Foundation

/// The kind of machine that computes, for those who want to know what a run's hours are hours of.
enum MachineName {
  /// The processor's name and how many cores this process may use, such as "AMD EPYC 9R14, 2 cores"; the name of
  /// no host.
  static let current: String = {
    let count = ProcessInfo.processInfo.activeProcessorCount
    return "\(processor ?? "unknown processor"), \(count) \(count == 1 ? "core" : "cores")"
  }()

  /// The "model name" of the first processor that the system lists, without what only fills it up.
  private static var processor: String? {
    // A file without a size, so it is read to its end.
    guard let file = FileHandle(forReadingAtPath: "/proc/cpuinfo"),
      let data = try? file.read(upToCount: 1 << 16)
    else { return nil }
    return name(in: String(decoding: data, as: UTF8.self))
  }

  static func name(in list: String) -> String? {
    for line in list.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == "model name" else {
        continue
      }
      let words = parts[1].split(whereSeparator: \.isWhitespace)
        .filter { !$0.hasSuffix("-Core") && $0 != "Processor" && $0 != "CPU" }
      return words.isEmpty ? nil : words.joined(separator: " ")
    }
    return nil
  }
}
