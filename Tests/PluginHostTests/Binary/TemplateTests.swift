import BuiltInModules
import Foundation
import ModuleKit
import ModuleTesting
import PluginHost
import Testing
import TestSupport

/// What `plugins new --language swift` gives works before anything is changed in it.
@Suite struct TemplateTests {
  private static let folder = ReferenceData.checkout + "/sdk/templates/swift"

  @Test func keepsTheContract() async throws {
    let sources = Self.folder + "/Sources/MyPlugin"
    let library = try BuiltPlugins.library(
      "MyPlugin",
      sources: FileManager.default.contentsOfDirectory(atPath: sources).sorted()
        .map { "\(sources)/\($0)" })
    let entries = try BinaryPlugin.entries(
      library: library, plugin: "my_plugin", at: .init(file: "plugin.yaml"))
    #expect(entries.map(\.manual.name) == ["my_plugin.neighbor_degree"])
    let violations = await ModuleContract(entries[0], registry: builtInModules).violations()
    #expect(violations.isEmpty, "\(violations.joined(separator: "\n"))")
  }

  /// The library that `swift build` makes is the one that `plugin.yaml` names.
  @Test(arguments: [folder, ReferenceData.checkout + "/examples/plugins/participation-swift"])
  func namesItsLibrary(folder: String) throws {
    let manifest = try String(contentsOfFile: folder + "/plugin.yaml", encoding: .utf8)
    let package = try String(contentsOfFile: folder + "/Package.swift", encoding: .utf8)
    let library = try #require(manifest.firstMatch(of: #/library: \.build/release/lib(\w+)\.so/#))
    #expect(package.contains(".library(name: \"\(library.1)\", type: .dynamic"))
  }
}
