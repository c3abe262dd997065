import ArgumentParser

/// A parameter that is held at a value or free.
struct FreeOrHeld: ExpressibleByArgument {
  /// Nil where it is free.
  let value: Double?

  init(value: Double?) { self.value = value }

  var defaultValueDescription: String { value.map { $0 == 0 ? "0" : "\($0)" } ?? "free" }

  init?(argument: String) {
    if argument == "free" {
      value = nil
    } else {
      guard let number = Double(argument), number.isFinite else { return nil }
      value = number
    }
  }
}
