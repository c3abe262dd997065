/// A report in GitHub-flavoured Markdown, for example for the summary of a CI job.
public enum MarkdownReport {
  /// `report` with its findings worst first; long tables are folded away.
  public static func render(_ report: Report) -> String { report.markdown(figures: []) }

  /// Sentences as a list.
  static func list(_ sentences: [String]) -> String {
    sentences.map { "- \($0.escapedForMarkdown)" }.joined(separator: "\n")
  }

  /// A table; `alignment` has one letter a column, l or r. Cells are escaped here.
  static func table(
    _ columns: [String], alignment: String, rows: [[String]]
  ) -> String {
    let rules = alignment.map { $0 == "r" ? "---:" : "---" }
    let cells = ([columns] + rows).map { $0.map(\.escapedForMarkdown) }
    let lines = [cells[0], rules] + cells.dropFirst()
    return lines.map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }

  static func folded(_ title: String, _ content: String) -> String {
    "<details><summary>\(title.onOneLine.escapedForMarkup)</summary>\n\n\(content)\n\n</details>"
  }

  /// `text` between fences that are longer than any run of backticks in it.
  static func codeBlock(_ text: String) -> String {
    let line = text.onOneLine
    let longestRun = line.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: max(3, longestRun + 1))
    return "\(fence)\n\(line)\n\(fence)"
  }
}

extension StringProtocol {
  /// The text on one line, with everything that Markdown or HTML would take for markup escaped.
  var escapedForMarkdown: String {
    var text = ""
    for character in onOneLine {
      switch character {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "$", "!": text += "\\\(character)"
      default: text.append(character)
      }
    }
    return text
  }
}
