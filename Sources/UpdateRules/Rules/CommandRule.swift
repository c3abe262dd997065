import DataFiles
import Programs
import Reporting
import SpinSystems

/// A program of somebody's own as an update rule.
///
/// A line for the shell, in which {input} stands for a `.npy` file of configurations (int8, ±1, [n, L, L]),
/// {output} for the file that the program is to write, in any form that `SampleFile` reads, and {seed} for a
/// number that is another one in each application. Without {input} the configurations come on standard input,
/// without {output} they are expected on standard output.
public struct CommandRule: UpdateRule {
  /// The line, with its placeholders.
  public let command: String
  /// How long one application may take before the program, and all that it started, is killed.
  public let timeLimit: Duration

  public var name: String { command }

  /// A program by its line; nothing is run yet.
  public init(_ command: String, timeLimit: Duration = .seconds(600)) {
    self.command = command
    self.timeLimit = timeLimit
  }

  public func applied(to samples: SampleSet, seed: UInt64) async throws -> SampleSet {
    let template = CommandTemplate(command)
    let program = UserProgram(command, timeLimit: timeLimit)
    let folder = try ScratchFolder()
    let (input, output) = (folder.file("input.npy"), folder.file("output.npy"))
    try SampleFile.writeNPY(samples, to: input)
    try await program.run(
      .shell(template.line(["input": input, "output": output, "seed": "\(seed >> 33)"])),
      input: template.uses("input") ? nil : input,
      output: template.uses("output") ? nil : output, in: folder)
    let moved = try folder.samples(
      from: "output.npy", of: program, size: samples.lattice.size
    ).samples
    guard moved.count == samples.count else {
      throw ProgramError.count(command, found: moved.count, wanted: samples.count)
    }
    return moved
  }

  public func remarks(applications: Int) -> [String] {
    guard applications > 1, !command.contains("{seed}") else { return [] }
    return [
      "The program is not told a seed. If it draws the same random numbers in each application, "
        + "\(applications) of them are not a chain, and may fail where one passes; {seed} is another number in each."
    ]
  }
}
