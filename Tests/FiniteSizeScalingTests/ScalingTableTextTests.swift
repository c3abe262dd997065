import Testing

@testable import FiniteSizeScaling

@Suite struct ScalingTableTextTests {
  private func read(
    _ text: String, _ request: ScalingTableRequest = .init()
  ) throws -> ScalingTableText {
    try ScalingTableText(Array(text.utf8), request, name: "t.csv")
  }

  /// Headers, what the control parameter is called, and which column holds 0.5.
  static let headers: [(header: String, control: String, line: String)] = [
    ("L,p,value,error", "p", "8,0.3,0.5,0.1"),
    ("L,p,P,error", "p", "8,0.3,0.5,0.1"),
    ("L,h,M,dM", "h", "8,0.3,0.5,0.1"),
    ("L,lambda,U4,err", "lambda", "8,0.3,0.5,0.1"),
    ("L,W,r,dr", "W", "8,0.3,0.5,0.1"),
    ("L,foo,bar,error", "foo", "8,0.3,0.5,0.1"),
    ("L,T,chi,chi_err", "T", "8,0.3,0.5,0.1"),
    ("L,K,error,binder", "K", "8,0.3,0.1,0.5"),
    ("N,g,gap,std", "g", "8,0.3,0.5,0.1"),
    ("t,p,rho,err", "p", "8,0.3,0.5,0.1"),
    ("run,L,T,value,error", "T", "1,8,0.3,0.5,0.1"),
    ("L,beta,value,error", "β", "8,0.3,0.5,0.1"),
  ]

  @Test(arguments: headers.indices)
  func `A header may name any control parameter and value`(index: Int) throws {
    let (header, control, line) = Self.headers[index]
    let text = try read("\(header)\n\(line)\n")
    #expect(text.columns.controlParameter.symbol == control)
    #expect(
      text.rows.map(\.point) == [ScalingPoint(size: 8, control: 0.3, value: 0.5, error: 0.1)])
  }

  @Test func `Columns may be counted`() throws {
    let request = ScalingTableRequest(columns: ["L": 0, "x": 1, "value": 3, "error": 5])
    let text = try read("8 0.3 7 0.5 7 0.1 9\n", request)
    #expect(text.columns.controlParameter.symbol == "x")
    #expect(
      text.rows.map(\.point) == [ScalingPoint(size: 8, control: 0.3, value: 0.5, error: 0.1)])
  }

  @Test func `Exponents may have the D of FORTRAN`() throws {
    let text = try read("8 3.0D-01 5.0d-1 1D-1\n")
    #expect(
      text.rows.map(\.point) == [ScalingPoint(size: 8, control: 0.3, value: 0.5, error: 0.1)])
  }

  @Test func `There may be a column for each size`() throws {
    let text = try read("T,L=8,err_L=8,L=16,err_L=16\n0.3,0.5,0.1,0.6,0.2\n0.4,0.7,0.1,,\n")
    #expect(
      text.rows.map(\.point) == [
        ScalingPoint(size: 8, control: 0.3, value: 0.5, error: 0.1),
        ScalingPoint(size: 16, control: 0.3, value: 0.6, error: 0.2),
        ScalingPoint(size: 8, control: 0.4, value: 0.7, error: 0.1),
      ])
    let plain = try read("T,8,16\n0.3,0.5,0.6\n", .init(needsErrors: false))
    #expect(plain.rows.map(\.point.size) == [8, 16])
  }

  @Test func `Several observables stand side by side`() throws {
    let text = try read(
      "L,T,B,dB,M,dM\n8,0.3,0.5,0.1,0.6,0.2\n", .init(observables: ["M", "B"]))
    #expect(text.columns.observables == ["M", "B"])
    #expect(text.rows.map(\.observable) == [0, 1])
    #expect(text.rows.map(\.point.value) == [0.6, 0.5])
    #expect(text.rows.map(\.point.error) == [0.2, 0.1])
  }

  @Test func `A point without scatter is left out of all seeds`() throws {
    var groups = ScalingTableGroups()
    let lines = [
      "1,8,0.1,1,0", "1,8,0.3,0.5,0.1", "1,16,0.1,0.9,0.1", "1,16,0.3,0.4,0.1",
      "2,8,0.1,0.9,0.1", "2,8,0.3,0.6,0.1", "2,16,0.1,1,0.0", "2,16,0.3,0.3,0.1",
    ]
    let text = try read("seed,L,T,value,error\n" + lines.joined(separator: "\n"))
    for row in text.rows { try groups.add(row, of: "t.csv", symbol: "T") }
    #expect(groups.leaveOutZeroErrors() == 2)
    let data = try groups.data(controlParameter: .temperature, configurations: .shared)
    #expect(data.seeds.map { $0.points.map(\.control) } == [[0.3, 0.3], [0.3, 0.3]])
    #expect(groups.leaveOutZeroErrors() == 0)
    #expect(throws: ScalingTextError.self) {
      try read("8,0.1,1,0\n", .init(leavesOutZeroErrors: false))
    }
  }

  static let refused: [(header: String, saying: String)] = [
    ("L,T,value", "without a column for the error"),
    ("L,value,error", "column for the temperature"),
    ("T,value,error", "column for the size"),
    ("L,T,value,error,error", "two columns for the error"),
  ]

  @Test(arguments: refused.indices)
  func `A header that does not say enough is refused`(index: Int) throws {
    let (header, saying) = Self.refused[index]
    #expect {
      try read("\(header)\n1,2,3,4,5\n")
    } throws: { "\($0)".contains(saying) }
  }
}
