/// Something that a suite may say: one of the questions that are asked of samples, under the name that it has on the
/// command line.
public struct SuiteKey: Sendable {
  /// What its value may be.
  public enum Kind: Sendable {
    /// A string.
    case text
    /// A string or a number.
    case word
    /// A number.
    case number
    /// true or false.
    case flag
    /// Strings or numbers, which make one value with commas between them.
    case list
    /// Strings, each a value of its own.
    case words
    /// A table of numbers, each a value NAME=x.
    case table
  }

  /// The part of the template in which it stands.
  public enum Part: String, Sendable, CaseIterable {
    case samples = "What is weighed: files, or a program that draws."
    case ensemble = "What the samples claim to be."
    case order = "What is known of their order."
    case standard = "How they are judged."
    case results = "Where it goes."
    case tolerances = "Effects that are of no consequence, by check, in its unit."
  }

  /// The name.
  public let name: String
  /// What its value may be.
  public let kind: Kind
  /// Where it stands in the template.
  public let part: Part
  /// One line that says what it decides.
  public let summary: String
  /// A value as TOML writes it: what holds if nothing is said, or an example.
  public let example: String

  init(_ name: String, _ kind: Kind, _ part: Part, _ example: String, _ summary: String) {
    self.name = name
    self.kind = kind
    self.part = part
    self.example = example
    self.summary = summary
  }
}

/// Everything that a suite may say, in the order of the template.
public let allSuiteKeys: [SuiteKey] = [
  SuiteKey(
    "files", .words, .samples, #"["samples.npy"]"#,
    "Files of samples; FILE@T says the temperature of one."),
  SuiteKey("array", .text, .samples, #""samples""#, "The array to read from an .npz archive."),
  SuiteKey(
    "temperature-array", .text, .samples, #""T""#,
    "The temperature of each sample: an array, a file or a column."),
  SuiteKey(
    "inverse-temperature-array", .text, .samples, #""beta""#, "The same as inverse temperatures."),
  SuiteKey(
    "generator", .text, .samples, #""python3 sample.py --T {temperature} --n {count} {output}""#,
    "A program that draws the samples."),
  SuiteKey("shell", .flag, .samples, "false", "Whether the program is a line for /bin/sh."),
  SuiteKey(
    "count", .number, .samples, "10000", "Configurations that it draws at each temperature."),
  SuiteKey(
    "time-limit", .number, .samples, "3600", "Seconds that it may take for one temperature."),
  SuiteKey(
    "deterministic", .flag, .samples, "false",
    "Whether one seed is claimed to give the same samples each time."),
  SuiteKey(
    "until-decided", .flag, .samples, "false",
    "Whether it draws twice as many again and again until there is a verdict."),
  SuiteKey("max", .number, .samples, "1000000", "The most configurations that it then draws."),

  SuiteKey(
    "temperature", .word, .ensemble, "2.269", #"T in units of J/k_B, or "fit"."#),
  SuiteKey(
    "temperatures", .list, .ensemble, #""1.0:3.2:0.1""#,
    "Those at which the program draws: first:last:step, or a list."),
  SuiteKey(
    "total-spin", .number, .ensemble, "0", "The conserved sum of the spins; free if not said."),
  SuiteKey("size", .number, .ensemble, "8", "L; needed for a program, and where a file fits two."),
  SuiteKey(
    "reference", .text, .ensemble, #""exact""#, "exact, monte-carlo, or a file taken as the truth."),
  SuiteKey(
    "reference-count", .number, .ensemble, "10000", "Configurations of a Monte Carlo reference."),
  SuiteKey("training", .text, .ensemble, #""training.npy""#, "What the model was trained on."),
  SuiteKey(
    "log-probability", .text, .ensemble, #""log_prob""#, "ln q of each sample: a file or an array."),
  SuiteKey(
    "log-weights", .text, .ensemble, #""log_weights""#, "In place of ln q: ln of exp(-H/T)/q."),
  SuiteKey(
    "probe", .text, .ensemble, #""probe.npy""#, "Perfect samples that the model has scored."),
  SuiteKey(
    "probe-log-probability", .text, .ensemble, #""probe_log_prob.npy""#, "ln q of those."),

  SuiteKey(
    "independent", .flag, .order, "false", "Whether successive samples are claimed independent."),
  SuiteKey(
    "effective-count", .number, .order, "1000",
    "The independent draws that shuffled samples are worth."),
  SuiteKey("tau", .number, .order, "10", "The autocorrelation time of the chain before a shuffle."),

  SuiteKey(
    "standard", .text, .standard, #""exact""#,
    "exact: every proved difference fails; practical: one inside the tolerance does not."),
  SuiteKey(
    "false-alarm-rate", .number, .standard, "0.001",
    "Probability that correct samples fail any check."),
  SuiteKey("seed", .number, .standard, "20210312", "Of the random numbers."),
  SuiteKey("thorough", .flag, .standard, "false", "Whether checks that take seconds are added."),
  SuiteKey(
    "only", .words, .standard, #"["mean-energy", "energy-variance"]"#,
    "These checks and no others."),
  SuiteKey("without", .words, .standard, #"["translation-symmetry"]"#, "All checks but these."),
  SuiteKey(
    "baseline", .text, .standard, #""baseline.json""#, "Fail only where a check got worse since."),

  SuiteKey("output", .text, .results, #""report""#, "The folder of the report files."),
  SuiteKey(
    "format", .list, .results, #"["json", "html"]"#, "json, markdown, html, junit, or none."),
  SuiteKey("history", .text, .results, #""runs.db""#, "The history that the run is added to."),
  SuiteKey("label", .text, .results, #""nightly""#, "What the run is called there."),

  SuiteKey("tolerance", .table, .tolerances, "mean-energy = 0.01", "CHECK = x"),
]
