import Foundation
import Testing

@Suite struct `A gnuplot that does not end` {
  private static let assess =
    "steelyard assess \(perfectSamples) \(claim.joined(separator: " ")) --output report"

  @Test(arguments: [("TERM", 143), ("INT", 130), ("HUP", 129)])
  func `ends with the process that started it`(signal: String, status: Int) async throws {
    try await Workspace.with { folder in
      // What is started in the background may have been told to ignore signals.
      let result = try await SteelyardProcess.shell(
        """
        mkdir bin; mkfifo begun
        printf '#!/bin/sh\\ntrap "" TERM INT HUP\\necho $$ > begun\\nwhile :; do sleep 1; done\\n' > bin/gnuplot
        chmod +x bin/gnuplot
        PATH=$PWD/bin:$PATH exec env --default-signal=INT,HUP \(Self.assess) & run=$!
        read gnuplot < begun
        kill -\(signal) $run; wait $run; echo $?
        kill -0 $gnuplot 2> /dev/null && echo lives
        rm -r bin begun
        """, in: folder)
      #expect(result.standardOutput == "\(status)\n", "\(result)")
      #expect(try folder.names.isEmpty)
    }
  }
}
