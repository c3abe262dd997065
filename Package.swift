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
    .executable(name: "steelyard", targets: ["SteelyardCommand"]),
    // Everything by one `import Steelyard`.
    .library(name: "Steelyard", targets: ["Steelyard"]),
    // The same for tests: `expectBoltzmann(samples, from: ensemble)`.
    .library(name: "SteelyardTesting", targets: ["SteelyardTesting"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    // Only for `swift package generate-documentation`; nothing depends on it.
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.5.0"),
  ],
  targets: [
    // MARK: System libraries and C kernels

    // No `pkgConfig`: gsl.pc would also bring the slow reference BLAS (`-lgslcblas`) ahead of a
    // tuned one. The module map links what is needed by name.
    .systemLibrary(name: "CGSL", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CSVM", providers: [.apt(["libsvm-dev"])]),
    // What the kernels share, in headers alone.
    .target(name: "CLanes", cSettings: kernel),
    .target(name: "CSpinKernels", dependencies: ["CLanes"], cSettings: kernel),
    .target(name: "CNeuralKernels", dependencies: ["CLanes"], cSettings: kernel),
    // The spectra of L = 8 … 12 from Fixtures/exact, by `#embed` of C23.
    .target(name: "CExactSpectra", cSettings: [.unsafeFlags(["-std=c23"])]),

    // MARK: Ground

    .target(name: "Randomness", swiftSettings: numeric),
    .target(name: "Statistics", dependencies: ["CGSL"], swiftSettings: numeric),
    .target(name: "Storage", swiftSettings: numeric),
    .target(
      name: "SpinSystems", dependencies: ["CSpinKernels", "Randomness", "Storage"],
      swiftSettings: numeric),
    .target(
      name: "DataFiles", dependencies: ["CSpinKernels", "CZip", "SpinSystems", "Storage"],
      swiftSettings: numeric),

    // MARK: Engines

    .target(
      name: "ExactIsing",
      dependencies: [
        "CExactSpectra", "CSpinKernels", "Randomness", "SpinSystems", "Statistics", "Storage",
      ],
      swiftSettings: numeric),
    .target(
      name: "MonteCarlo",
      dependencies: [
        "CSpinKernels", "ExactIsing", "Randomness", "SpinSystems", "Statistics", "Storage",
      ],
      swiftSettings: numeric),
    .target(
      name: "NeuralModels",
      dependencies: [
        "CNeuralKernels", "DataFiles", "Randomness", "SpinSystems", "Statistics", "Storage",
      ],
      swiftSettings: numeric),
    // Only this one sees libsvm.
    .target(
      name: "SupportVectors", dependencies: ["CSpinKernels", "CSVM", "SpinSystems"],
      swiftSettings: numeric),
    .target(
      name: "FiniteSizeScaling",
      dependencies: ["DataFiles", "Randomness", "Statistics", "Storage"],
      swiftSettings: numeric),

    // MARK: Judgement

    .target(
      name: "Judgement", dependencies: ["SpinSystems", "Statistics", "Storage"],
      swiftSettings: numeric),
    .target(
      name: "References",
      dependencies: [
        "ExactIsing", "MonteCarlo", "Randomness", "SpinSystems", "Statistics", "Storage",
      ],
      swiftSettings: numeric),
    .target(
      name: "Comparisons",
      dependencies: [
        "Judgement", "Randomness", "References", "SpinSystems", "Statistics", "Storage",
      ],
      swiftSettings: numeric),
    .target(
      name: "Checks",
      dependencies: [
        "Comparisons", "ExactIsing", "Judgement", "NeuralModels", "Randomness", "References",
        "SpinSystems", "Statistics",
      ],
      swiftSettings: numeric),
    .target(
      name: "Faults", dependencies: ["ExactIsing", "Randomness", "SpinSystems"],
      swiftSettings: numeric),

    // MARK: Reports and studies

    // Programs of other people, run under a limit.
    .target(
      name: "Programs",
      dependencies: [
        "DataFiles", "SpinSystems", "Storage",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: plain),
    .target(
      name: "Reporting",
      dependencies: [
        "ExactIsing", "Judgement", "Programs", "SpinSystems", "Statistics", "Storage",
      ],
      swiftSettings: plain),
    .target(
      name: "Studies",
      dependencies: [
        "BatchRuns", "Checks", "Comparisons", "DataFiles", "ExactIsing", "Faults",
        "FiniteSizeScaling",
        "Judgement", "MonteCarlo", "NeuralModels", "Randomness", "References", "Reporting",
        "SpinSystems", "Statistics", "Storage",
      ],
      swiftSettings: numeric),
    .target(
      name: "Generators",
      dependencies: [
        "DataFiles", "Judgement", "Programs", "Randomness", "References", "Reporting",
        "SpinSystems", "Statistics", "Storage", "Studies",
      ],
      swiftSettings: numeric),
    .target(
      name: "UpdateRules",
      dependencies: [
        "Checks", "Comparisons", "DataFiles", "ExactIsing", "Judgement", "MonteCarlo",
        "NeuralModels", "Programs", "Randomness", "References", "Reporting", "SpinSystems",
        "Statistics", "Storage", "Studies",
      ],
      swiftSettings: numeric),
    // Only this one sees SQLite.
    .target(
      name: "Suites",
      dependencies: ["Storage", .product(name: "TOMLKit", package: "TOMLKit")],
      swiftSettings: plain),
    .target(
      name: "History",
      dependencies: [
        "Judgement", "Reporting", "SpinSystems", "Statistics", "Storage",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: plain),
    .target(name: "BatchRuns", dependencies: ["Storage"], swiftSettings: plain),
    .target(
      name: "Calibration",
      dependencies: [
        "BatchRuns", "Checks", "ExactIsing", "Faults", "Judgement", "MonteCarlo", "Randomness",
        "References", "Reporting", "SpinSystems", "Statistics", "Storage", "Studies",
        "UpdateRules",
      ],
      swiftSettings: numeric),
    .target(
      name: "Reproduction",
      dependencies: [
        "BatchRuns", "Checks", "ExactIsing", "FiniteSizeScaling", "Judgement",
        "MonteCarlo", "NeuralModels", "Randomness", "References", "Reporting", "SpinSystems",
        "Statistics", "Storage", "Studies", "SupportVectors",
      ],
      swiftSettings: numeric),
    .target(
      name: "Benchmarks",
      dependencies: [
        "ExactIsing", "FiniteSizeScaling", "MonteCarlo", "NeuralModels", "Randomness", "Reporting",
        "SpinSystems", "Statistics",
      ],
      swiftSettings: numeric),

    // MARK: Faces

    .target(name: "Console", dependencies: ["Storage"], swiftSettings: plain),

    .target(
      name: "Steelyard",
      dependencies: [
        "Checks", "Comparisons", "DataFiles", "ExactIsing", "Faults", "FiniteSizeScaling",
        "Judgement", "MonteCarlo", "NeuralModels", "Randomness", "References", "Reporting",
        "SpinSystems", "Statistics", "Studies", "UpdateRules",
      ],
      swiftSettings: numeric),
    .target(name: "SteelyardTesting", dependencies: ["Steelyard"], swiftSettings: numeric),
    .executableTarget(
      name: "SteelyardCommand",
      dependencies: [
        "BatchRuns", "Benchmarks", "Calibration", "Checks", "Comparisons", "Console", "DataFiles",
        "ExactIsing", "Faults", "FiniteSizeScaling", "Generators", "History", "Judgement",
        "MonteCarlo",
        "NeuralModels", "Programs", "References", "Reporting", "Reproduction", "SpinSystems",
        "Statistics", "Storage",
        "Studies", "Suites", "UpdateRules",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: plain),

    // MARK: Tests

    // Shared by the tests of several modules.
    .target(name: "TemporaryFolders", path: "Tests/TemporaryFolders", swiftSettings: plain),
    .testTarget(
      name: "StorageTests", dependencies: ["Storage", "TemporaryFolders"], swiftSettings: plain),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Randomness", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    .testTarget(
      name: "SpinSystemsTests", dependencies: ["Randomness", "SpinSystems"],
      swiftSettings: numeric),
    .testTarget(
      name: "ExactIsingTests",
      dependencies: ["ExactIsing", "Randomness", "SpinSystems", "Statistics", "Storage"],
      swiftSettings: numeric),
    .testTarget(
      name: "MonteCarloTests",
      dependencies: [
        "Benchmarks", "CSpinKernels", "ExactIsing", "MonteCarlo", "Randomness", "SpinSystems",
        "Statistics", "SteelyardTesting",
      ],
      swiftSettings: numeric),
    .testTarget(
      name: "NeuralModelsTests",
      dependencies: [
        "CNeuralKernels", "DataFiles", "ExactIsing", "MonteCarlo", "NeuralModels", "Randomness",
        "SpinSystems", "Statistics",
      ],
      swiftSettings: numeric),
    .testTarget(
      name: "SupportVectorsTests", dependencies: ["Randomness", "SpinSystems", "SupportVectors"],
      swiftSettings: numeric),
    .testTarget(
      name: "FiniteSizeScalingTests",
      dependencies: [
        "ExactIsing", "FiniteSizeScaling", "MonteCarlo", "Randomness", "SpinSystems", "Statistics",
      ],
      swiftSettings: numeric),
    .testTarget(
      name: "DataFilesTests",
      dependencies: ["DataFiles", "Randomness", "SpinSystems", "TemporaryFolders"],
      swiftSettings: numeric),
    .testTarget(
      name: "JudgementTests",
      dependencies: ["Judgement", "References", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    .testTarget(
      name: "ReportingTests",
      dependencies: ["Judgement", "Randomness", "Reporting", "SpinSystems", "Statistics"],
      swiftSettings: plain),
    .testTarget(
      name: "ChecksTests",
      dependencies: [
        "Checks", "Comparisons", "DataFiles", "ExactIsing", "Faults", "Judgement", "MonteCarlo",
        "Randomness", "References", "Reporting", "SpinSystems", "Statistics", "SteelyardTesting",
        "Studies",
      ],
      swiftSettings: numeric),
    .testTarget(
      name: "StudiesTests",
      dependencies: [
        "DataFiles", "ExactIsing", "Judgement", "NeuralModels", "Randomness", "References",
        "Reporting", "SpinSystems", "Studies", "Suites",
      ],
      swiftSettings: numeric),
    .testTarget(
      name: "HistoryTests",
      dependencies: [
        "History", "Judgement", "Reporting", "SpinSystems", "TemporaryFolders",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: plain),
    .testTarget(
      name: "GeneratorsTests",
      dependencies: [
        "DataFiles", "ExactIsing", "Faults", "Generators", "Programs", "Randomness", "References",
        "SpinSystems", "Statistics", "Studies", "TemporaryFolders",
      ],
      swiftSettings: numeric),
    .testTarget(
      name: "UpdateRulesTests",
      dependencies: [
        "ExactIsing", "Judgement", "MonteCarlo", "NeuralModels", "Programs", "Randomness",
        "SpinSystems", "Statistics", "SteelyardTesting", "UpdateRules",
      ],
      swiftSettings: numeric),
    .testTarget(
      name: "BenchmarksTests",
      dependencies: ["Benchmarks", "ExactIsing", "Randomness", "SpinSystems", "Statistics"],
      swiftSettings: numeric),
    // The executable is a dependency so that it is built; the tests run it as a process.
    .testTarget(
      name: "CommandLineTests",
      dependencies: [
        "DataFiles", "ExactIsing", "NeuralModels", "Randomness", "Reporting", "SpinSystems",
        "SteelyardCommand", "Storage", "Suites",
        .product(name: "Subprocess", package: "swift-subprocess"),
      ],
      swiftSettings: plain),
    .testTarget(
      name: "CalibrationTests",
      dependencies: [
        "BatchRuns", "Calibration", "Faults", "Judgement", "MonteCarlo", "Randomness",
        "SpinSystems",
        "TemporaryFolders",
      ],
      swiftSettings: numeric),
    .testTarget(
      name: "ReproductionTests",
      dependencies: [
        "BatchRuns", "ExactIsing", "FiniteSizeScaling", "Judgement", "MonteCarlo", "NeuralModels",
        "Randomness", "Reporting", "Reproduction", "SpinSystems", "Statistics", "Storage",
        "Studies", "TemporaryFolders",
      ],
      swiftSettings: numeric),
    .testTarget(
      name: "AcceptanceTests",
      dependencies: [
        "BatchRuns", "Checks", "DataFiles", "ExactIsing", "Faults", "Judgement", "NeuralModels",
        "Randomness", "Reporting", "Reproduction", "SpinSystems", "Statistics", "Studies",
        "UpdateRules",
      ],
      swiftSettings: numeric),
  ]
)
