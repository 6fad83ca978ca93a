import Foundation
import ModuleTesting

/// The compiler that has built these tests, and what it has built.
enum Toolchain {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// The folder of what `swift build` has built, where these tests are.
  static let products: String = {
    let program = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    return ((program ?? CommandLine.arguments[0]) as NSString).deletingLastPathComponent
  }()

  /// The programs of the toolchain.
  static let programs: String = {
    let told = try? run("swiftc", ["-print-target-info"])
    let info = try? JSONSerialization.jsonObject(with: Data((told ?? "").utf8)) as? [String: Any]
    let paths = info?["paths"] as? [String: Any]
    let resources = paths?["runtimeResourcePath"] as? String ?? "/usr/lib/swift"
    return URL(fileURLWithPath: resources + "/../../bin").standardized.path
  }()

  /// An empty folder below the build, so that all is gone with it.
  static func scratch(_ name: String) throws -> String {
    let folder = "\(products)/../../plugins/\(name)"
    try? FileManager.default.removeItem(atPath: folder)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    return URL(fileURLWithPath: folder).standardized.path
  }

  /// What a program has written to standard output.
  @discardableResult
  static func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let (output, errors) = (Pipe(), Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    // Errors are few lines; what a build tells goes to standard output.
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    let complaint = try errors.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    if process.terminationStatus != 0 {
      throw Failure(
        description:
          "\(program) fails: \(text.suffix(2000))\(String(decoding: complaint, as: UTF8.self))")
    }
    return text
  }

  /// What the importer of a module needs beside it: the headers of C that it is built on.
  static let headers = ["CIntrinsics", "CPluginStamp"].flatMap {
    ["-Xcc", "-fmodule-map-file=\(products)/\($0).build/module.modulemap"]
  }

  static let stamp = "\(products)/CPluginStamp.build/CPluginStamp.c.o"

  /// Objects of a module that `swift build` has built.
  static func objects(of module: String) throws -> [String] {
    let folder = "\(products)/\(module).build"
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".o") }.sorted().map { "\(folder)/\($0)" }
  }
}
