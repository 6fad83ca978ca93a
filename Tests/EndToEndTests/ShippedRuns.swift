import Foundation
import ModuleTesting
import TestSupport

/// Every shipped study is run once, whatever asks for its results.
enum ShippedRuns {
  /// Every study that is shipped, and can be run here.
  static let names: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: ReferenceData.checkout + "/pipelines"))
    ?? []).filter { $0.hasSuffix(".yaml") && (!needsPlugins($0) || PluginExamples.arePossible) }
    .sorted()

  /// Whether a study uses modules that are not built in.
  static func needsPlugins(_ name: String) -> Bool { name == "with-plugins.yaml" }

  struct Run {
    let status: Int32
    let errors: String
    /// By their paths in the folder of results, the manifest among them.
    let files: [String: Data]

    /// Name and text of every drawing.
    var drawings: [(name: String, svg: Data)] {
      files.keys.filter { $0.hasSuffix(".svg") }.sorted().compactMap { name in
        files[name].map { (name, $0) }
      }
    }
  }

  /// Whoever asks first runs it; others wait.
  private final class Once: @unchecked Sendable {
    private let lock = NSLock()
    private var result: Result<Run, any Error>?

    func value(_ make: () throws -> Run) throws -> Run {
      try lock.withLock {
        let known = result ?? Result { try make() }
        result = known
        return try known.get()
      }
    }
  }
  private static let runs = Dictionary(uniqueKeysWithValues: names.map { ($0, Once()) })

  static func run(_ name: String) throws -> Run {
    guard let once = runs[name] else { throw CocoaError(.fileNoSuchFile) }
    return try once.value {
      let folder = try TemporaryFolder()
      let result = try Program.run(
        ["run", "pipelines/" + name, "--out", folder.path + "/out"],
        environment: needsPlugins(name) ? PluginExamples.environment() : [:])
      var files = folder.files(in: "out")
      let manifest = folder.path + "/out/manifest.json"
      files["manifest.json"] = FileManager.default.contents(atPath: manifest)
      return Run(status: result.status, errors: result.errors, files: files)
    }
  }
}
