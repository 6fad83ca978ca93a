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
    text([.init("", network)], table: table, columns: columns, closing: closing)
  }

  /// The caption of a slide that shows several networks, such as branches of a study. What they have in common is
  /// said once; what was done to some of them only says to which.
  ///
  /// - Parameter inputs: the networks, and what they are called on the slide.
  static func text(
    _ inputs: [Network.Named], table: String? = nil, columns: [String], closing: [String]
  ) -> String {
    func captions(_ isWanted: (MethodNote.Subject) -> Bool) -> [String] {
      inputs.flatMap(\.network.methods).filter { isWanted($0.subject) && !$0.caption.isEmpty }
        .map(\.caption)
    }
    let methods: [String] =
      if let table {
        inputs.flatMap { $0.network.methods(ofTable: table, columns: columns) }.map(\.caption)
          .filter { !$0.isEmpty }
      } else {
        unique(columns).flatMap { column in captions { $0 == .measure(column) } }
      }
    let measures = unique(methods) + closing
    let cited = captions { $0 == .data }
    let ledger = Ledgers.joined(inputs.map(\.network.ledger))
    let data = cited.isEmpty ? files(of: ledger) : unique(cited)
    let sentences =
      data.map { "Data: \($0)." } + preparations(inputs)
      + (measures.isEmpty ? [] : [sentence(measures)])
    return sentences.joined(separator: " ")
  }

  /// What was done before: to all of them, then to each what was done to it alone. In one row it would read as one
  /// thing after the other.
  private static func preparations(_ inputs: [Network.Named]) -> [String] {
    let all = inputs.map { input in
      input.network.methods.filter { $0.subject == .preparation && !$0.caption.isEmpty }
        .map(\.caption)
    }
    let first = all.first ?? []
    let shared = first.indices.prefix { place in
      all.allSatisfy { $0.indices.contains(place) && $0[place] == first[place] }
    }.count
    let rests = all.map { Array($0.dropFirst(shared)) }
    let own = unique(rests.map { $0.joined(separator: "; ") }).filter { !$0.isEmpty }.map { rest in
      let names = zip(inputs, rests).filter { $1.joined(separator: "; ") == rest }.map(\.0.name)
      return "In \(names.joined(separator: ", ")): \(rest)."
    }
    return first.prefix(shared).map { sentence([$0]) } + own
  }

  /// The names of the files that were read, for data that nobody is cited for.
  private static func files(of ledger: [LedgerEntry]) -> [String] {
    let names = unique(
      ledger.filter(\.isInput).map { entry in
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
