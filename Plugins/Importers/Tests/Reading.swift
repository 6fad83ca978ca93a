import Foundation
import Importers
import ModuleKit
import ModuleTesting
import TestSupport

/// Runs importers on files of the test resources and on texts.
enum Reading {
  static func path(_ resource: String) -> String {
    ReferenceData.checkout + "/Tests/Resources/" + resource
  }

  /// Reads a file by the importer that its extension asks for.
  static func file(_ path: String, _ parameters: JSON = [:]) throws -> Network {
    let ending = path.split(separator: ".").last.map(String.init) ?? ""
    let graphs = ["gml", "graphml", "net", "gexf", "dl", "graph", "mtx", "json", "dot", "gv"]
    let key = graphs.contains(ending) ? "file" : "edges"
    var all = JSON.object([.init(key, .string(path))])
    if case .object(let members) = parameters {
      for member in members { all[member.key] = member.value }
    }
    switch ending {
    case "gml": return try ModuleRun(GMLImport.self, on: Network(), with: all).network
    case "graphml": return try ModuleRun(GraphMLImport.self, on: Network(), with: all).network
    case "net": return try ModuleRun(PajekImport.self, on: Network(), with: all).network
    case "gexf": return try ModuleRun(GEXFImport.self, on: Network(), with: all).network
    case "dl": return try ModuleRun(DLImport.self, on: Network(), with: all).network
    case "graph": return try ModuleRun(METISImport.self, on: Network(), with: all).network
    case "mtx": return try ModuleRun(MatrixMarketImport.self, on: Network(), with: all).network
    case "json": return try ModuleRun(NodeLinkImport.self, on: Network(), with: all).network
    case "dot", "gv": return try ModuleRun(DOTImport.self, on: Network(), with: all).network
    default: return try ModuleRun(CSVImport.self, on: Network(), with: all).network
    }
  }

  static func resource(_ name: String, _ parameters: JSON = [:]) throws -> Network {
    try file(path(name), parameters)
  }

  /// Writes `bytes` to a file called like `name` and reads it.
  static func bytes(_ bytes: [UInt8], as name: String, _ parameters: JSON = [:]) throws -> Network {
    let folder = NSTemporaryDirectory() + "sociogram-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let path = folder + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try file(path, parameters)
  }

  static func text(_ text: String, as name: String, _ parameters: JSON = [:]) throws -> Network {
    try bytes(Array(text.utf8), as: name, parameters)
  }

  /// Reads a table of ties with a table of people.
  static func tables(
    edges: String, nodes: String, _ parameters: JSON = [:]
  ) throws -> (network: Network, warnings: [Diagnostic]) {
    let folder = NSTemporaryDirectory() + "sociogram-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var all: JSON = [
      "edges": .string(folder + "/ties.csv"), "nodes": .string(folder + "/people.csv"),
    ]
    if case .object(let members) = parameters {
      for member in members { all[member.key] = member.value }
    }
    try Data(edges.utf8).write(to: URL(fileURLWithPath: folder + "/ties.csv"))
    try Data(nodes.utf8).write(to: URL(fileURLWithPath: folder + "/people.csv"))
    let run = try ModuleRun(CSVImport.self, on: Network(), with: all)
    return (run.network, run.notices)
  }

  /// What a refusal says: "bad-value 3:7 'x' is no int".
  static func refusal(_ body: () throws -> Network) -> String {
    do {
      let network = try body()
      let rows = network.ledger.flatMap(\.rejections)
      return rows.isEmpty
        ? "accepted"
        : rows.map { "\($0.reason) in line \($0.line): \($0.detail)" }.joined(separator: "; ")
    } catch let error as Diagnostic {
      return words(error)
    } catch let error as Diagnostics {
      return error.all.map(words).joined(separator: "; ")
    } catch {
      return "not a diagnostic: \(error)"
    }
  }

  private static func words(_ diagnostic: Diagnostic) -> String {
    let place = (diagnostic.location?.span?.start).map { "\($0.line):\($0.column) " } ?? ""
    return "\(diagnostic.id) \(place)\(diagnostic.message)"
  }
}

extension Network {
  /// Edges as texts with their weight, in canonical order.
  var edgeList: [String] {
    (0..<graph.edgeCount).map { edge in
      let ends = [graph.sources[edge], graph.targets[edge]].map { ids[Int($0)] }
      let weight = weight.flatMap { edges[$0.column]?.text(at: edge) }
      return (ends + (weight.map { [$0] } ?? [])).joined(separator: " ")
    }
  }
}
