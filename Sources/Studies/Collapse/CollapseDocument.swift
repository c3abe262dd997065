import FiniteSizeScaling
import Judgement
import Reporting
import Storage

/// What `steelyard collapse --json` prints. All keys are always there; null is what was not found.
struct CollapseDocument: Encodable {
  struct Parameter: Encodable {
    let value: OrNull<Double>
    /// The 95 % interval with everything in it; null where the parameter is held.
    let interval: OrNull<[Double]>
    let held: Bool
    /// What the interval would be if all models, or choices, said the same.
    let statisticalInterval: OrNull<[Double]>
    /// Standard errors.
    let configurationError: OrNull<Double>
    let seedError: OrNull<Double>
    /// The standard deviation between models, or what choices add.
    let choiceError: OrNull<Double>
  }

  struct Window: Encodable {
    let center: Double
    let nu: Double
    let halfWidth: Double
    let pointCount: Int
  }

  struct Point: Encodable {
    let size: Double
    let control: Double
    let value: Double
    let error: Double
    /// (T - T_c) L^(1/ν).
    let scaledControl: OrNull<EncodedNumber>
    /// L^(-X) value, and its error.
    let scaledValue: OrNull<EncodedNumber>
    let scaledError: OrNull<EncodedNumber>
    let isInWindow: Bool
  }

  struct Crossing: Encodable {
    let sizes: [Double]
    /// Null where the curves do not cross, or not clearly.
    let control: OrNull<Double>
    let error: OrNull<Double>
    /// How clearly: the difference on either side, in standard errors.
    let significance: OrNull<EncodedNumber>
  }

  /// Crossings against (L L′)^(-exponent/2).
  struct Extrapolation: Encodable {
    let exponent: Double
    let criticalPoint: Double
    let error: Double
  }

  struct Other: Encodable {
    let name: String
    let criticalPoint: OrNull<Parameter>
    let nu: OrNull<Parameter>
    let scalingDimension: OrNull<Parameter>
    /// The weight of these models; null of another method or choice.
    let weight: OrNull<Double>
    /// Why there is no result.
    let failure: OrNull<String>
  }

  /// A model of the average.
  struct Model: Encodable {
    let weight: Double
    let smallestSize: Double
    let halfWidth: Double
    let pointCount: Int
    let degree: Int
    /// Terms of the correction; 0 without one.
    let correctionTerms: Int
    let correctionExponent: OrNull<Double>
    let isNonlinear: Bool
    let chiSquare: Double
    let degreesOfFreedom: Int
    let criticalPoint: Double
    let criticalPointError: OrNull<Double>
    let nu: OrNull<EncodedNumber>
    let nuError: OrNull<EncodedNumber>
    let scalingDimension: Double
    let scalingDimensionError: OrNull<Double>
  }

  /// One of several quantities that were fitted together.
  struct Observable: Encodable {
    let name: String
    let scalingDimension: Parameter
  }

  let verdict: String
  /// Why there is no number; null where there is one.
  let failure: OrNull<String>
  /// Why the numbers are not determined.
  let doubts: [String]
  let method: String
  let controlParameter: String
  let criticalPoint: Parameter
  let nu: Parameter
  /// That of the first observable.
  let scalingDimension: Parameter
  let observables: [Observable]
  /// S of Houdayer and Hartmann, without the correction of the heaviest model.
  let quality: OrNull<EncodedNumber>
  /// Those of the heaviest model.
  let chiSquare: OrNull<Double>
  let degreesOfFreedom: OrNull<Int>
  let pValue: OrNull<Double>
  let window: OrNull<Window>
  let coarseCriticalPoint: OrNull<Double>
  let degree: OrNull<Int>
  /// The correlation of the errors of one size's points, where these share a part of them.
  let sharedErrorCorrelation: OrNull<Double>
  /// The heaviest models; there may be more of little weight.
  let models: [Model]
  let modelCount: Int
  let seedCount: Int
  let crossings: [Crossing]
  let crossingExtrapolation: OrNull<Extrapolation>
  let otherMethods: [Other]
  let otherChoices: [Other]
  let points: [Point]
  let seed: UInt64
  let command: String
  let version: String
}
