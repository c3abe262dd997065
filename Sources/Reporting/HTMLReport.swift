import Validation

/// A report as one HTML page.
public enum HTMLReport {
  public static func render(_ report: Report) async -> String {
    let table = TerminalTable(color: false).render(report).escapedForMarkup
    return "<!doctype html><meta charset=\"utf-8\"><title>Steelyard</title><pre>\(table)</pre>\n"
  }
}
