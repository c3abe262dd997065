import Judgement

/// What every document has, whatever it reports on: a verdict on a subject and what it means, pictures,
/// remarks, and how to do it again.
///
/// The frames around it are the same for all: `TerminalPage`, `markdown(figures:)`, `page(gnuplot:)`. What
/// stands between heading and remarks is the document's own and differs with the medium: a terminal has no
/// room for what a page folds away.
protocol Document: Sendable {
  var verdict: Verdict { get }
  /// The verdict in a word that suits the subject.
  var verdictLabel: String { get }
  var subject: String { get }
  /// What the verdict means, in a sentence.
  var conclusion: String { get }
  /// How many findings came to each verdict; empty where there are no findings.
  var tallies: [(verdict: Verdict, count: Int, label: String)] { get }
  var illustrations: [Illustration] { get }
  /// Remarks, one sentence each.
  var notes: [String] { get }
  /// Seed of every random number used.
  var seed: UInt64 { get }
  /// The command that does it again; nil where a program did it through the library.
  var command: String? { get }
  /// The version of Steelyard.
  var version: String { get }

  /// The kind of document and what it is about, for the head of a page, as markup.
  var brand: String { get }
  /// The heading over the pictures.
  var figuresTitle: String { get }
  /// What stands on a page between the head and the pictures, as markup.
  var pageSections: [String] { get }
  /// What stands in Markdown between the heading and the pictures.
  var markdownFindings: [String] { get }
  /// What stands in Markdown behind the pictures, such as the numbers behind the verdicts.
  var markdownParticulars: [String] { get }

  /// The document for programs.
  func json() throws -> String
  /// The document as test results; nil where it has no findings.
  var junit: String? { get }
}

extension Document {
  /// The verdict for a headline.
  var headline: String { verdictLabel.uppercased() }

  /// Those of the pictures that are charts.
  var charts: [SeriesChart] {
    illustrations.compactMap { if case .chart(let chart) = $0 { chart } else { nil } }
  }

  /// Those of the pictures that are matrices.
  var matrices: [MatrixPicture] {
    illustrations.compactMap { if case .matrix(let matrix) = $0 { matrix } else { nil } }
  }

  var junit: String? { nil }
}
