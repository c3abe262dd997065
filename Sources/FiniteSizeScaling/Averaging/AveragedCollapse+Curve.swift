import Glibc

/// The curve of the heaviest model, which is what a picture of the collapse shows.
extension AveragedCollapse {
  /// The points of an observable that the heaviest model uses.
  public func table(of observable: Int = 0) -> ScalingTable? {
    let model = average.heaviest
    let points = data.selection(
      smallest: model.smallest, halfWidth: model.halfWidth, around: data.fitted(center))
    return try? ScalingTable(
      points[observable].map(\.point),
      controlParameter: observables[observable].data.table.controlParameter)
  }

  /// x of a point: (t + B t²) L^(1/ν) with the parameters of the heaviest model.
  public func scaledControl(of point: ScalingPoint) -> Double {
    let parameters = average.heaviest.fit.parameters
    let t = data.unit.fitted(point.control) - parameters.criticalPoint
    return (t + parameters.nonlinearity * t * t) * data.unit.width
      * pow(point.size, parameters.inverseNu)
  }

  /// L^(-X) value without the correction of the heaviest model, and the error.
  public func scaledValue(
    of point: ScalingPoint, observable: Int = 0
  ) -> (value: Double, error: Double) {
    let fit = average.heaviest.fit
    let factor = pow(point.size, -fit.parameters.dimensions[observable])
    return (
      factor * (point.value - correction(to: point, observable: observable)), factor * point.error
    )
  }

  /// f(x) of the heaviest model.
  public func scalingFunction(_ x: Double, observable: Int = 0) -> Double {
    let fit = average.heaviest.fit
    let u = x / (data.unit.width * exp(fit.parameters.inverseNu * data.unit.logSize) * fit.scale)
    return exp(-fit.parameters.dimensions[observable] * data.unit.logSize)
      * series(u, observable, 0...average.heaviest.form.degree)
  }

  /// L^(-X) value of the heaviest model at a size and control parameter, with its correction.
  func scaledCurve(size: Double, control: Double) -> Double {
    let point = ScalingPoint(size: size, control: control, value: 0, error: 1)
    let factor = pow(size, -average.heaviest.fit.parameters.dimensions[0])
    return scalingFunction(scaledControl(of: point)) + factor * correction(to: point, observable: 0)
  }

  /// What the irrelevant field of the heaviest model adds to a value.
  private func correction(to point: ScalingPoint, observable: Int) -> Double {
    let model = average.heaviest
    guard let correction = model.form.correction else { return 0 }
    let logSize = log(point.size) - data.unit.logSize
    let u =
      scaledControl(of: point)
      / (data.unit.width * exp(model.fit.parameters.inverseNu * data.unit.logSize)
        * model.fit.scale)
    let first = model.form.degree + 1
    return exp((model.fit.parameters.dimensions[observable] - correction.exponent) * logSize)
      * series(u, observable, first...first + correction.terms - 1)
  }

  private func series(_ u: Double, _ observable: Int, _ places: ClosedRange<Int>) -> Double {
    let first = observable * average.heaviest.form.coefficientCount
    var (last, next, sum) = (u, 1.0, 0.0)
    for place in places {
      sum += average.heaviest.fit.coefficients[first + place] * next
      (last, next) = (next, 2 * u * next - last)
    }
    return sum
  }

  /// S of the points that the heaviest model uses, without its correction and about its f.
  ///
  /// S takes the curve for straight between neighbouring points. Where these are far apart or very precise the bend
  /// between them would count as a bad collapse; what is left of the points about f has no bend.
  public func quality(observable: Int = 0) -> CollapseQuality? {
    guard let table = table(of: observable) else { return nil }
    let parameters = average.heaviest.fit.parameters
    var critical = data.critical(parameters)
    critical.scalingDimension = parameters.dimensions[observable]
    let points = table.points.map { point in
      let t = data.unit.fitted(point.control) - parameters.criticalPoint
      return ScalingPoint(
        size: point.size,
        control: point.control + data.unit.width * parameters.nonlinearity * t * t,
        value: point.value - correction(to: point, observable: observable)
          - pow(point.size, critical.scalingDimension)
          * scalingFunction(scaledControl(of: point), observable: observable),
        error: point.error)
    }
    return (try? ScalingTable(points)).map { CollapseQuality(of: $0, at: critical) }
  }
}

/// What the models say about corrections.
extension AveragedCollapse {
  /// ω, the mean over models with a correction; 1 where none has a weight to speak of.
  public var meanExponent: Double {
    let corrected = average.restricted { $0.form.correction != nil }
    return corrected.map {
      $0.models.reduce(0) { $0 + $1.weight * $1.model.form.correction!.exponent }
    } ?? 1
  }

  /// Whether the data need a correction, and the smallest of all ω more clearly than others: by more than
  /// e³ in likelihood, which noise does once in a hundred tables.
  var correctionsAreSlow: Bool {
    func best(_ condition: (ScalingModel) -> Bool) -> Double {
      average.models.filter { condition($0.model) }.map(\.model.logLikelihood).max() ?? -.infinity
    }
    let slow = best { $0.form.correction.map { $0.exponent <= 0.4 } ?? false }
    let fast = best { $0.form.correction.map { $0.exponent >= 0.65 } ?? true }
    return slow - fast > 3
  }
}
