// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [.treatAllWarnings(as: .error)]
let moduleKit = Target.Dependency.product(name: "ModuleKit", package: "Sociogram")
let engine = Target.Dependency.product(name: "SociogramEngine", package: "Sociogram")

let package = Package(
  name: "Benchmarks",
  dependencies: [.package(name: "Sociogram", path: "..")],
  targets: [
    .executableTarget(name: "graphs", dependencies: [moduleKit], swiftSettings: settings),
    .systemLibrary(name: "CMalloc"),
    .executableTarget(
      name: "ours", dependencies: [moduleKit, engine, "CMalloc"], swiftSettings: settings),
    .executableTarget(
      name: "names", dependencies: [.product(name: "TextComparison", package: "Sociogram")],
      swiftSettings: settings),
    .executableTarget(
      name: "layout",
      dependencies: [moduleKit, .product(name: "GraphLayout", package: "Sociogram")],
      swiftSettings: settings),
    .executableTarget(name: "limits", swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
