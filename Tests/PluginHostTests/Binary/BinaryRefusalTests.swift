import Foundation
import ModuleKit
import PluginHost
import Testing

/// What is not let in, and the one sentence that says why.
@Suite struct BinaryRefusalTests {
  private func refusal(_ library: String) throws -> Diagnostic {
    let error = try #require(throws: Diagnostics.self) {
      try BinaryPlugin.entries(library: library, plugin: "x", at: .init(file: "plugin.yaml"))
    }
    #expect(error.all.count == 1 && error.all[0].location?.file == "plugin.yaml")
    return error.all[0]
  }

  /// Whether it is in the program, so that its code could run.
  private func isLoaded(_ library: String) -> Bool {
    unsafe dlopen(library, RTLD_NOW | RTLD_NOLOAD) != nil
  }

  /// Built against a later module interface: a protocol has one requirement more.
  @Test func otherInterface() throws {
    let later = try InterfaceCopy("LaterInterface", version: pluginABI + 1) { file, text in
      file != "Module.swift"
        ? text
        : text.replacing(
          "associatedtype Parameters: ParameterSet",
          with: "associatedtype Parameters: ParameterSet\n  static var edition: Int { get }"
        ) + "\nextension Module { public static var edition: Int { 1 } }\n"
    }
    let library = try BuiltPlugins.library("Later", interface: later)
    #expect(try BinaryPlugin.stamp(ofLibrary: library).interface == pluginABI + 1)
    #expect(
      try refusal(library).message
        == "the plug-in 'x' was built for version \(pluginABI + 1) of the module interface; this "
        + "program has version \(pluginABI): build it again with 'swift build -c release'")
    #expect(!isLoaded(library), "refused before anything of it could run")
  }

  /// Built against an interface that had a function less, and nothing else: it still fits.
  @Test func olderThatStillFits() throws {
    let older = try InterfaceCopy("OlderInterface") { file, text in
      file == "Network+Renaming.swift" ? nil : text
    }
    let library = try BuiltPlugins.library("Older", interface: older)
    let entries = try BinaryPlugin.entries(
      library: library, plugin: "x", at: .init(file: "plugin.yaml"))
    #expect(entries.map(\.manual.name) == ["research.participation"])
    #expect(isLoaded(library))
  }

  /// Uses a function that this program does not have, of the same version of the interface.
  @Test func newerFunction() throws {
    let newer = try InterfaceCopy("NewerInterface") { file, text in
      file == "Network+Renaming.swift"
        ? text
          + "\n@inline(never) public func brandNew(_ network: Network) -> Int { network.ids.count }"
        : text
    }
    let library = try BuiltPlugins.library(
      "Newer", interface: newer,
      more: "import ModuleKit\npublic func use(_ n: Network) -> Int { brandNew(n) }")
    let diagnostic = try refusal(library)
    #expect(diagnostic.id == "plugin-not-loadable")
    #expect(
      diagnostic.message == "the plug-in 'x' needs something that this program does not have")
    #expect(diagnostic.notes.first?.message.contains("brandNew") == true)
  }

  @Test func otherCompiler() throws {
    let library = try BuiltPlugins.library("OtherCompiler")
    var bytes = try [UInt8](Data(contentsOf: URL(fileURLWithPath: library)))
    let compiler = Array(BinaryStamp.program.compiler.utf8)
    let place = try #require(bytes.firstRange(of: compiler)?.lowerBound)
    bytes[place + compiler.count / 2] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: library))
    let diagnostic = try refusal(library)
    #expect(
      diagnostic.message
        == "the plug-in 'x' was built with another compiler than this program: build it again with "
        + "'swift build -c release'")
    #expect(!isLoaded(library))
  }

  @Test func missingParts() throws {
    let noStamp = try BuiltPlugins.library("NoStamp", linking: [])
    #expect(try refusal(noStamp).id == "plugin-no-stamp")
    let noEntry = try BuiltPlugins.library(
      "NoEntry", sources: [], more: "public let nothing = 1")
    #expect(try refusal(noEntry).id == "plugin-no-entry")
    let empty = try BuiltPlugins.library(
      "Empty", sources: [],
      more:
        "@_cdecl(\"sociogram_plugin_modules\") public func e(_ list: UnsafeMutableRawPointer) {}")
    #expect(try refusal(empty).id == "plugin-without-modules")
  }

  /// Needs a library of C that is not there any more.
  @Test func missingLibrary() throws {
    let needed = try BuiltPlugins.library("Gone", sources: [], linking: [])
    let library = try BuiltPlugins.library(
      "Needs", linking: [Toolchain.stamp, needed, "-Xlinker", "--no-as-needed"])
    try FileManager.default.removeItem(atPath: needed)
    let diagnostic = try refusal(library)
    #expect(diagnostic.id == "plugin-not-loadable")
    #expect(
      diagnostic.message.contains("libGone.so', which is not on this machine"),
      "\(diagnostic.message)")
  }

  /// Linked against the product for programs instead of the one for plug-ins, or with a runtime of Swift inside.
  @Test func secondCopy() throws {
    let objects = try Toolchain.objects(of: "ModuleKit") + Toolchain.objects(of: "GraphCore")
    let library = try BuiltPlugins.library("Copy", linking: objects + [Toolchain.stamp])
    let diagnostic = try refusal(library)
    #expect(diagnostic.id == "plugin-second-copy")
    let whole = try BuiltPlugins.library("Whole", linking: [Toolchain.stamp, "-static-stdlib"])
    #expect(try refusal(whole).id == "plugin-second-copy")
    #expect(!isLoaded(library) && !isLoaded(whole))
  }

  @Test func otherFiles() throws {
    #expect(try refusal("/nowhere/libX.so").id == "plugin-library-missing")
    #expect(try refusal("/dev/zero").id == "plugin-library-missing")
    #expect(try refusal(#filePath).id == "plugin-not-a-library")
  }
}
