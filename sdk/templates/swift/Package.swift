// swift-tools-version: 6.2
import PackageDescription

// Where the sources of Sociogram are, of the version that loads the plug-in.
let sociogram = Context.environment["SOCIOGRAM_SOURCES"] ?? "../sociogram"

let package = Package(
  name: "my_plugin",
  products: [.library(name: "MyPlugin", type: .dynamic, targets: ["MyPlugin"])],
  dependencies: [.package(name: "Sociogram", path: sociogram)],
  targets: [
    .target(
      name: "MyPlugin",
      dependencies: [
        // What modules may use; the program has it, and the library only refers to it.
        .product(name: "ModuleInterface", package: "Sociogram"),
        // Marks the library as a plug-in, and for which version.
        .product(name: "PluginStamp", package: "Sociogram"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
