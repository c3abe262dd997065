import Foundation
import Subprocess
import Synchronization
import Testing

/// A pseudo-terminal whose output is collected.
private final class PseudoTerminal: Sendable {
  let device: Int32
  private let master: Int32
  private let collected = Mutex<[UInt8]>([])
  private let isFinished = DispatchSemaphore(value: 0)

  init(columns: UInt16) throws {
    // The Linux calls behind openpty(3), which Glibc's module does not show.
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(master >= 0)
    let (unlock, getNumber): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
    var (isLocked, number): (Int32, Int32) = (0, 0)
    try #require(ioctl(master, unlock, &isLocked) == 0)
    try #require(ioctl(master, getNumber, &number) == 0)
    device = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(device >= 0)
    var size = winsize(ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    try #require(ioctl(device, UInt(TIOCSWINSZ), &size) == 0)
    Thread.detachNewThread { [self] in
      var buffer = [UInt8](repeating: 0, count: 4096)
      while true {
        // Ends with an error once the device has been closed everywhere.
        let count = read(master, &buffer, buffer.count)
        guard count > 0 else { break }
        collected.withLock { $0 += buffer.prefix(count) }
      }
      close(master)
      isFinished.signal()
    }
  }

  /// Closes the device and returns what came.
  func text() -> String {
    close(device)
    isFinished.wait()
    return String(decoding: collected.withLock { $0 }, as: UTF8.self)
      .replacing("\r\n", with: "\n")
  }
}

@Suite(.serialized) struct `On a terminal` {
  private func assess(
    columns: UInt16, _ file: String = perfectSamples, environment: [Environment.Key: String?] = [:]
  ) async throws -> (status: Int32, output: String, error: String) {
    try await Workspace.with { folder in
      let (output, error) = (
        try PseudoTerminal(columns: columns), try PseudoTerminal(columns: columns)
      )
      let record = try await Subprocess.run(
        .path(.init("\(SteelyardProcess.directory)/steelyard")),
        arguments: Arguments(["assess", file, "--format", "none"] + claim),
        environment: .inherit.updating(["TERM": "xterm", "NO_COLOR": nil, "COLUMNS": nil])
          .updating(environment),
        workingDirectory: .init(folder.path), input: .none,
        output: .fileDescriptor(.init(rawValue: output.device), closeAfterSpawningProcess: false),
        error: .fileDescriptor(.init(rawValue: error.device), closeAfterSpawningProcess: false))
      return (record.terminationStatus.number, output.text(), error.text())
    }
  }

  /// What a terminal shows in the end of lines that were taken away again.
  private func visible(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.components(separatedBy: "\r\u{1B}[K").last ?? ""
    }.joined(separator: "\n")
  }

  private func widest(_ text: String) -> Int {
    let table = text.replacing(/\u{1B}\[[0-9;]*m/, with: "").split(separator: "\n")
      .prefix { !$0.hasPrefix("repeat with: ") }
    return table.map(\.count).max() ?? 0
  }

  @Test(arguments: [(40, 80), (80, 80), (93, 93), (200, 100)] as [(UInt16, Int)])
  func `tables have the terminal's width, from 80 to 100 columns`(
    columns: UInt16, width: Int
  ) async throws {
    let result = try await assess(columns: columns)
    #expect(result.status == 0)
    #expect(widest(result.output) <= width)
    // The line of the table's head is as wide as the table may be, or ends where its columns do.
    #expect(widest(result.output) > width - 15)
  }

  @Test func `progress is shown and taken away again`() async throws {
    let result = try await assess(columns: 80)
    #expect(result.error.contains("weighing"))
    #expect(visible(result.error) == "")
  }

  @Test func `progress of a long name stays on its line`() async throws {
    let name = String(repeating: "a-long-name-", count: 15) + ".npy"
    let result = try await assess(columns: 60, name)
    #expect(result.status == 65)
    for message in result.error.components(separatedBy: "\r\u{1B}[K").dropLast() {
      #expect(message.count < 60)
    }
    #expect(
      visible(result.error)
        == "error: \(name): found no such file; wanted a .npy, .npz, .csv or .txt file\n")
  }

  @Test func `verdicts are coloured, unless the user or the terminal wants none`() async throws {
    #expect(try await assess(columns: 80).output.contains("\u{1B}[1;32m✔ PASS"))
    for environment: [Environment.Key: String?] in [["NO_COLOR": "1"], ["TERM": "dumb"]] {
      #expect(try await !assess(columns: 80, environment: environment).output.contains("\u{1B}"))
    }
  }
}
