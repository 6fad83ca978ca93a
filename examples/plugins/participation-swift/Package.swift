// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Participation",
  products: [.library(name: "Participation", type: .dynamic, targets: ["Participation"])],
  dependencies: [.package(name: "Sociogram", path: "../../..")],
  targets: [
    .target(
      name: "Participation",
      dependencies: [
        // What modules may use; the program has it, and the library only refers to it.
        .product(name: "ModuleInterface", package: "Sociogram"),
        // Marks the library as a plug-in, and for which version.
        .product(name: "PluginStamp", package: "Sociogram"),
      ])
  ],
  swiftLanguageModes: [.v6]
)
