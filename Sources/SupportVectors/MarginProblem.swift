import CSVM

/// The problem that libsvm solves, with the matrix of K in its own form.
struct MarginProblem {
  private let isOrdered: [Bool]
  /// Rows of 1 + n nodes: the number of the example, from 1, and K of it with each.
  private var nodes: [svm_node]

  /// - Parameter kernel: K of two examples; it is asked once for each pair.
  init(isOrdered: [Bool], kernel: (Int, Int) -> Double) {
    let count = isOrdered.count
    let width = count + 1
    self.isOrdered = isOrdered
    nodes = [svm_node](repeating: svm_node(index: 0, value: 0), count: count * width)
    for row in 0..<count {
      nodes[row * width] = svm_node(index: 0, value: Double(row + 1))
      for column in row..<count {
        let value = kernel(row, column)
        precondition(value.isFinite, "a kernel must be finite")
        nodes[row * width + column + 1] = svm_node(index: Int32(column + 1), value: value)
        nodes[column * width + row + 1] = svm_node(index: Int32(row + 1), value: value)
      }
    }
  }

  /// y_i α_i of all examples, and b.
  func solution(penalty: Double, tolerance: Double) -> (coefficients: [Double], offset: Double) {
    _ = Self.isSilent
    let count = isOrdered.count
    var parameters = svm_parameter()
    parameters.svm_type = Int32(C_SVC)
    parameters.kernel_type = Int32(PRECOMPUTED)
    parameters.C = penalty
    parameters.eps = tolerance
    parameters.shrinking = 1
    // In MB, as floats: room for every row.
    parameters.cache_size = Double(4 * count * (count + 16)) / 1_048_576 + 1
    var labels = isOrdered.map { $0 ? 1.0 : -1.0 }
    // libsvm does not write to the nodes, though its types would let it.
    return nodes.withUnsafeBufferPointer { nodes in
      labels.withUnsafeMutableBufferPointer { labels in
        let base = UnsafeMutablePointer(mutating: nodes.baseAddress!)
        var rows = (0..<count).map { UnsafeMutablePointer?(base + $0 * (count + 1)) }
        return rows.withUnsafeMutableBufferPointer { rows in
          var problem = svm_problem(
            l: Int32(count), y: labels.baseAddress, x: rows.baseAddress)
          if let fault = svm_check_parameter(&problem, &parameters) {
            preconditionFailure("libsvm: \(String(cString: fault))")
          }
          var model = svm_train(&problem, &parameters)
          defer { svm_free_and_destroy_model(&model) }
          return Self.solution(model!.pointee, count: count)
        }
      }
    }
  }

  /// libsvm takes the first label that it meets for positive.
  private static func solution(
    _ model: svm_model, count: Int
  ) -> (coefficients: [Double], offset: Double) {
    let sign: Double = model.label[0] > 0 ? 1 : -1
    var coefficients = [Double](repeating: 0, count: count)
    for place in 0..<Int(model.l) {
      coefficients[Int(model.sv_indices[place]) - 1] = sign * model.sv_coef[0]![place]
    }
    return (coefficients, -sign * model.rho[0])
  }

  /// libsvm prints how it fares unless it is given somewhere else to print.
  private static let isSilent: Bool = {
    svm_set_print_string_function { _ in }
    return true
  }()
}
