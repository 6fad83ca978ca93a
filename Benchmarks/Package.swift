// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [.treatAllWarnings(as: .error)]
let moduleKit = Target.Dependency.product(name: "ModuleKit", package: "Sociogram")
let engine = Target.Dependency.product(name: "SociogramEngine", package: "Sociogram")
/// Lets the library find the module interface in the program, as the command does.
let showsInterface: [LinkerSetting] = [
  .unsafeFlags([
    "-Xlinker", "--export-dynamic", "-Xlinker",
    "--version-script=\(Context.packageDirectory)/../Sources/CPluginStamp/exported-symbols.txt",
  ])
]

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
    // The module of a plug-in, built in; its sources are those of the example.
    .target(name: "BuiltInParticipation", dependencies: [moduleKit], path: "Sources/Participation"),
    .executableTarget(
      name: "doors",
      dependencies: [
        moduleKit, "BuiltInParticipation", .product(name: "PluginHost", package: "Sociogram"),
      ],
      swiftSettings: settings, linkerSettings: showsInterface),
    .executableTarget(name: "limits", swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
