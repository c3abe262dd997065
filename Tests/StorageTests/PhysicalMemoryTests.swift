import Testing

@testable import Storage

@Suite struct PhysicalMemoryTests {
  @Test func `is some, and not more than a machine has`() {
    #expect(PhysicalMemory.byteCount > 1 << 20)
    #expect(PhysicalMemory.byteCount < 1 << 60)
  }

  @Test(arguments: [
    (
      "0::/a/b\n",
      [
        "/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/a/memory.max",
        "/sys/fs/cgroup/a/b/memory.max",
      ]
    ),
    ("0::/\n", ["/sys/fs/cgroup/memory.max"]),
    ("0::/../x\n", ["/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/x/memory.max"]),
    (
      "5:cpu,memory:/box\n4:devices:/box\n",
      [
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        "/sys/fs/cgroup/memory/box/memory.limit_in_bytes",
      ]
    ),
    ("", []), ("garbage\n1:x", []),
  ])
  func `is limited by a control group and those above it`(membership: String, files: [String]) {
    #expect(PhysicalMemory.controlGroupFiles(membership: membership) == files)
  }

  @Test(arguments: [
    ("536870912\n", 536_870_912), ("max\n", nil), ("9223372036854771712\n", nil), ("0\n", 0),
    ("-1\n", nil), ("", nil), ("1 2\n", nil),
  ])
  func `is as small as a control group says`(text: String, limit: Int?) {
    #expect(PhysicalMemory.limit(of: text) == limit)
  }

  @Test func `is less by what the process has`() {
    let usage = PhysicalMemory.Usage(statm: "100 20 10 5 0 30 0\n", pageSize: 4096)
    #expect(usage.addresses == 409_600 && usage.resident == 81_920 && usage.data == 122_880)
    #expect(
      PhysicalMemory.Usage(statm: "", pageSize: 4096)
        == PhysicalMemory.Usage(statm: "x", pageSize: 1))
  }
}
