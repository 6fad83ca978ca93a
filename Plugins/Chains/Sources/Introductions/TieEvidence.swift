internal import ModuleKit

/// Tells in words what is known of a tie: "by mail, 12 contacts, since 2019-03-01, last on 2024-03-31".
struct TieEvidence {
  private let columns: [(name: String, column: Column)]
  private static let known = ["channel", "relation", "count", "first_contact", "last_contact"]

  /// - Parameter chosen: the columns to tell; when empty, all that were read with the ties.
  init(_ network: Network, _ chosen: [EdgeColumn]) {
    let entries = network.edges.entries
    let all =
      chosen.isEmpty
      ? Self.known.filter { name in entries.contains { $0.name == name } }
        + entries.filter { $0.convention.isEmpty && !Self.known.contains($0.name) }.map(\.name)
      : chosen.map(\.name)
    columns = all.compactMap { name in
      entries.first { $0.name == name }.map { (name, $0.column) }
    }
  }

  func words(_ tie: Int) -> String {
    columns.compactMap { name, column in
      column.text(at: tie).map { Self.words(name, $0) }
    }.joined(separator: ", ")
  }

  private static func words(_ name: String, _ value: String) -> String {
    switch name {
    case "channel": "by \(value)"
    case "relation": value
    case "count": value == "1" ? "1 contact" : "\(value) contacts"
    case "first_contact": "since \(value)"
    case "last_contact": "last on \(value)"
    default: "\(name.replacing("_", with: " ")) \(value)"
    }
  }
}
