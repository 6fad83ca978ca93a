import BuiltInModules
import Foundation
import ModuleKit
import PipelineEngine
import Synchronization

/// Times our stages and python-igraph's calls on the same file, one after the other, and verifies
/// that both give the same result.
///
///     bench PYTHON [SCALE] [ROUNDS]
@main
struct Bench {
  static let tasks = ["import", "betweenness", "distances", "leiden"]

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else {
      print("usage: bench PYTHON [SCALE] [ROUNDS]")
      exit(64)
    }
    let scale = arguments.count > 2 ? Int(arguments[2]) ?? 12 : 12
    let rounds = arguments.count > 3 ? Int(arguments[3]) ?? 5 : 5
    let folder = NSTemporaryDirectory() + "sociogram-bench"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let size = try RMAT.write(scale: scale, to: folder + "/ties.csv")
    print("R-MAT \(scale): \(size.nodes) nodes, \(size.edges) edges; \(rounds) rounds, seconds")
    print("| task | ours, 1 thread | ours, 2 threads | igraph | igraph / ours (2) | verified |")
    print("|---|---:|---:|---:|---:|---|")
    var rows: [JSON] = []
    for task in tasks {
      let row = try await measure(task, folder, arguments[1], rounds, size)
      print(row.line)
      rows.append(row.json)
    }
    let json: JSON = [
      "graph": .string("R-MAT \(scale)"), "nodes": .integer(size.nodes),
      "edges": .integer(size.edges), "rounds": .integer(rounds), "rows": .array(rows),
    ]
    try json.pretty.write(toFile: "results.json", atomically: true, encoding: .utf8)
  }

  private static func measure(
    _ task: String, _ folder: String, _ python: String, _ rounds: Int,
    _ size: (nodes: Int, edges: Int)
  ) async throws -> Row {
    var row = Row(task: task)
    var verdicts: Set<String> = []
    for _ in 0..<rounds {
      let one = try await Ours.run(task, folder, threads: 1)
      let two = try await Ours.run(task, folder, threads: 2)
      let peer = try Peer.run(task, folder, python)
      row.one.append(one.seconds)
      row.two.append(two.seconds)
      row.peer.append(peer.seconds)
      verdicts.insert(one.same(as: two) ? two.verdict(against: peer, size) : "NO: threads differ")
    }
    row.verdict = verdicts.sorted().joined(separator: "; ")
    return row
  }
}

/// Times of one task, and whether results agree.
struct Row {
  let task: String
  var one: [Double] = []
  var two: [Double] = []
  var peer: [Double] = []
  var verdict = ""

  init(task: String) { self.task = task }

  private func text(_ times: [Double]) -> String {
    let sorted = times.sorted()
    return "\(digits(sorted[0])) (median \(digits(sorted[sorted.count / 2])))"
  }
  private func digits(_ value: Double) -> String { String(format: "%.4f", value) }

  var line: String {
    let ratio = (peer.min() ?? 0) / (two.min() ?? 1)
    return "| \(task) | \(text(one)) | \(text(two)) | \(text(peer)) | "
      + "\(String(format: "%.1f", ratio)) | \(verdict) |"
  }

  var json: JSON {
    [
      "task": .string(task), "ours_1": .array(one.map(JSON.number)),
      "ours_2": .array(two.map(JSON.number)), "igraph": .array(peer.map(JSON.number)),
      "verified": .string(verdict),
    ]
  }
}
