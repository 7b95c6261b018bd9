// swift-tools-version: 6.2
import PackageDescription

// Fills a study's store with the results of recordings that never were and times what the program does
// with it; see Sources/StudyBenchmark and Scripts/benchmark-study. A package of its own, so that the
// product does not build it; the other targets are links to the product's.
let package = Package(
  name: "study-benchmark",
  dependencies: [.package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0")],
  targets: [
    .target(name: "ImmobilityCore"),
    .target(
      name: "StudyStore",
      dependencies: ["ImmobilityCore", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(name: "MadeStudies", dependencies: ["StudyStore", "ImmobilityCore"]),
    .executableTarget(name: "StudyBenchmark", dependencies: ["StudyStore", "MadeStudies"]),
  ],
  swiftLanguageModes: [.v6]
)
