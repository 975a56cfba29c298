// swift-tools-version: 6.1
// SPDX-License-Identifier: EUPL-1.2
import PackageDescription

/// Runs the built program and its peers in turn; needs none of the product's modules.
let package = Package(
  name: "vindplaats-benchmarks",
  targets: [
    .executableTarget(name: "vindplaats-benchmarks", path: "Sources"),
    .testTarget(name: "BenchmarkTests", dependencies: ["vindplaats-benchmarks"], path: "Tests"),
  ],
  swiftLanguageModes: [.v6]
)
