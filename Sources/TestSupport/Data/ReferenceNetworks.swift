internal import Foundation
public import ModuleKit

/// The networks in `Tests/Resources/networks`, without weights.
public enum ReferenceNetworks {
  /// - Parameter name: `karate` for `karate.edges.csv`, whose names hold no commas.
  public static func read(_ name: String, directed: Bool = false) throws -> Network {
    let path = ReferenceData.checkout + "/Tests/Resources/networks/\(name).edges.csv"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let rows = text.split(whereSeparator: \.isNewline).dropFirst().map {
      $0.split(separator: ",").prefix(2).map(String.init)
    }
    let ids = Set(rows.joined()).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let positions = Dictionary(uniqueKeysWithValues: zip(ids, 0..<NodeID(ids.count)))
    let ends = rows.map { $0.compactMap { positions[$0] } }
    let built = try GraphBuilder(isDirected: directed).build(
      nodeCount: ids.count, sources: ends.map { $0[0] }, targets: ends.map { $0[1] })
    return Network(graph: built.graph, ids: ids)
  }
}
