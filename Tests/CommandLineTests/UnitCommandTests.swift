import Foundation
import Testing

/// Draws configurations of 4 × 4 at T = 2, 2.5 and 3 into a.npy, b.npy and c.npy.
private func drawThree(in folder: Workspace) async throws {
  for (name, temperature) in [("a", "2"), ("b", "2.5"), ("c", "3")] {
    let drawn = try await SteelyardProcess.run(
      ["sample", "--size", "4", "--temperature", temperature, "--count", "2000"]
        + ["--output", "\(name).npy"], in: folder)
    try #require(drawn.status == 0, "\(drawn.standardError)")
  }
}

private let three = ["assess", "a.npy@2", "b.npy@2.5", "c.npy@3"]

@Suite struct `assess by units of work` {
  @Test func `gives the bytes that it gives in one go, whoever computed the units`() async throws {
    try await Workspace.with { folder in
      try await drawThree(in: folder)
      let whole = try await SteelyardProcess.run(three + ["--output", "whole"], in: folder)
      let lines = try await SteelyardProcess.shell(
        "steelyard \(three.joined(separator: " ")) --run run --list-units --commands "
          + "| head -n 2 | xargs -d '\\n' -n 1 -P 2 sh -c", in: folder)
      #expect(lines.status == 0, "\(lines.standardError)")
      let listed = try await SteelyardProcess.run(
        three + ["--run", "run", "--list-units", "--commands"], in: folder)
      #expect(listed.standardOutput.hasSuffix("--run run --unit 2\n"))
      #expect(listed.standardOutput.split(separator: "\n").count == 1)
      let early = try await SteelyardProcess.run(
        three + ["--run", "run", "--reduce", "--output", "early"], in: folder)
      #expect(early.standardError == "missing: samples/2-T3.0000\n")
      #expect(early.standardOutput.contains("Temperatures that are not weighed yet: 1."))
      for share in ["0/2", "1/2"] {
        let outcome = try await SteelyardProcess.run(
          three + ["--run", "run", "--shard", share], in: folder)
        #expect(outcome.status == 0, "\(outcome.standardError)")
      }
      let reduced = try await SteelyardProcess.run(
        three + ["--run", "run", "--reduce", "--output", "units"], in: folder)
      #expect(reduced.status == whole.status)
      for file in ["report.json", "report.html", "report.md", "T=2.5/report.json"] {
        let bytes = try folder.bytes(of: "whole/\(file)")
        #expect(try folder.bytes(of: "units/\(file)") == bytes, "\(file)")
      }
    }
  }

  @Test func `refuses units of other files, other questions, and what has no units`() async throws {
    try await Workspace.with { folder in
      try await drawThree(in: folder)
      let begun = try await SteelyardProcess.run(
        three + ["--run", "run", "--unit", "0"], in: folder)
      #expect(begun.status == 0, "\(begun.standardError)")
      let other = try await SteelyardProcess.run(
        three + ["--run", "run", "--reduce", "--seed", "3"], in: folder)
      other.expectOneLineOfError(saying: ["run holds a run with the command"])
      _ = try await SteelyardProcess.shell("cp a.npy b.npy", in: folder)
      let changed = try await SteelyardProcess.run(
        three + ["--run", "run", "--reduce"], in: folder)
      changed.expectOneLineOfError(saying: ["contents of b.npy"])
      let piped = try await SteelyardProcess.run(
        ["assess", "-", "--temperature", "2", "--run", "run"], in: folder)
      #expect(piped.status == 64)
    }
  }

  @Test func `writes a report for each of several files of one temperature`() async throws {
    try await Workspace.with { folder in
      try await drawThree(in: folder)
      let both = ["assess", "a.npy", "c.npy", "--temperature", "2"]
      let outcome = try await SteelyardProcess.run(both + ["--run", "run"], in: folder)
      #expect(outcome.status == 1)
      let plain = try await SteelyardProcess.run(both + ["--output", "plain"], in: folder)
      #expect(plain.status == 1)
      let bytes = try folder.bytes(of: "plain/c/report.json")
      #expect(try folder.bytes(of: "reports/c/report.json") == bytes)
    }
  }
}

@Suite struct `A run that is told to end` {
  /// A program that says that it was begun, and draws when it is let.
  private static let program = """
    #!/bin/sh
    echo $$ >> begun
    until [ -e go ]; do sleep 0.05; done
    steelyard sample --size 4 --temperature "$1" --count 200 --output "$2"
    """

  private static let assess =
    "steelyard assess --generator './draw {T} {output}' --size 4 --temperatures 2,3 --run run --shard 0/1"

  @Test(arguments: ["TERM", "INT", "HUP", "USR1"])
  func `by a signal ends at the edge of a unit with status 75`(signal: String) async throws {
    try await Workspace.with { folder in
      try Self.program.write(
        toFile: folder.path("draw"), atomically: true, encoding: .utf8)
      let line = """
        chmod +x draw
        env --default-signal=\(signal) \(Self.assess) & run=$!
        until [ -e begun ]; do sleep 0.05; done
        kill -\(signal) $run
        until kill -0 $run && grep -q ending err; do sleep 0.05; done
        touch go
        wait $run
        """
      let ended = try await SteelyardProcess.shell("exec 2> err\n\(line)", in: folder)
      #expect(ended.status == 75)
      #expect(ended.standardOutput == "unit 0: samples/0-T2.0000\n")
      let words = String(decoding: try folder.bytes(of: "err"), as: UTF8.self)
      #expect(words.contains("1 of 2 units are left; the same command goes on with them."))
      let rest = try await SteelyardProcess.shell(Self.assess, in: folder)
      #expect(rest.status == 0)
      #expect(rest.standardOutput == "unit 1: samples/1-T3.0000\n")
    }
  }

  @Test func `twice ends at once and takes the program with it`() async throws {
    try await Workspace.with { folder in
      try Self.program.write(
        toFile: folder.path("draw"), atomically: true, encoding: .utf8)
      let line = """
        chmod +x draw
        \(Self.assess) & run=$!
        until [ -e begun ]; do sleep 0.05; done
        kill -TERM $run
        until grep -q ending err; do sleep 0.05; done
        kill -TERM $run
        wait $run; status=$?
        ! kill -0 $(cat begun) && exit $status
        """
      let ended = try await SteelyardProcess.shell("exec 2> err\n\(line)", in: folder)
      #expect(ended.status == 128 + 15)
    }
  }

  @Test func `hears of it on a single core that is busy`() async throws {
    try await Workspace.with { folder in
      // A machine whose training takes a minute; what goes wrong is seen within ten seconds.
      let line = """
        core=$(taskset -cp $$ | sed 's/.*: //; s/[-,].*//')
        taskset -c $core steelyard reproduce F6c --scale paper --run run --unit 0 & run=$!
        until [ -e run/work ]; do sleep 0.05; done
        sleep 0.5
        kill -TERM $run
        tries=0
        until grep -q ending err || [ $tries = 200 ]; do sleep 0.05; tries=$((tries + 1)); done
        grep -q ending err || { kill -KILL $run; exit 1; }
        kill -TERM $run
        wait $run
        """
      let ended = try await SteelyardProcess.shell("exec 2> err\n\(line)", in: folder)
      #expect(ended.status == 128 + 15)
    }
  }

  @Test func `by nohup is not told by SIGHUP`() async throws {
    try await Workspace.with { folder in
      try Self.program.write(
        toFile: folder.path("draw"), atomically: true, encoding: .utf8)
      let line = """
        chmod +x draw
        nohup \(Self.assess) & run=$!
        until [ -e begun ]; do sleep 0.05; done
        kill -HUP $run
        touch go
        wait $run
        """
      let ended = try await SteelyardProcess.shell(line, in: folder)
      #expect(ended.status == 0, "\(ended.standardError)")
    }
  }

  @Test func `by its deadline`() async throws {
    try await Workspace.with { folder in
      let run = ["reproduce", "F1", "--run", "run", "--deadline", "0.000001s"]
      let ended = try await SteelyardProcess.run(run, in: folder)
      #expect(ended.status == 75)
      #expect(ended.standardError.hasPrefix("3 of 3 units are left"))
      let wrong = try await SteelyardProcess.run(
        ["reproduce", "F1", "--run", "run", "--deadline", "soon"], in: folder)
      #expect(wrong.status == 64)
    }
  }
}

@Suite struct `A run for a batch system` {
  @Test(arguments: [
    ("slurm", "steelyard.sbatch"), ("snakemake", "Snakefile"), ("xargs", "xargs.sh"),
  ])
  func `has the script that is shown`(system: String, file: String) async throws {
    try await Workspace.with { folder in
      let emitted = try await SteelyardProcess.shell(
        "steelyard reproduce --scale paper --run paper --emit \(system) --shares 8", in: folder)
      #expect(emitted.status == 0, "\(emitted.standardError)")
      let shown = try String(contentsOfFile: fixture("cluster/\(file)"), encoding: .utf8)
      // How much is left follows from the claims, and the folder is where one stands.
      func plain(_ text: String) -> String {
        text.split(separator: "\n").filter { !$0.contains("units are left, about") }
          .joined(separator: "\n")
          .replacing(/cd \S+/, with: "cd HERE").replacing(/workdir: .*/, with: "workdir: HERE")
          .replacing(/--time=\d+/, with: "--time=MINUTES")
      }
      #expect(plain(emitted.standardOutput) == plain(shown))
    }
  }

  @Test func `has shares of five minutes and more`() async throws {
    try await Workspace.with { folder in
      let emitted = try await SteelyardProcess.shell(
        "steelyard reproduce F1 --run run --emit slurm", in: folder)
      #expect(emitted.standardOutput.contains("#SBATCH --array=0-0\n"))
      let wrong = try await SteelyardProcess.shell(
        "steelyard reproduce F1 --run run --shares 3", in: folder)
      #expect(wrong.status == 64)
    }
  }

  @Test func `goes on after its end, and puts its options before odd names`() async throws {
    try await Workspace.with { folder in
      try await drawThree(in: folder)
      _ = try await SteelyardProcess.shell("mv a.npy ./-a.npy", in: folder)
      let line =
        "steelyard assess --only mean-energy --run run --output 'my report' --format json "
        + "--emit xargs -- -a.npy@2 > twice && sh twice > first; sh twice"
      let second = try await SteelyardProcess.shell(line, in: folder)
      #expect([0, 3].contains(second.status), "\(second.standardError)")
      #expect(FileManager.default.fileExists(atPath: folder.path("my report/report.json")))
      let empty = try await SteelyardProcess.run(three + ["--run", ""], in: folder)
      #expect(empty.status == 64)
    }
  }

  @Test func `does not believe units without the record that explains them`() async throws {
    try await Workspace.with { folder in
      try await drawThree(in: folder)
      let line = three + ["--run", "run", "--only", "mean-energy"]
      _ = try await SteelyardProcess.run(line, in: folder)
      _ = try await SteelyardProcess.shell("rm run/run.json", in: folder)
      let again = try await SteelyardProcess.run(line, in: folder)
      again.expectOneLineOfError(saying: ["run.json", "beside finished units"])
    }
  }

  @Test func `computes a unit again whose file was damaged, and lists it as left`() async throws {
    try await Workspace.with { folder in
      try await drawThree(in: folder)
      let line = three + ["--run", "run", "--only", "mean-energy", "--output", "out"]
      _ = try await SteelyardProcess.run(line, in: folder)
      let whole = try folder.bytes(of: "out/report.json")
      let damaged = try await SteelyardProcess.shell(
        "f=$(find run/units -name '*.json' | sort | head -n 1); : > $f; echo $f", in: folder)
      let path = damaged.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
      let list = try await SteelyardProcess.run(
        line + ["--list-units", "--commands"], in: folder)
      #expect(list.standardOutput.split(separator: "\n").count == 1)
      let reduced = try await SteelyardProcess.run(line + ["--reduce"], in: folder)
      #expect(reduced.status == 65)
      #expect(reduced.standardError.contains("\(path): "), "\(reduced.standardError)")
      let again = try await SteelyardProcess.run(line, in: folder)
      #expect(again.standardError.contains("\(path): not the result of that unit"))
      #expect(try folder.bytes(of: "out/report.json") == whole)
    }
  }

  @Test(arguments: [
    (["gone.npy@2"], "gone.npy"),
    (["a.npy@2", "--temperature", "3"], "a.npy@2 says its temperature"),
  ])
  func `is not made of files that are not there`(arguments: [String], part: String) async throws {
    try await Workspace.with { folder in
      try await drawThree(in: folder)
      let outcome = try await SteelyardProcess.run(
        ["assess"] + arguments + ["--run", "run", "--list-units"], in: folder)
      #expect([64, 65].contains(outcome.status))
      #expect(outcome.standardError.contains(part), "\(outcome.standardError)")
    }
  }

  @Test func `has logs in folders of any name, and says where that cannot be`() async throws {
    try await Workspace.with { folder in
      func emit(_ run: String, _ system: String) async throws -> ProcessResult {
        try await SteelyardProcess.run(
          ["reproduce", "F1", "--run", run, "--emit", system], in: folder)
      }
      let slurm = try await emit("my 100% run", "slurm")
      #expect(slurm.standardOutput.contains("--output='my 100%% run/logs/%A-%a.log'"))
      for (run, system) in [("a\nb", "slurm"), ("a{b}", "snakemake")] {
        let refused = try await emit(run, system)
        #expect(refused.status == 64)
        #expect(refused.standardError.contains("in the name of a folder"))
      }
    }
  }

  @Test func `loses no braces of a program's places to Snakemake`() async throws {
    try await Workspace.with { folder in
      let emitted = try await SteelyardProcess.shell(
        "steelyard assess --generator 'draw \"{T}\"' --size 4 --temperatures 2,3 --run run "
          + "--emit snakemake", in: folder)
      #expect(emitted.standardOutput.contains(#"'--generator=draw \"{{T}}\"'"#))
      #expect(emitted.standardOutput.contains("{wildcards.share}/1"))
    }
  }
}
