// swift-tools-version: 6.2
import PackageDescription

// Compares the forms of the difference kernel; see Sources/KernelBenchmark/KernelBenchmark.swift.
// A package of its own, so that the product does not build it; Sources/MotionKernels is a link to
// the product's target. Run it from the repository's root:
//
//   swift run -c release --package-path Scripts/kernel-benchmark
let package = Package(
  name: "kernel-benchmark",
  targets: [
    .target(name: "MotionKernels"),
    .executableTarget(
      name: "KernelBenchmark", dependencies: ["MotionKernels"],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
  ],
  swiftLanguageModes: [.v6]
)
