// swift-tools-version: 6.1
// SPDX-License-Identifier: EUPL-1.2
import PackageDescription

/// Our own modules, with what each may import: the table of ARCHITECTURE.md, checked by `ModuleGraphTests`.
let package = Package(
  name: "vindplaats",
  products: [.executable(name: "vindplaats", targets: ["vindplaats"])],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
  ],
  targets: [
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "Model", dependencies: ["CCrypto"]),
    .target(name: "DutchText"),
    .target(name: "Intake", dependencies: ["Model", .product(name: "Yams", package: "Yams")]),
    .systemLibrary(
      name: "CPopplerCppSys", pkgConfig: "poppler-cpp",
      providers: [.apt(["libpoppler-cpp-dev"])]),
    .target(
      name: "CPoppler", dependencies: ["CPopplerCppSys"],
      linkerSettings: [
        .linkedLibrary("poppler-cpp"),
        // Of Little CMS, which only poppler links: without this the program's own are not found first.
        .unsafeFlags(
          ["cmsCreateTransform", "cmsDoTransform", "cmsDeleteTransform"].flatMap {
            ["-Xlinker", "--export-dynamic-symbol=\($0)"]
          }),
      ]),
    .systemLibrary(
      name: "CLibXMLSys", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .target(
      name: "CMarkup", dependencies: ["CLibXMLSys"], linkerSettings: [.linkedLibrary("xml2")]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(
      name: "CAllocator", pkgConfig: "libtcmalloc_minimal",
      providers: [.apt(["libgoogle-perftools-dev"])]),
    // Needs the headers of libtesseract-dev; the library itself is loaded when a page is to be recognised.
    .target(name: "CTesseract"),
    .target(
      name: "Reading",
      dependencies: [
        "Model", "DutchText", "CPoppler", "CMarkup", "CArchive", "CTesseract", "CAllocator",
      ]),
    .target(
      name: "Indexing",
      dependencies: ["Model", "DutchText", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(
      name: "Journaling", dependencies: ["Model", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(name: "Anchoring", dependencies: ["Model", "DutchText"]),
    .target(name: "Reliability"),
    .target(name: "Assessment", dependencies: ["Model", "Reliability"]),
    .target(name: "Reporting", dependencies: ["Model", "Assessment"]),
    .target(name: "Exchange", dependencies: ["Model", "Assessment"]),
    .target(name: "Sheets", dependencies: ["Reading"]),
    .target(
      name: "Workflow",
      dependencies: [
        "Model", "DutchText", "Intake", "Reading", "Indexing", "Journaling", "Anchoring",
        "Assessment", "Reporting", "Exchange", "Sheets",
      ]),
    .executableTarget(
      name: "vindplaats",
      dependencies: [
        "Model", "Intake", "Reading", "Indexing", "Journaling", "Exchange", "Workflow",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(
      name: "quality",
      dependencies: [
        "Anchoring", "DutchText", "Indexing", "Intake", "Journaling", "Model", "Reading",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Quality/Sources"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "Model", "Reading",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], path: "Fuzz/Sources"),
    .target(
      name: "TestSupport", dependencies: ["Model", "DutchText"], path: "Tests/TestSupport"),
    .testTarget(name: "ProjectTests", dependencies: ["TestSupport"]),
    .testTarget(name: "ModelTests", dependencies: ["Model", "TestSupport"]),
    .testTarget(
      name: "JournalingTests",
      dependencies: [
        "Journaling", "Model", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
      ], exclude: ["Fixtures"]),
    .testTarget(name: "AnchoringTests", dependencies: ["Anchoring", "Model"]),
    .testTarget(
      name: "ReliabilityTests", dependencies: ["Reliability", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "AssessmentTests", dependencies: ["Assessment", "Model", "Reliability", "TestSupport"]),
    .testTarget(
      name: "ExchangeTests", dependencies: ["Assessment", "Exchange", "Model", "TestSupport"]),
    .testTarget(
      name: "WorkflowTests",
      dependencies: ["Workflow", "Intake", "Model", "Sheets", "TestSupport", "vindplaats"]),
    .testTarget(name: "SheetsTests", dependencies: ["Sheets"]),
    .testTarget(
      name: "ReadingTests",
      dependencies: ["fuzz", "Reading", "CPoppler", "DutchText", "Model", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(name: "DutchTextTests", dependencies: ["DutchText", "TestSupport"]),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Assessment", "Model", "TestSupport"],
      exclude: ["Snapshots"]),
    .testTarget(name: "IntakeTests", dependencies: ["Intake", "Model", "TestSupport"]),
    .testTarget(
      name: "IndexingTests",
      dependencies: [
        "Indexing", "Model", "DutchText", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
