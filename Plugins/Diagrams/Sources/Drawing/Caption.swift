internal import ModuleKit

/// The line at the foot of a slide: data, preparation, methods, seed.
enum Caption {
  /// More names of files would leave no room for the methods.
  private static let mostFiles = 4

  /// - Parameters:
  ///   - table: the table that the slide shows; nil for nodes and ties.
  ///   - columns: what the slide shows of it; the methods behind these are named.
  ///   - closing: what comes after the methods.
  static func text(
    _ network: Network, table: String? = nil, columns: [String], closing: [String]
  ) -> String {
    func captions(_ isWanted: (MethodNote.Subject) -> Bool) -> [String] {
      network.methods.filter { isWanted($0.subject) && !$0.caption.isEmpty }.map(\.caption)
    }
    let methods: [String] =
      if let table {
        network.methods(ofTable: table, columns: columns).map(\.caption).filter { !$0.isEmpty }
      } else {
        columns.flatMap { column in captions { $0 == .measure(column) } }
      }
    let measures = unique(methods) + closing
    let cited = captions { $0 == .data }
    let data = cited.isEmpty ? files(of: network) : unique(cited)
    let sentences =
      data.map { "Data: \($0)." }
      + captions { $0 == .preparation }.map { sentence([$0]) }
      + (measures.isEmpty ? [] : [sentence(measures)])
    return sentences.joined(separator: " ")
  }

  /// The names of the files that were read, for data that nobody is cited for.
  private static func files(of network: Network) -> [String] {
    let names = unique(
      network.ledger.filter(\.isInput).map { entry in
        entry.source.split(separator: "/").last.map(String.init) ?? entry.source
      }.filter { !$0.isEmpty })
    guard let last = names.last else { return [] }
    if names.count == 1 { return names }
    if names.count <= mostFiles {
      return [names.dropLast().joined(separator: ", ") + " and " + last]
    }
    let shown = names.prefix(mostFiles - 1)
    return [shown.joined(separator: ", ") + " and \(names.count - shown.count) other files"]
  }

  private static func unique(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  /// Parts as one sentence with a capital and a full stop.
  private static func sentence(_ parts: [String]) -> String {
    let text = parts.joined(separator: "; ")
    return text.prefix(1).uppercased() + text.dropFirst() + "."
  }
}
