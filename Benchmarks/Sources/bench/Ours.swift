import BuiltInModules
import Foundation
import ModuleKit
import PipelineEngine
import Synchronization

/// A task done by the engine, timed by the engine.
struct Ours {
  let seconds: Double
  private let files: [String: Data]
  private let task: String

  static func run(_ task: String, _ folder: String, threads: Int) async throws -> Ours {
    let stage =
      switch task {
      case "betweenness": "- use: centrality.betweenness\n    with: {normalized: false}"
      case "distances": "- use: chains.distances"
      case "leiden": "- use: communities.leiden"
      default: ""
      }
    let study =
      "study: Bench\nseed: 7\nstages:\n  - use: import.csv\n    with: {edges: ties.csv}\n  \(stage)\n"
    let engine = Engine(registry: builtInModules, version: "bench")
    let checked = engine.check(text: Array(study.utf8), name: "bench.yaml", folder: folder)
    guard let plan = checked.plan else {
      throw Failure(text: DiagnosticRenderer(checked.sources).render(checked.diagnostics))
    }
    let times = Mutex<[String: Double]>([:])
    let output = folder + "/out"
    _ = try await engine.run(
      plan, output: output, options: .init(threads: threads, ignoresCache: true)
    ) { event in
      if case .finished(let stage, let seconds, _) = event {
        times.withLock { $0[stage] = seconds }
      }
    }
    let last = plan.stages[plan.stages.count - 1].id
    var files: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: output)
    where name != "manifest.json" {
      files[name] = FileManager.default.contents(atPath: output + "/" + name)
    }
    return Ours(seconds: times.withLock { $0[last] ?? .nan }, files: files, task: task)
  }

  struct Failure: Error { let text: String }

  func same(as other: Ours) -> Bool { files == other.files }

  private func lines(_ file: String) -> [[String]] {
    String(decoding: files[file] ?? Data(), as: UTF8.self).split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
  private func summary(_ file: String, _ measure: String) -> Double {
    lines(file).first { $0[0] == measure }.flatMap { Double($0[1]) } ?? .nan
  }

  /// "yes" with what was compared, or "NO" with the difference.
  func verdict(against peer: Peer, _ size: (nodes: Int, edges: Int)) -> String {
    switch task {
    case "import":
      let (n, m) = (lines("nodes.csv").count, lines("edges.csv").count)
      let agrees = n == size.nodes && m == size.edges && peer.n == n && peer.m == m
      return agrees ? "yes: same n, m" : "NO: \(n), \(m)"
    case "betweenness":
      var largest = 0.0
      for row in lines("nodes.csv") {
        let (ours, theirs) = (Double(row[1]) ?? .nan, peer.values?[row[0]] ?? .nan)
        largest = max(largest, abs(ours - theirs) / max(1, abs(theirs)))
      }
      return largest < 1e-9 ? "yes: every node to 1e-9" : "NO: off by \(largest)"
    case "distances":
      let mean = summary("chain_lengths.csv", "mean_links")
      return abs(mean - (peer.mean ?? .nan)) < 1e-9 ? "yes: same mean" : "NO: \(mean)"
    default:
      let found = summary("community_summary.csv", "modularity")
      let theirs = peer.modularity ?? .nan
      let text = String(format: "Q %.5f, igraph %.5f", found, theirs)
      return found >= theirs - 1e-3 ? "yes: \(text)" : "NO: \(text)"
    }
  }
}

/// A task done by python-igraph in a process of its own, timed by that process.
struct Peer: Decodable {
  let seconds: Double
  let n: Int?
  let m: Int?
  let mean: Double?
  let modularity: Double?
  let values: [String: Double]?

  static func run(_ task: String, _ folder: String, _ python: String) throws -> Peer {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = ["peers.py", task, folder + "/ties.csv"]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(Peer.self, from: output)
  }
}
