import ArgumentParser
import Foundation
import Storage

/// What a run is handed to, to be computed in shares.
enum BatchSystem: String, CaseIterable, ExpressibleByArgument {
  /// A shell script that submits a job array and, once all of it is done, the reduction.
  case slurm
  /// A Snakefile with a rule for the shares and one for the reduction.
  case snakemake
  /// A line for the shell, of one machine.
  case xargs
}

/// The script by which a batch system computes a run: shares of its units, then the reports.
///
/// What users of schedulers ask for decides its form: a share loops over its units in one process, since many jobs of
/// seconds choke a scheduler; nothing is asked of the scheduler from inside; the number of units is not that of the
/// jobs. Units that are finished are skipped, so that the same script is submitted again for what failed, was killed
/// or ended early.
struct BatchScript {
  /// The folder in which the command is called.
  let folder: String
  /// The path of the run directory.
  let run: String
  /// The command that computes the share of the number `BatchScript.share`.
  let share: String
  /// The command that lists a command for each unit that is left.
  let list: String
  /// The command that makes the reports.
  let reduce: String
  let shareCount: Int
  /// Units that a share computes at once.
  let cores: Int
  /// How long a share may take: until it begins nothing more, and the longest unit.
  let seconds: Double
  /// One sentence on how much it is.
  let amount: String

  /// What stands in a command for the number of a share.
  static let share = "SHARE"

  /// What `system` cannot have in the names of folders; nil where all is well.
  func objection(of system: BatchSystem) -> String? {
    let names = [folder, run]
    if names.contains(where: {
      $0.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }) {
      return "control characters in the name of a folder"
    }
    let isTemplate = system == .snakemake && names.contains { $0.contains { "{}".contains($0) } }
    return isTemplate ? "{ or } in the name of a folder" : nil
  }

  func text(for system: BatchSystem) -> String {
    switch system {
    case .slurm: slurm
    case .snakemake: snakemake
    case .xargs: xargs
    }
  }

  private func share(_ number: String) -> String {
    share.replacing("\(Self.share)/\(shareCount)", with: "\(number)/\(shareCount)")
  }

  /// With five minutes to spare.
  private var minutes: Int { Int((seconds / 60).rounded(.up)) + 5 }

  /// The log of a job, as a word for the shell; Slurm fills in what stands behind %.
  private func log(_ name: String) -> String {
    shellQuoted("\(run.replacing("%", with: "%%"))/logs/\(name).log")
  }

  private var slurm: String {
    """
    #!/bin/bash
    # \(amount)
    # Call it with bash; it submits two jobs. Call it again for what failed, was killed or ended with status 75.
    set -euo pipefail
    cd \(shellQuoted(folder))
    mkdir -p \(shellQuoted(run + "/logs"))
    array=$(sbatch --parsable --output=\(log("%A-%a")) <<'END'
    #!/bin/bash
    #SBATCH --job-name=steelyard
    #SBATCH --array=0-\(shareCount - 1)
    #SBATCH --cpus-per-task=\(cores)
    #SBATCH --time=\(minutes)
    #SBATCH --signal=B:USR1@60
    exec \(share("$SLURM_ARRAY_TASK_ID"))
    END
    )
    sbatch --dependency=afterok:$array --kill-on-invalid-dep=yes --output=\(log("%j-reduce")) <<'END'
    #!/bin/bash
    #SBATCH --job-name=steelyard-reduce
    #SBATCH --time=60
    exec \(reduce)
    END

    """
  }

  private var snakemake: String {
    // Snakemake fills in what stands in braces.
    func literal(_ line: String) -> String {
      let escaped = line.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
      return "\"\(escaped)\""
    }
    func plain(_ text: String) -> String {
      text.replacing("{", with: "{{").replacing("}", with: "}}")
    }
    let mark = "\(run)/shares/{share}"
    let shares = "expand(\(literal(mark)), share=range(\(shareCount)))"
    return """
      # \(amount)
      # A share that ends with status 75 has units left: call snakemake again.
      workdir: \(literal(folder))

      rule reduce:
          input: \(shares)
          shell: \(literal(plain(reduce)))

      rule share:
          output: touch(\(literal(mark)))
          shell: \(literal(plain(share("SHARE-NUMBER")).replacing("SHARE-NUMBER", with: "{wildcards.share}")))

      """
  }

  private var xargs: String {
    """
    # \(amount)
    cd \(shellQuoted(folder)) &&
      \(list) | xargs -r -d '\\n' -n 1 -P \(shareCount) sh -c &&
      \(reduce)

    """
  }
}
