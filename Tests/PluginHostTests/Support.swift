import Foundation
import ModuleKit
import PluginHost
import Synchronization
import Testing

/// Every test that starts a process: one after another, so that what is left behind can be seen.
@Suite(.serialized, .enabled(if: Rig.hasPython, "there is no python3")) struct WithProcesses {}

/// A plug-in of the tests, run as a stage runs it.
final class Rig: Sendable {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path
  /// The interpreter itself: on some machines `python3` is a script that takes long to find it.
  static let python: String = {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", "import sys; print(sys.executable)"]
    process.standardOutput = pipe
    guard (try? process.run()) != nil else { return "python3" }
    let path = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return path.isEmpty ? "python3" : path.trimmingCharacters(in: .whitespacesAndNewlines)
  }()
  static let hasPython = FileManager.default.isExecutableFile(atPath: python)
  let pool: PluginPool
  let plugin: InstalledPlugin
  /// Finds what the plug-in has started.
  private let mark = UUID().uuidString
  private let heard = Mutex<[Diagnostic]>([])
  /// What the plug-in has said beside its results.
  var notices: [Diagnostic] { heard.withLock { $0 } }

  /// A module that makes one column of the nodes and has one parameter.
  static let manual: JSON = [
    "name": "test.run", "summary": "Makes a column",
    "writes": [["kind": "node_column", "name": "x", "type": "number"]],
    "parameters": [["key": "k", "type": "integer", "doc": "A number", "default": 5]],
  ]

  /// - Parameters:
  ///   - script: a Python program in a folder of the tests.
  ///   - module: what it is recorded to do.
  init(
    _ script: String, in subfolder: String = "Plugins", module: JSON = Rig.manual,
    surroundings: JSON = [:], limits: PluginLimits = PluginLimits(), run: [String]? = nil,
    arguments: [String] = []
  ) {
    pool = PluginPool(host: "sociogram tests", limits: limits)
    let wire = Self.folder + "/Plugins"
    plugin = InstalledPlugin(
      folder: "\(Self.folder)/\(subfolder)",
      manifest: PluginManifest(
        name: "test", version: "1", door: .run(run ?? ([Self.python, script] + arguments))),
      sha256: "0123", description: ["modules": [module], "surroundings": surroundings],
      environment: ["SOCIOGRAM_TEST_MARK": mark, "PYTHONPATH": wire])
  }

  /// Runs the module on a network.
  ///
  /// - Parameter with: its parameters.
  func run(
    _ network: Network, with: JSON? = nil, threads: Int = 1,
    cancellation: Cancellation = Cancellation()
  ) throws -> Network {
    let place = Diagnostic.Location(
      file: "study.yaml", span: SourceSpan(.init(line: 3, column: 5), .init(line: 3, column: 8)))
    let entry = try pool.entries(of: plugin)[0]
    let prepared = entry.prepare(
      with.map { ConfigNode($0, at: place) }, place, ParameterContext())
    if !prepared.diagnostics.isEmpty { throw Diagnostics(prepared.diagnostics) }
    let context = StageContext(
      stage: "s", module: entry.manual.name, study: "Study", seed: 7,
      workers: Workers(threads: threads, cancellation: cancellation), inputs: [network],
      location: place, locations: prepared.locations,
      notice: { [self] diagnostic in heard.withLock { $0.append(diagnostic) } })
    var result = network
    try prepared.run(&result, context)
    return result
  }

  /// What the stage fails of.
  func failure(_ network: Network = Network(sketch: "a-b b-c c-a c-d")) -> Diagnostic? {
    do {
      _ = try run(network)
      return nil
    } catch {
      return error as? Diagnostic
    }
  }

  /// Whether as many processes as that bear its mark, at once or soon: one that is just being started, or turning into
  /// another program, shows no environment for a moment.
  func showsProcesses(_ count: Int) -> Bool {
    for _ in 0..<500 {
      if processes().count >= count { return true }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return false
  }

  /// The processes that the plug-in has started, or that have started it.
  func processes() -> [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.filter { Int($0) != nil }.filter { process in
      let variables = FileManager.default.contents(atPath: "/proc/\(process)/environ") ?? Data()
      return variables.range(of: Data(mark.utf8)) != nil
    }
  }
}
