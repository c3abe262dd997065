import Foundation

/// The memory that this process may have.
package enum PhysicalMemory {
  /// Bytes that can still be had, as of the first time that this is asked: those of the machine, free or
  /// not, or fewer where a control group (the limit of a container) or a resource limit (`ulimit -v`, `-d`)
  /// says so, less what the process has already.
  package static let byteCount: Int = {
    let usage = Usage(statm: text("/proc/self/statm") ?? "", pageSize: pageSize)
    let groups = controlGroupFiles(membership: text("/proc/self/cgroup") ?? "")
    let resident = [machine] + groups.compactMap { text($0).flatMap(limit(of:)) }
    let limits =
      resident.map { $0 - usage.resident }
      + [resourceLimit(RLIMIT_AS) - usage.addresses - reserve]
      + [resourceLimit(RLIMIT_DATA) - usage.data - reserve]
    return max(0, limits.min() ?? machine)
  }()

  private static var machine: Int {
    let (bytes, overflow) = sysconf(Int32(_SC_PHYS_PAGES)).multipliedReportingOverflow(
      by: sysconf(Int32(_SC_PAGESIZE)))
    return overflow || bytes <= 0 ? .max : bytes
  }

  /// Addresses that can still be had, as of now; nil where nothing limits them.
  static var addressesLeft: Int? {
    let limit = resourceLimit(RLIMIT_AS)
    guard limit < .max else { return nil }
    return limit - Usage(statm: text("/proc/self/statm") ?? "", pageSize: pageSize).addresses
  }

  private static var pageSize: Int { sysconf(Int32(_SC_PAGESIZE)) }

  /// Addresses that threads take for their stacks and heaps before anything is in them.
  private static let reserve = max(64 << 20, AddressSpace.stacks)

  private static func resourceLimit(_ resource: __rlimit_resource) -> Int {
    var limits = rlimit()
    guard getrlimit(__rlimit_resource_t(resource.rawValue), &limits) == 0 else { return .max }
    return Int(clamping: limits.rlim_cur)
  }

  private static func text(_ path: String) -> String? {
    try? String(contentsOfFile: path, encoding: .utf8)
  }

  // MARK: What the files of the system say

  /// What a process has of memory, in bytes.
  struct Usage: Equatable {
    var addresses = 0
    var resident = 0
    var data = 0

    /// Reads a line of /proc/self/statm: pages in all, resident, shared, text, 0, data and stack, 0.
    init(statm: String, pageSize: Int) {
      let pages = statm.split { $0.isWhitespace }.map { Int($0) ?? 0 }
      guard pages.count >= 6 else { return }
      (addresses, resident, data) = (pages[0] * pageSize, pages[1] * pageSize, pages[5] * pageSize)
    }
  }

  /// The files that limit the memory of the control groups that `membership`, the text of
  /// /proc/self/cgroup, names: of each and of all above it, in version 2 and 1. Not all of them exist.
  static func controlGroupFiles(membership: String) -> [String] {
    membership.split(separator: "\n").flatMap { line -> [String] in
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3 else { return [] }
      let root: String
      let name: String
      if parts[1].isEmpty {
        (root, name) = ("/sys/fs/cgroup", "memory.max")
      } else if parts[1].split(separator: ",").contains("memory") {
        (root, name) = ("/sys/fs/cgroup/memory", "memory.limit_in_bytes")
      } else {
        return []
      }
      // In a container the path may be that of the machine outside, where the root is its own group.
      let steps = parts[2].split(separator: "/").filter { $0 != ".." }
      return (0...steps.count).map { count in
        ([root] + steps.prefix(count).map(String.init) + [name]).joined(separator: "/")
      }
    }
  }

  /// The limit in a file of a control group; nil where it says "max", or a number that no machine has.
  static func limit(of text: String) -> Int? {
    let words = text.split { $0.isWhitespace }
    guard words.count == 1, let bytes = Int(words[0]), bytes >= 0, bytes < 1 << 60 else {
      return nil
    }
    return bytes
  }
}
