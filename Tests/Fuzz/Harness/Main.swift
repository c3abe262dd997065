import Foundation

/// The reader that the environment names.
private let reader: FileReader = {
  let name = ProcessInfo.processInfo.environment["STEELYARD_READER"] ?? ""
  guard let reader = allReaders.first(where: { $0.name == name }) else {
    print(allReaders.map(\.name).joined(separator: "\n"))
    exit(name.isEmpty ? 0 : 64)
  }
  return reader
}()

/// Where the environment names a folder for seeds, writes them and ends.
@_cdecl("LLVMFuzzerInitialize")
public func initializeFuzzer(_: UnsafeMutableRawPointer?, _: UnsafeMutableRawPointer?) -> Int32 {
  let reader = reader
  if let folder = ProcessInfo.processInfo.environment["STEELYARD_PREPARE"] {
    do {
      try reader.prepare(in: URL(filePath: folder))
      exit(0)
    } catch {
      print("no seeds: \(error)")
      exit(1)
    }
  }
  return 0
}

/// Gives the reader what the fuzzer made up. A crash, a complaint of a sanitizer, a message that is no plain line and
/// an error of another kind than that of input are findings.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  do {
    try reader.read(Array(UnsafeBufferPointer(start: start, count: count)))
  } catch {
    requirePlainLine(error)
  }
  return 0
}
