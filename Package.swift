// swift-tools-version: 6.3
import PackageDescription

// MARK: - Settings

/// Numeric Swift targets are optimized in debug builds too: plain `swift test` is a debug build and
/// would run the physics 10 to 100 times slower. `-wmo` lets generic code specialize across files.
let numeric: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .unsafeFlags(["-O", "-wmo", "-num-threads", "2"], .when(configuration: .debug)),
]
let plain: [SwiftSetting] = [.swiftLanguageMode(.v6)]

/// The kernels pick their instruction set at run time (`target_clones`), so one binary serves every
/// x86-64 processor; they want `-O3` in every configuration.
let kernel: [CSetting] = [.unsafeFlags(["-O3", "-std=c11"])]

// MARK: - Package

let package = Package(
  name: "steelyard",
  products: [
    .executable(name: "steelyard", targets: ["steelyard"]),
    .library(
      name: "Steelyard",
      targets: [
        "Statistics", "SpinSystems", "ExactIsing", "MonteCarlo", "SampleFiles", "Validation",
        "Checks", "Reporting", "NeuralModels", "FiniteSizeScaling", "PottsModel",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
  ],
  targets: [
    // MARK: System libraries and C kernels

    // No `pkgConfig`: gsl.pc would also bring the slow reference BLAS (`-lgslcblas`) ahead of a
    // tuned one. The module map links what is needed by name.
    .systemLibrary(name: "CGSL", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
    .target(name: "CSpinKernels", cSettings: kernel),
    .target(name: "CNeuralKernels", cSettings: kernel),
    // The spectra of L = 9 … 12 from Fixtures/exact, by `#embed` of C23.
    .target(name: "CExactSpectra", cSettings: [.unsafeFlags(["-std=c23"])]),

    // MARK: Engines

    .target(name: "SpinSystems", dependencies: ["CSpinKernels"], swiftSettings: numeric),
    .target(name: "Statistics", dependencies: ["CGSL"], swiftSettings: numeric),
    .target(
      name: "ExactIsing",
      dependencies: ["CExactSpectra", "CSpinKernels", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    .target(
      name: "SampleFiles", dependencies: ["SpinSystems", "CSpinKernels", "CZip"],
      swiftSettings: numeric),
    .target(
      name: "MonteCarlo", dependencies: ["CSpinKernels", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    .target(
      name: "NeuralModels",
      dependencies: ["CNeuralKernels", "SampleFiles", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    .target(
      name: "FiniteSizeScaling", dependencies: ["SpinSystems", "Statistics"],
      swiftSettings: numeric),
    // The q-state Potts model: the honest protocol's proof that it measures ν.
    .target(
      name: "PottsModel", dependencies: ["SpinSystems", "Statistics"], swiftSettings: numeric),

    // MARK: Judgement

    .target(
      name: "Validation", dependencies: ["SpinSystems", "Statistics"], swiftSettings: numeric),
    .target(
      name: "Checks",
      dependencies: ["Validation", "ExactIsing", "MonteCarlo", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    .target(
      name: "Reporting",
      dependencies: [
        "Validation", "SpinSystems",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: plain),

    // MARK: Command line

    .target(
      name: "Benchmarks",
      dependencies: ["ExactIsing", "MonteCarlo", "NeuralModels", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    .target(
      name: "Reproduction",
      dependencies: [
        "Checks", "ExactIsing", "FiniteSizeScaling", "MonteCarlo", "NeuralModels", "PottsModel",
        "SampleFiles", "SpinSystems", "Statistics", "Validation",
      ],
      swiftSettings: numeric),
    .executableTarget(
      name: "steelyard",
      dependencies: [
        "Benchmarks", "Checks", "ExactIsing", "FiniteSizeScaling", "MonteCarlo", "NeuralModels",
        "Reporting", "Reproduction", "SampleFiles", "SpinSystems", "Statistics", "Validation",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: plain),

    // MARK: Tests

    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "SpinSystems"], swiftSettings: numeric),
    .testTarget(name: "SpinSystemsTests", dependencies: ["SpinSystems"], swiftSettings: numeric),
    .testTarget(
      name: "ExactIsingTests", dependencies: ["ExactIsing", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    .testTarget(
      name: "MonteCarloTests",
      dependencies: ["ExactIsing", "MonteCarlo", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    .testTarget(
      name: "NeuralModelsTests",
      dependencies: [
        "CNeuralKernels", "ExactIsing", "MonteCarlo", "NeuralModels", "SampleFiles", "SpinSystems",
        "Statistics",
      ],
      swiftSettings: numeric),
    .testTarget(
      name: "FiniteSizeScalingTests",
      dependencies: ["ExactIsing", "FiniteSizeScaling", "MonteCarlo", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    .testTarget(
      name: "PottsModelTests", dependencies: ["PottsModel", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    .testTarget(
      name: "SampleFilesTests", dependencies: ["SampleFiles", "SpinSystems"],
      swiftSettings: numeric),
    .testTarget(
      name: "ValidationTests", dependencies: ["Validation", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Validation", "SpinSystems"],
      swiftSettings: plain),
    .testTarget(
      name: "ChecksTests",
      dependencies: ["Checks", "Validation", "ExactIsing", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    .testTarget(
      name: "BenchmarksTests",
      dependencies: ["Benchmarks", "ExactIsing", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    // The executable is a dependency so that it is built; the tests run it as a process.
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "ExactIsing", "NeuralModels", "Reporting", "SampleFiles", "SpinSystems", "steelyard",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: plain),
    .testTarget(
      name: "ReproductionTests",
      dependencies: [
        "Checks", "ExactIsing", "FiniteSizeScaling", "MonteCarlo", "NeuralModels", "PottsModel",
        "Reproduction", "SampleFiles", "SpinSystems", "Statistics", "Validation",
      ],
      swiftSettings: numeric),
    .testTarget(
      name: "AcceptanceTests",
      dependencies: [
        "Checks", "ExactIsing", "FiniteSizeScaling", "MonteCarlo", "NeuralModels", "Reporting",
        "Reproduction", "SampleFiles", "SpinSystems", "Statistics", "Validation",
      ],
      swiftSettings: numeric),
  ]
)
