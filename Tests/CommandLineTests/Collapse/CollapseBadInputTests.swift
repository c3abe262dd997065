import Testing

extension BadInput {
  /// A file that is no table to collapse.
  private static func table(
    _ description: String, _ text: String, _ options: [String] = [], saying: String...
  ) -> BadInput {
    BadInput(
      description, files: ["t.csv": Array(text.utf8)], ["collapse", "t.csv"] + options,
      saying: ["t.csv"] + saying)
  }

  static let collapse: [BadInput] = {
    let rows = CollapseTable().rows
    let good = CollapseTable.text(rows)
    func changed(_ change: (inout CollapseTable.Row) -> Void) -> String {
      CollapseTable.text(
        rows.map { row in
          var row = row
          change(&row)
          return row
        })
    }
    let seeds =
      "seed,L,T,value,error\n"
      + rows.map { row in "1,\(row.numbers.map { "\($0)" }.joined(separator: ","))\n" }.joined()
    return [
      .table("an empty file", "", saying: "found an empty file"),
      .table("blank lines", "\n\n# nothing\n", saying: "found no points"),
      .table("a header alone", "L,T,value,error\n", saying: "found no points"),
      .table(
        "one size", CollapseTable.text(rows.filter { $0.size == 12 }), saying: "one size only",
        "L = 12", "at least two"),
      .table(
        "fewer points than parameters", CollapseTable.text([rows[0], rows[9], rows[40], rows[60]]),
        saying: "4 points for 5 parameters"),
      .table(
        "fewer points than asked for", CollapseTable(pointCount: 3).csv, ["--degree", "10"],
        saying: "12 points for 13 parameters"),
      .table(
        "no errors", changed { $0.error = 0 }, saying: "an error of 0 at every point", "scatter"),
      .table("a negative error", good + "12,9,0.5,-1\n", saying: "line 102", "\"-1\" as the error"),
      .table("a size of 0", good + "0,9,0.5,1\n", saying: "line 102", "\"0\" as the size"),
      .table("a NaN", good + "12,9,nan,1\n", saying: "line 102", "\"nan\" as the value", "finite"),
      .table(
        "an infinity", good + "12,inf,1,1\n", saying: "line 102", "\"inf\" as the temperature"),
      .table("a word", good + "12,9,hot,1\n", saying: "line 102", "\"hot\" as the value"),
      .table("an escape sequence", good + "12,9,\u{1B}[2J,1\n", saying: "line 102", "\\u{1B}"),
      .table("an empty field", good + "12,,0.5,1\n", saying: "line 102", "\"\" as the temperature"),
      .table("a short line", good + "12,9,0.5\n", saying: "line 102", "3 fields", "wanted 4"),
      .table("a long line", good + "12,9,0.5,1,1\n", saying: "line 102", "5 fields", "wanted 4"),
      .table(
        "no column of errors", "L,T,value\n12,1,1\n", saying: "line 1",
        "without a column for the error"),
      .table(
        "two columns of T", "L,T,temperature,value,error\n12,1,1,1,1\n", saying: "line 1",
        "two columns for the temperature"),
      .table(
        "a point twice", good + "12,\(rows[0].control),0.5,1\n", saying: "line 102",
        "again, first on line 2", "seed or replicate"),
      .table(
        "T before L", changed { ($0.size, $0.control) = ($0.control, $0.size) }, saying: "sizes"),
      .table(
        "a window without points", good, ["--half-width", "1e-9"],
        saying: "near the critical point",
        "no points"),
      .table("seeds of different points", seeds + "2,12,2.3,0.5,1\n", saying: "100 and 1 points"),
      BadInput(
        "an image", files: ["t.csv": [0x89, 0x50, 0x4E, 0x47, 0, 1, 2]], ["collapse", "t.csv"],
        saying: ["t.csv", "no text"]),
      BadInput(
        "bytes that are not UTF-8", files: ["t.csv": Array(good.utf8) + [0x23, 0xFF, 0x0A]],
        ["collapse", "t.csv"], saying: ["t.csv", "no text"]),
      BadInput(
        "a point in two files", files: ["a.csv": Array(good.utf8), "b.csv": Array(good.utf8)],
        ["collapse", "a.csv", "b.csv"], saying: ["b.csv: line 2", "line 2 of a.csv"]),
      BadInput(
        "T in one file and β in another",
        files: [
          "a.csv": Array(good.utf8),
          "b.csv": Array(good.replacing("L,T", with: "L,beta").utf8),
        ],
        ["collapse", "a.csv", "b.csv"], saying: ["b.csv", "a column of β", "T, as in a.csv"]),
      BadInput("a missing file", ["collapse", "no.csv"], saying: ["no.csv", "no such file"]),
      BadInput("a folder", ["collapse", "."], saying: ["a directory"]),
      BadInput(
        "a device without end", ["collapse", "/dev/zero"], saying: ["/dev/zero", "128 MiB"]),
      BadInput("empty standard input", ["collapse", "-"], saying: ["standard input", "empty"]),
      BadInput(
        "a place for a report that is none",
        files: ["t.csv": Array(good.utf8), "file": []],
        ["collapse", "t.csv", "--output", "file/r"], saying: ["file/r", "Not a directory"]),
    ]
  }()
}

extension `Bad input gets one clear line, exit status 65, and nothing is written` {
  @Test(arguments: BadInput.collapse)
  func `for a collapse`(input: BadInput) async throws {
    try await expectRefusal(of: input)
  }
}
