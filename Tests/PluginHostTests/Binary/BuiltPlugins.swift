import Foundation
import ModuleTesting
import TestSupport

/// Libraries that the tests load, each built once.
enum BuiltPlugins {
  static let source =
    ReferenceData.checkout + "/examples/plugins/participation-swift/Sources/Participation"

  /// The example as its author builds it; a minute the first time.
  static let package = Result {
    let package = ReferenceData.checkout + "/examples/plugins/participation-swift"
    let scratch = URL(fileURLWithPath: Toolchain.products + "/../../plugins/package").standardized
    try Toolchain.run(
      "swift",
      ["build", "-c", "release", "--package-path", package, "--scratch-path", scratch.path])
    return scratch.path + "/release/libParticipation.so"
  }

  /// The example compiled against the interface that stands in `interface`, or else the one of this build.
  ///
  /// - Parameter more: Swift that the library also has.
  static func library(
    _ name: String, interface: InterfaceCopy? = nil, sources: [String]? = nil, more: String = "",
    linking: [String] = [Toolchain.stamp]
  ) throws -> String {
    let folder = try Toolchain.scratch(name)
    let addition = folder + "/Addition.swift"
    try Data(more.utf8).write(to: URL(fileURLWithPath: addition))
    let files =
      try sources
      ?? FileManager.default.contentsOfDirectory(atPath: source).sorted().map { "\(source)/\($0)" }
    let library = "\(folder)/lib\(name).so"
    try Toolchain.run(
      "swiftc",
      ["-O", "-wmo", "-emit-library", "-parse-as-library", "-swift-version", "6"]
        + ["-module-name", name, "-o", library]
        + (interface?.search ?? Toolchain.headers) + ["-I", Toolchain.products + "/Modules"]
        + files + [addition] + (interface?.stamp.map { [$0] } ?? linking))
    return library
  }
}

/// Another version of the module interface: declarations only, as a plug-in is compiled against them.
struct InterfaceCopy {
  /// What leads the compiler to it.
  let search: [String]
  /// The stamp of plug-ins that are built against it; nil when it is that of this build.
  let stamp: String?

  /// - Parameters:
  ///   - version: of the interface, when it is another.
  ///   - change: rewrites a file of ModuleKit, given its name; nil leaves it out.
  init(_ name: String, version: Int? = nil, _ change: (String, String) -> String?) throws {
    let folder = try Toolchain.scratch(name)
    let headers = try version.map { try Self.header(version: $0, in: folder) } ?? Toolchain.headers
    stamp = try version.map { _ in try Self.compiledStamp(in: folder) }
    search = ["-I", folder] + headers
    let sources = ReferenceData.checkout + "/Sources/ModuleKit"
    var files: [String] = []
    for case let path as String in FileManager.default.enumerator(atPath: sources)! {
      guard path.hasSuffix(".swift") else { continue }
      let text = try String(contentsOfFile: "\(sources)/\(path)", encoding: .utf8)
      let file = (path as NSString).lastPathComponent
      guard let changed = change(file, text) else { continue }
      files.append("\(folder)/\(file)")
      try Data(changed.utf8).write(to: URL(fileURLWithPath: files.last!))
    }
    try Toolchain.run(
      "swiftc",
      ["-emit-module", "-wmo", "-O", "-parse-as-library", "-swift-version", "6"]
        + ["-module-name", "ModuleKit", "-package-name", Self.packageName]
        + ["-emit-module-path", "\(folder)/ModuleKit.swiftmodule"]
        + search + ["-I", Toolchain.products + "/Modules"] + files.sorted())
  }

  /// As `swift build` names it: what is open to the package is open to this copy too.
  private static let packageName = (ReferenceData.checkout as NSString).lastPathComponent
    .lowercased()

  private static func header(version: Int, in folder: String) throws -> [String] {
    let stamp = ReferenceData.checkout + "/Sources/CPluginStamp"
    let text = try String(contentsOfFile: stamp + "/include/CPluginStamp.h", encoding: .utf8)
    let raised = text.replacing(
      #/#define SOCIOGRAM_PLUGIN_ABI \d+/#, with: "#define SOCIOGRAM_PLUGIN_ABI \(version)")
    try Data(raised.utf8).write(to: URL(fileURLWithPath: folder + "/CPluginStamp.h"))
    let map = "module CPluginStamp { header \"CPluginStamp.h\" export * }\n"
    try Data(map.utf8).write(to: URL(fileURLWithPath: folder + "/module.modulemap"))
    return Array(Toolchain.headers.prefix(2))
      + ["-Xcc", "-fmodule-map-file=\(folder)/module.modulemap"]
  }

  private static func compiledStamp(in folder: String) throws -> String {
    let object = folder + "/stamp.o"
    try Toolchain.run(
      Toolchain.programs + "/clang",
      ["-O2", "-fPIC", "-I", folder, "-c", "-o", object]
        + [ReferenceData.checkout + "/Sources/CPluginStamp/CPluginStamp.c"])
    return object
  }
}
