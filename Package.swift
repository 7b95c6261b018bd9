// swift-tools-version: 6.2
import PackageDescription

// STILLWATER_STRICT=1 turns warnings into errors (CI).
// STILLWATER_UBSAN=1 builds the C shim with the undefined-behaviour sanitizer (CI).
let strict = Context.environment["STILLWATER_STRICT"] == "1"
let undefinedBehaviourSanitizer = Context.environment["STILLWATER_UBSAN"] == "1"

let swiftSettings: [SwiftSetting] = strict ? [.treatAllWarnings(as: .error)] : []
let cSettings: [CSetting] =
  [.unsafeFlags(["-Wall", "-Wextra", "-Wno-unused-parameter"])]
  + (strict ? [.unsafeFlags(["-Werror"])] : [])
  + (undefinedBehaviourSanitizer
    ? [.unsafeFlags(["-fsanitize=undefined", "-fno-sanitize-recover=undefined"])] : [])
// For what is compiled for processors with AVX2 alone and chosen when the program runs.
#if arch(x86_64)
  let wideSettings: [SwiftSetting] = [.unsafeFlags(["-O", "-Xcc", "-mavx2"])]
#else
  let wideSettings: [SwiftSetting] = []
#endif
let linkerSettings: [LinkerSetting] =
  undefinedBehaviourSanitizer
  ? [.unsafeFlags(["-Xclang-linker", "-fsanitize=undefined"])] : []

let package = Package(
  name: "stillwater-package",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CFFmpeg",
      pkgConfig: "libavformat libavcodec libavutil libswscale",
      providers: [.apt(["libavformat-dev", "libavcodec-dev", "libswscale-dev"])]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
    .target(
      name: "CVideoShim", dependencies: ["CFFmpeg", "CNettle"], cSettings: cSettings,
      linkerSettings: linkerSettings),
    .target(name: "VideoDecoding", dependencies: ["CVideoShim"], swiftSettings: swiftSettings),
    // Optimised in debug builds too: the tests run the very code that users run, and in time.
    .systemLibrary(name: "CIntrinsics"),
    .target(
      name: "MotionKernelsAVX2", dependencies: ["CIntrinsics"],
      swiftSettings: swiftSettings + wideSettings),
    .target(
      name: "MotionKernels", dependencies: ["CIntrinsics", "MotionKernelsAVX2"],
      swiftSettings: swiftSettings + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .target(name: "ImmobilityCore", swiftSettings: swiftSettings),
    .target(
      name: "MotionAnalysis",
      dependencies: ["VideoDecoding", "MotionKernels", "ImmobilityCore"],
      swiftSettings: swiftSettings),
    .target(
      name: "SpreadsheetText", dependencies: ["ImmobilityCore", "CDeflate"],
      swiftSettings: swiftSettings),
    .target(
      name: "Configuration", dependencies: ["ImmobilityCore", "SpreadsheetText"],
      swiftSettings: swiftSettings),
    .target(
      name: "ManualScores", dependencies: ["ImmobilityCore", "SpreadsheetText"],
      swiftSettings: swiftSettings),
    // Optimised in debug builds too: thousands of bootstrap draws and permutations.
    .target(
      name: "Statistics",
      swiftSettings: swiftSettings + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .target(
      name: "Calibration", dependencies: ["ImmobilityCore", "Statistics"],
      swiftSettings: swiftSettings + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .target(
      name: "GroupComparison", dependencies: ["Statistics"],
      swiftSettings: swiftSettings + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .target(
      name: "TraceFiles", dependencies: ["ImmobilityCore", "CDeflate"], swiftSettings: swiftSettings
    ),
    .target(name: "AtomicFiles", dependencies: ["CProcess"], swiftSettings: swiftSettings),
    .target(
      name: "StudyStore",
      dependencies: ["ImmobilityCore", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: swiftSettings),
    .target(
      name: "Reports",
      dependencies: ["ImmobilityCore", "Statistics", "Calibration", "GroupComparison"],
      swiftSettings: swiftSettings),
    .target(name: "CProcess", cSettings: cSettings, linkerSettings: linkerSettings),
    .target(
      name: "Batch",
      dependencies: [
        "MotionAnalysis", "StudyStore", "ImmobilityCore", "TraceFiles", "AtomicFiles",
        "Configuration", "SpreadsheetText", "CProcess",
      ],
      swiftSettings: swiftSettings),
    .systemLibrary(name: "CMemory"),
    .executableTarget(
      name: "stillwater",
      dependencies: [
        "CMemory",
        "MotionAnalysis", "VideoDecoding", "ImmobilityCore", "Configuration", "Reports",
        "AtomicFiles", "ManualScores", "SpreadsheetText", "Statistics", "Calibration", "TraceFiles",
        "StudyStore",
        "GroupComparison", "Batch",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "VideoDecodingTests", dependencies: ["VideoDecoding", "FixtureFiles"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "MotionKernelsTests", dependencies: ["MotionKernels"], swiftSettings: swiftSettings),
    .testTarget(
      name: "ImmobilityCoreTests", dependencies: ["ImmobilityCore"], swiftSettings: swiftSettings),
    .testTarget(
      name: "MotionAnalysisTests", dependencies: ["MotionAnalysis", "FixtureFiles"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "ConfigurationTests", dependencies: ["Configuration"], swiftSettings: swiftSettings),
    .testTarget(
      name: "SpreadsheetTextTests", dependencies: ["SpreadsheetText"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "ManualScoresTests",
      dependencies: ["ManualScores", "SpreadsheetText", "FixtureFiles"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "StatisticsTests", dependencies: ["Statistics", "FixtureFiles"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "CalibrationTests",
      dependencies: ["Calibration", "Statistics", "ManualScores", "FixtureFiles"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "GroupComparisonTests",
      dependencies: ["GroupComparison", "Statistics", "FixtureFiles"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "TraceFilesTests", dependencies: ["TraceFiles"], swiftSettings: swiftSettings),
    .testTarget(
      name: "AtomicFilesTests", dependencies: ["AtomicFiles"], swiftSettings: swiftSettings),
    .testTarget(
      name: "StudyStoreTests",
      dependencies: ["StudyStore", "MadeStudies", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "ReportsTests", dependencies: ["Reports", "Calibration", "GroupComparison"],
      swiftSettings: swiftSettings),
    .testTarget(
      name: "BatchTests", dependencies: ["Batch", "FixtureFiles"], swiftSettings: swiftSettings),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "stillwater", "StudyStore", "ImmobilityCore", "ManualScores", "MadeStudies",
        "FixtureFiles", .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: swiftSettings),
    // Scores of recordings that never were, for tests and measurements of stores.
    .target(
      name: "MadeStudies", dependencies: ["StudyStore", "ImmobilityCore"],
      path: "Tests/MadeStudies", swiftSettings: swiftSettings),
    // Typed access to the files of Fixtures and their truth; used by the test targets alone.
    .target(name: "FixtureFiles", path: "Tests/FixtureFiles", swiftSettings: swiftSettings),
  ],
  swiftLanguageModes: [.v6]
)
