import Foundation
import Importers
import ModuleKit
import ModuleTesting
import Testing
import TestSupport

/// A network with values that two other programs agree on.
struct PeerNetwork: CustomStringConvertible, Sendable {
  let oracle: String
  let edges: String
  var nodes: String?
  var directed = false
  var description: String { oracle }

  static let all = [
    PeerNetwork(oracle: "karate", edges: "karate.edges.csv", nodes: "karate.nodes.csv"),
    PeerNetwork(oracle: "lesmis", edges: "lesmis.edges.csv", nodes: "lesmis.nodes.csv"),
    PeerNetwork(oracle: "krackhardt-kite", edges: "kite.edges.csv", nodes: "kite.nodes.csv"),
    PeerNetwork(
      oracle: "florentine-marriage", edges: "flo_marriage.edges.csv",
      nodes: "flo_marriage.nodes.csv"),
    PeerNetwork(
      oracle: "florentine-business", edges: "flo_business.edges.csv",
      nodes: "flo_business.nodes.csv"),
    PeerNetwork(oracle: "davis-southern-women", edges: "southern_women.edges.csv"),
    PeerNetwork(oracle: "dolphins", edges: "dolphins.edges.csv"),
    PeerNetwork(
      oracle: "krackhardt-hightech-advice", edges: "ht_advice.edges.csv", directed: true),
    PeerNetwork(
      oracle: "krackhardt-hightech-friends", edges: "ht_friends.edges.csv", directed: true),
  ]

  private static let resources = ReferenceData.checkout + "/Tests/Resources/"

  func network() throws -> Network {
    var parameters: JSON = [
      "edges": .string(Self.resources + "networks/" + edges), "directed": .bool(directed),
      "weight_means": "strength",
    ]
    if let nodes {
      parameters["nodes"] = .string(Self.resources + "networks/" + nodes)
      parameters["id"] = "id"
    }
    return try ModuleRun(CSVImport.self, on: Network(), with: parameters).network
  }

  func values() throws -> PeerValues {
    try PeerValues(path: Self.resources + "oracles/\(oracle).json")
  }
}

/// The content of a file of peer values.
struct PeerValues: Decodable {
  let n: Int
  let m: Int
  let nodes: [String: [String: Double?]]
  let scalars: [String: Scalar]?

  enum Scalar: Decodable {
    case number(Double)
    case histogram([String: Int])
    case other

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else if let histogram = try? container.decode([String: Int].self) {
        self = .histogram(histogram)
      } else {
        self = .other
      }
    }
  }

  init(path: String) throws {
    self = try JSONDecoder().decode(
      PeerValues.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
  }

  func scalar(_ name: String) -> Double? {
    if case .number(let value)? = scalars?[name] { return value }
    return nil
  }

  /// Compares a column with the peers' values of `measure`, to 1e-9 relative.
  func expectEqual(
    _ network: Network, _ column: String, _ measure: String, tolerance: Double = 1e-9,
    scale: Double = 1, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let ours = try #require(network.nodes[column], sourceLocation: sourceLocation).asNumbers
    for (node, id) in network.ids.enumerated() {
      let peers = try #require(nodes[id], "\(id)", sourceLocation: sourceLocation)
      guard let entry = peers[measure] else { continue }
      let mine = ours[node] * scale
      if let theirs = entry {
        let isClose = abs(mine - theirs) <= tolerance * max(1, abs(theirs))
        #expect(
          isClose, "\(column) of \(id): \(mine), peers \(theirs)", sourceLocation: sourceLocation)
      } else {
        #expect(ours[node].isNaN, "\(column) of \(id)", sourceLocation: sourceLocation)
      }
    }
  }
}

extension Network {
  /// A value of a summary table.
  func summary(_ table: String, _ measure: String) -> Double {
    guard let rows = self.table(table)?.rows, let names = rows["measure"],
      let index = (0..<names.count).first(where: { names.text(at: $0) == measure })
    else { return .nan }
    return rows["value"]?.number(at: index) ?? .nan
  }
}
