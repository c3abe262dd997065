// swift-tools-version: 6.3
import PackageDescription

// Somebody else's package, which tests samples of its own with what this project publishes. It has
// nothing but the public products to go by, and says so when one of them changes.
//
//   swift test --package-path Tests/Consumer
let package = Package(
  name: "consumer",
  dependencies: [.package(name: "steelyard", path: "../..")],
  targets: [
    .testTarget(
      name: "ConsumerTests",
      dependencies: [.product(name: "SteelyardTesting", package: "steelyard")],
      swiftSettings: [.swiftLanguageMode(.v6)])
  ]
)
