import ArgumentParser
import FiniteSizeScaling

extension CollapseMethodName: ExpressibleByArgument {}
extension ScalingData.Configurations: ExpressibleByArgument {}
extension FreeOrHeld: ExpressibleByArgument {}
extension CorrectionChoice: ExpressibleByArgument {}
extension ColumnAssignment: ExpressibleByArgument {}
extension ObservableChoice: ExpressibleByArgument {}

/// Whether a table's errors are read or found from the scatter of its points.
enum CollapseErrors: String, ExpressibleByArgument, CaseIterable {
  case column
  case none
}
