import Foundation
import Statistics

/// Amounts by row and column, such as the smallest amount of a fault that a check catches: the smaller an
/// amount, the darker its cell.
public struct MatrixPicture: Sendable, Equatable, Codable {
  /// What stands above the picture.
  public var title: String
  /// The names of the rows and columns.
  public var rows, columns: [String]
  /// The amounts by rows, between 0 and 1; nil leaves a cell empty.
  public var cells: [[Double?]]

  /// - Precondition: a row of cells for each of `rows`, a cell in it for each of `columns`.
  public init(title: String, rows: [String], columns: [String], cells: [[Double?]]) {
    precondition(cells.count == rows.count && cells.allSatisfy { $0.count == columns.count })
    self.title = title
    self.rows = rows
    self.columns = columns
    self.cells = cells
  }
}

extension MatrixPicture {
  private static let (cellWidth, cellHeight) = (34, 20)
  private static let nameWidth = 150

  var width: Int { Self.nameWidth + Self.cellWidth * columns.count + 70 }
  /// Room for the longest name of a column, which leans by 55°; a character is some 6.2 wide.
  private var headHeight: Int {
    16 + Int(6.2 * 0.82 * Double(columns.map(\.count).max() ?? 0))
  }

  var height: Int { headHeight + Self.cellHeight * rows.count + 10 }

  /// The shapes and texts of the picture, in its own units.
  var drawing: String {
    let heads = columns.enumerated().map { index, name in
      let x = Self.nameWidth + Self.cellWidth * index + Self.cellWidth / 2 + 4
      return "<text transform=\"translate(\(x) \(headHeight - 8)) rotate(-55)\">"
        + "\(HTMLReport.text(name))</text>"
    }
    let lines = rows.indices.map { row in
      let y = headHeight + Self.cellHeight * row
      let shapes = columns.indices.compactMap { column -> String? in
        cells[row][column].map { cell($0, x: Self.nameWidth + Self.cellWidth * column, y: y) }
      }
      return "<text x=\"\(Self.nameWidth - 8)\" y=\"\(y + 14)\" text-anchor=\"end\">"
        + "\(HTMLReport.text(rows[row]))</text>\(shapes.joined())"
    }
    let (right, bottom) = (
      Self.nameWidth + Self.cellWidth * columns.count,
      headHeight + Self.cellHeight * rows.count
    )
    let rules =
      (0...rows.count).map {
        "M\(Self.nameWidth) \(headHeight + Self.cellHeight * $0)H\(right)"
      }
      + (0...columns.count).map {
        "M\(Self.nameWidth + Self.cellWidth * $0) \(headHeight)V\(bottom)"
      }
    return """
      <g font-size="11" fill="var(--ink)">\((heads + lines).joined(separator: "\n"))
      <path d="\(rules.joined())" stroke="var(--rule)" stroke-width="1" fill="none"/></g>
      """
  }

  private func cell(_ amount: Double, x: Int, y: Int) -> String {
    // From 1, hardly coloured, to 10⁻³ and below.
    let decades = amount > 0 ? min(max(-log10(amount), 0), 3) : 3
    let opacity = decimal(0.12 + 0.78 * decades / 3, 2)
    let ink = decades > 1.6 ? "var(--surface)" : "var(--ink)"
    return "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(Self.cellWidth)\" height=\"\(Self.cellHeight)\""
      + " fill=\"var(--hue-1)\" fill-opacity=\"\(opacity)\"/>"
      + "<text x=\"\(x + Self.cellWidth / 2)\" y=\"\(y + 14)\" font-size=\"10\""
      + " text-anchor=\"middle\" fill=\"\(ink)\">\(brief(amount))</text>"
  }

  /// The picture as part of a page.
  var markup: String {
    """
    <figure class="plot"><h3>\(HTMLReport.text(title))</h3>
    <div class="scroll"><svg width="\(width)" height="\(height)" viewBox="0 0 \(width) \(height)" \
    role="img" aria-label="\(HTMLReport.text(title))">
    \(drawing)
    </svg></div>
    <details class="numbers"><summary>Numbers</summary>
    \(HTMLReport.markup(of: ValueTable(self)))</details></figure>
    """
  }

  /// The picture as a file of its own.
  var fileContents: String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
    viewBox="0 0 \(width) \(height)">
    <style>
    \(HTMLReport.palette)
    text { font-family: system-ui, sans-serif; }
    </style>
    <rect width="\(width)" height="\(height)" fill="var(--surface)"/>
    \(drawing)
    </svg>

    """
  }
}

extension ValueTable {
  init(_ matrix: MatrixPicture) {
    title = matrix.title
    columns = [""] + matrix.columns
    rows = matrix.rows.indices.map { row in
      [matrix.rows[row]] + matrix.cells[row].map { $0.map { brief($0) } ?? "" }
    }
  }
}
