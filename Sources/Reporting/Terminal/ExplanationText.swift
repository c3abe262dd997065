import Judgement
import Storage

/// What a check is, as text for a terminal and as a document for programs.
public struct ExplanationText: Encodable, Sendable {
  let check: String
  let title: String
  let summary: String
  let equation: String
  let sees: String
  let blindTo: String
  let fault: OrNull<String>
  let references: [String]

  /// The explanation of `check`.
  public init(of check: any Check) {
    self.check = check.identifier
    title = check.title
    summary = check.summary
    let explanation = check.explanation
    equation = explanation.equation
    sees = explanation.sees
    blindTo = explanation.blindTo
    fault = OrNull(explanation.fault)
    references = explanation.references
  }

  /// Lines of at most `width` columns.
  public func text(width: Int) -> String {
    var lines = ["\(title) (\(check))"]
    func add(_ name: String, _ text: String) {
      let label = name.padded(to: 10)
      for (number, line) in text.wrapped(to: width - 12).enumerated() {
        lines.append((number == 0 ? "  \(label)" : String(repeating: " ", count: 12)) + line)
      }
    }
    add("asks", summary)
    add("computes", equation)
    add("sees", sees)
    add("not", blindTo)
    if let fault = fault.wrappedValue {
      add("caught", "the fault \(fault) of steelyard sample, among others")
    }
    for reference in references { add("from", reference) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// One document.
  public func json() throws -> String { try JSONText.indented(self) }
}
