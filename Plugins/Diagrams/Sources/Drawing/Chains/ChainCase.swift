internal import Foundation
internal import ModuleKit

/// One of many people or things that a table tells chains of, each on a slide of its own.
struct ChainCase {
  /// As the table names it.
  let key: String
  let name: String
  /// What its figure is called, without the stage's name.
  let slug: String
  /// Different ways, the first being the one that the slide is about.
  var chains: [Chain] = []
  /// What a stage has decided on it, in its words; nil where none has.
  var verdict: String?
  var reason: String?
  /// Whose the case is, where it is a person.
  var person: Chain.Person?

  /// Whether the first chain is one to go. Without a verdict each is.
  var isTaken: Bool { verdict == nil || ["planned", "known"].contains(verdict) }
}

extension ChainCase {
  /// All cases of a table, in order: that of the table which lists them, else that in which they occur.
  ///
  /// `introductions_chains` tells chains for some of those of whom `introductions` has a row each.
  static func all(
    in table: TableColumns, by column: String, _ columns: ChainColumns, list: Table?,
    _ network: Network
  ) throws -> [ChainCase] {
    let keys = try table.column(column, "one_per")
    var rows: [String: [Int]] = [:]
    var order: [String] = []
    for row in 0..<columns.rowCount {
      guard let key = keys.text(at: row) else { continue }
      if rows[key] == nil { order.append(key) }
      rows[key, default: []].append(row)
    }
    let listed = Listed(list, by: column)
    let known = Set(listed.rows.keys)
    order = listed.order + order.filter { !known.contains($0) }
    var slugs = Slugs()
    return order.map { key in
      let row = listed.rows[key]
      let node = network.node(key)
      let name = row.flatMap { listed.labels?.text(at: $0) } ?? node.map { network.label(of: $0) }
      return ChainCase(
        key: key, name: name ?? key, slug: slugs.next(key),
        chains: distinct(columns.chains(rows[key] ?? [])),
        verdict: row.flatMap { listed.verdicts?.text(at: $0) },
        reason: row.flatMap { listed.reasons?.text(at: $0) },
        person: node.map { _ in Chain.person(key, label: name, network) })
    }
  }

  /// A way that is told twice, as the best and as an alternative, is drawn once.
  private static func distinct(_ chains: [Chain]) -> [Chain] {
    var seen: Set<[String]> = []
    return chains.filter { seen.insert($0.people.map(\.id)).inserted }
  }

  private struct Listed {
    private(set) var order: [String] = []
    private(set) var rows: [String: Int] = [:]
    let labels, verdicts, reasons: Column?

    init(_ table: Table?, by column: String) {
      let keys = table?.rows[column]
      (labels, verdicts) = (table?.rows["label"], table?.rows["verdict"])
      reasons = table?.rows["reason"]
      for row in 0..<(keys?.count ?? 0) {
        guard let key = keys?.text(at: row), rows[key] == nil else { continue }
        rows[key] = row
        order.append(key)
      }
    }
  }
}

/// Names of files for names of people: small letters and digits, each given once.
package struct Slugs {
  private var taken: Set<String> = []
  /// Longer ones are trouble on some file systems.
  private static let longest = 60

  package init() {}

  package mutating func next(_ name: String) -> String {
    let plain = Self.plain(name)
    var slug = plain.isEmpty ? String(taken.count + 1) : plain
    var number = 2
    while !taken.insert(slug).inserted {
      slug = "\(plain.isEmpty ? "x" : plain)-\(number)"
      number += 1
    }
    return slug
  }

  /// Letters that are none with a mark, as they are commonly spelled without them.
  private static let spelled: [Unicode.Scalar: String] = [
    "ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i",
    "ħ": "h", "ŧ": "t", "ŋ": "ng", "ĸ": "k",
  ]

  /// "Irène Vauquelin" is "irene-vauquelin".
  private static func plain(_ name: String) -> String {
    var slug = ""
    var isApart = false
    for scalar in name.decomposedStringWithCanonicalMapping.lowercased().unicodeScalars {
      // A mark over a letter is no letter.
      if (0x300..<0x370).contains(scalar.value) { continue }
      if let letters = spelled[scalar] {
        if isApart, !slug.isEmpty { slug += "-" }
        isApart = false
        slug += letters
        continue
      }
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      if !isPlain {
        isApart = true
        continue
      }
      if isApart, !slug.isEmpty { slug += "-" }
      isApart = false
      slug.unicodeScalars.append(scalar)
      if slug.utf8.count >= longest { break }
    }
    return slug
  }
}
