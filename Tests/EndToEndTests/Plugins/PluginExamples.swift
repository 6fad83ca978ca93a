import Foundation
import TestSupport

/// The plug-ins among the examples, built and added once for all tests.
enum PluginExamples {
  /// Whether this machine has the languages that they are written in.
  static let arePossible = TinyPlugin.hasPip && Program.finds("Rscript")

  struct Failure: Error, CustomStringConvertible { let description: String }

  /// Beside what was built: a folder that is made anew by each run of the tests, and not left behind by any.
  private static let home = scratch + "/home"
  private static let scratch = URL(fileURLWithPath: Program.path).deletingLastPathComponent()
    .appendingPathComponent("../../plugins").standardized.path
  private static let added = Result { try addAll(to: home) }

  /// What a command needs to see them.
  static func environment() throws -> [String: String] {
    try added.get()
    return ["XDG_DATA_HOME": home + "/data"]
  }

  private static func addAll(to folder: String) throws {
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let examples = ReferenceData.checkout + "/examples/plugins"
    for name in ["leiden-python", "participation-swift", "regression-r"] {
      // Copied without what its author may have built there.
      let copy = "\(folder)/\(name)"
      try FileManager.default.copyItem(atPath: "\(examples)/\(name)", toPath: copy)
      try? FileManager.default.removeItem(atPath: copy + "/.build")
      if name.hasSuffix("swift") { try build("\(examples)/\(name)", into: copy) }
      let result = try Program.run(
        ["plugins", "add", copy, "--yes"], environment: ["XDG_DATA_HOME": folder + "/data"])
      if result.status != 0 { throw Failure(description: result.errors) }
    }
  }

  /// Builds the library where the tests of the library door build it too, and puts it where it belongs.
  private static func build(_ package: String, into copy: String) throws {
    let words = ["swift", "build", "-c", "release", "--package-path", package]
    guard Program.succeeds(words + ["--scratch-path", scratch + "/package"]) else {
      throw Failure(description: "the library of '\(package)' cannot be built")
    }
    let (folder, name) = (copy + "/.build/release", "libParticipation.so")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      atPath: "\(scratch)/package/release/\(name)", toPath: "\(folder)/\(name)")
  }
}
