// swift-tools-version: 6.2
import PackageDescription

/// One target per family of modules: `Plugins/<Family>/Sources`, tests beside it.
let families = [
  "Importers", "Exporters", "Filters", "Combine", "Dedupe", "Privacy", "Structure",
  "Centrality", "Communities", "Chains", "Diagrams", "Reports", "Generate",
]
/// What a family may use beyond `ModuleKit`.
let familyExtras: [String: [Target.Dependency]] = [
  "Diagrams": ["CPDFPages", "CZipArchive", "GraphLayout", "GraphvizKit"],
  "Importers": ["CIntrinsics", "CPostgreSQL", "CSQLite", "CZlib", "CZstd"],
  "Dedupe": ["CPhoneNumbers", "TextComparison"],
  "Privacy": [.product(name: "Crypto", package: "swift-crypto")],
  "Reports": ["GraphLayout", .product(name: "Crypto", package: "swift-crypto")],
]
/// Files that are compiled into a family, so that the program stays one file.
let familyResources: [String: [Resource]] = [
  "Reports": [.embedInCode("Page/report.css"), .embedInCode("Page/report.js")]
]
/// What the tests of a family use beyond it.
let testExtras: [String: [Target.Dependency]] = [
  "Dedupe": ["Importers"]
]

/// Lets plug-ins that are libraries find the module interface in the program, instead of bringing another one.
let showsInterface: [LinkerSetting] = [
  .unsafeFlags([
    "-Xlinker", "--export-dynamic", "-Xlinker",
    "--version-script=\(Context.packageDirectory)/Sources/CPluginStamp/exported-symbols.txt",
  ])
]
/// Makes plug-ins that are linked against the library need nothing but Swift itself: the linker notes this name as that
/// of what they need, and what it stands for is always there. So a plug-in is one file, and works on the interface that
/// the program has, or not at all.
let namedAsSwiftItself: [LinkerSetting] = [
  .unsafeFlags(["-Xlinker", "-soname", "-Xlinker", "libswiftCore.so"])
]

let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil,
  linking: [LinkerSetting]? = nil
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources, swiftSettings: settings,
    linkerSettings: linking)
}
func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
  name: "Sociogram",
  products: [
    .executable(name: "sociogram", targets: ["sociogram"]),
    .executable(name: "sociogram-render", targets: ["sociogram-render"]),
    .executable(name: "sociogram-confine", targets: ["sociogram-confine"]),
    .library(name: "ModuleKit", targets: ["ModuleKit"]),
    .library(name: "ModuleInterface", type: .dynamic, targets: ["ModuleInterface"]),
    .library(name: "PluginStamp", targets: ["CPluginStamp"]),
    .library(name: "PluginHost", targets: ["PluginHost"]),
    .library(name: "ModuleTesting", targets: ["ModuleTesting"]),
    .library(name: "TextComparison", targets: ["TextComparison"]),
    .library(name: "GraphLayout", targets: ["GraphLayout"]),
    .library(name: "SociogramEngine", targets: ["PipelineEngine", "BuiltInModules"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    library("GraphCore", ["CIntrinsics"]),
    library("GraphLayout", ["GraphCore"]),
    library("ModuleKit", ["GraphCore", "CPluginStamp"]),
    .target(name: "CPluginStamp", exclude: ["exported-symbols.txt"]),
    library("ModuleInterface", ["ModuleKit"], linking: namedAsSwiftItself),
    library("TextComparison", ["CTextComparison"]),
    .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"])]),
    .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CZstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CPostgreSQL", providers: [.apt(["libpq-dev"])]),
    .target(name: "CIntrinsics"),
    .target(name: "CTextComparison"),
    .target(name: "CPhoneNumbers", linkerSettings: [.linkedLibrary("phonenumber")]),
    .target(name: "CFileExchange"),
    .target(name: "CStreams"),
    // Programs that are started beside this one: to draw, and as plug-ins.
    library("ChildPrograms", ["CStreams"]),
    .target(name: "CPDFPages", linkerSettings: [.linkedLibrary("qpdf")]),
    .target(name: "CZipArchive", linkerSettings: [.linkedLibrary("zip")]),
    library(
      "PipelineEngine",
      [
        "ModuleKit", "CYAML", "CZlib", "CFileExchange",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    library(
      "LocalPage",
      [
        "ModuleKit", "PipelineEngine", .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      resources: ["html", "css", "js", "svg"].map { .embedInCode("Page/page.\($0)") }),
    .systemLibrary(name: "CGraphviz", providers: [.apt(["libgraphviz-dev"])]),
    .target(name: "CGraphvizShim", dependencies: ["CGraphviz"]),
    library("GraphvizKit", ["ChildPrograms"]),
    .executableTarget(
      name: "sociogram-render", dependencies: ["CGraphviz", "CGraphvizShim"],
      swiftSettings: settings),
    library("PluginHost", ["ModuleKit", "ChildPrograms", "CPluginStamp"]),
    .executableTarget(name: "sociogram-confine"),
    library("BuiltInModules", ["ModuleKit"] + families.map { .byName(name: $0) }),
    library("ModuleTesting", ["ModuleKit", "PipelineEngine"]),
    // What only the tests of this project use: reference data, a browser.
    library("TestSupport", ["ModuleKit"]),
    // The SDKs and templates of plug-ins, compiled in.
    .target(name: "CPluginKit"),
    library("PluginStore", ["ModuleKit", "PipelineEngine", "PluginHost", "CPluginKit"]),
    .executableTarget(
      name: "sociogram",
      dependencies: [
        "PipelineEngine", "BuiltInModules", "GraphvizKit", "LocalPage", "ModuleTesting",
        "PluginHost", "PluginStore",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings, linkerSettings: showsInterface),

    tests("GraphCore", ["GraphCore", "ModuleTesting", "TestSupport"]),
    tests("GraphLayout", ["GraphCore", "GraphLayout", "ModuleTesting", "TestSupport"]),
    tests("ModuleKit", ["ModuleKit"]),
    tests("TextComparison", ["TextComparison"]),
    tests(
      "PipelineEngine", ["PipelineEngine", "ModuleTesting", "TestSupport"], exclude: ["Resources"]),
    tests("PluginStore", ["PluginStore", "PluginHost", "ModuleKit", "TestSupport"]),
    tests("GraphvizKit", ["GraphvizKit", "sociogram-render"]),
    tests(
      "PluginHost",
      [
        "PluginHost", "BuiltInModules", "ModuleKit", "ModuleTesting", "TestSupport",
        "sociogram-confine", "sociogram",
      ],
      exclude: ["Plugins", "Misbehaving", "Corpus"]),
    tests(
      "EndToEnd",
      [
        "PipelineEngine", "BuiltInModules", "GraphvizKit", "ModuleTesting", "TestSupport",
        "sociogram", "sociogram-confine", "sociogram-render",
      ]
        + families.map { .byName(name: $0) },
      exclude: ["Mistakes"]),
  ]
    + families.flatMap { family -> [Target] in
      [
        .target(
          name: family, dependencies: ["ModuleKit"] + familyExtras[family, default: []],
          path: "Plugins/\(family)/Sources", resources: familyResources[family],
          swiftSettings: settings),
        .testTarget(
          name: family + "Tests",
          dependencies: [.byName(name: family), "ModuleTesting", "TestSupport"]
            + familyExtras[family, default: []] + testExtras[family, default: []],
          path: "Plugins/\(family)/Tests", swiftSettings: settings),
      ]
    },
  swiftLanguageModes: [.v6]
)
