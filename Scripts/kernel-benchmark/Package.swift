// swift-tools-version: 6.2
import PackageDescription

// Compares the forms of the difference kernel; see Sources/KernelBenchmark/KernelBenchmark.swift.
// A package of its own, so that the product does not build it; Sources/MotionKernels and what it needs are
// links to the product's targets. Run it from the repository's root:
//
//   swift run -c release --package-path Scripts/kernel-benchmark
#if arch(x86_64)
  let wideSettings: [SwiftSetting] = [.unsafeFlags(["-Xcc", "-mavx2"])]
#else
  let wideSettings: [SwiftSetting] = []
#endif
let package = Package(
  name: "kernel-benchmark",
  targets: [
    .systemLibrary(name: "CIntrinsics"),
    .target(
      name: "MotionKernelsAVX2", dependencies: ["CIntrinsics"], swiftSettings: wideSettings),
    .target(name: "MotionKernels", dependencies: ["CIntrinsics", "MotionKernelsAVX2"]),
    .executableTarget(
      name: "KernelBenchmark", dependencies: ["MotionKernels"],
      linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
  ],
  swiftLanguageModes: [.v6]
)
