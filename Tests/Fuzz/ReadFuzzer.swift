import DataFiles

/// Gives the readers whatever the fuzzer makes up, as files of all names.
///
/// A crash, a complaint of the address sanitizer and a message of more than one line are findings.
@_cdecl("LLVMFuzzerTestOneInput")
public func readFuzzer(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  for name in ["fuzz.npy", "fuzz.npz", "fuzz"] {
    for array in [nil, "samples"] {
      do throws(SampleFileError) {
        let samples = try SampleFile.read(bytes, named: name, array: array).samples
        let unused = UInt64(64 * samples.lattice.wordsPerConfiguration - samples.lattice.siteCount)
        for index in 0..<samples.count {
          precondition(samples.packed(index).last! <= .max >> unused, "unused bits are set")
        }
      } catch {
        precondition(
          !error.description.unicodeScalars.contains { $0.properties.generalCategory == .control },
          "the message is no plain line: \(error)")
      }
    }
  }
  return 0
}
