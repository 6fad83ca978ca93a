internal import ModuleKit

/// Which records are compared at all: those that share a key.
package struct BlockingRule: Sendable {
  /// What must agree: "family_name + birth_date".
  package let name: String
  /// The fields that the key is made of.
  package let fields: Set<FieldKind>
  /// What records say in each respect; a key is one code of each.
  private let parts: [CodeLists]
  private let isSingle: Bool
  /// Keys of blocks that are too large to be used.
  private var unused: Set<UInt64> = []

  /// Whether its pairs teach how often people of one name change the rest: broad rules find mostly strangers, among
  /// whom that is noise.
  package let teaches: Bool

  /// - Parameter parts: must be of the same records.
  package init(
    _ name: String, _ fields: Set<FieldKind>, _ parts: [CodeLists], teaches: Bool = true
  ) {
    (self.name, self.fields, self.parts, self.teaches) = (name, fields, parts, teaches)
    isSingle = parts.allSatisfy(\.isSingle)
  }

  private static let seed: UInt64 = 0x243f_6a88_85a3_08d3

  private static func key(_ before: UInt64, _ code: Int32) -> UInt64 {
    let mixed = (before ^ UInt64(UInt32(bitPattern: code))) &* 0x9e37_79b9_7f4a_7c15
    return mixed ^ mixed >> 29
  }

  /// The key of a record that says one thing in each respect.
  private func singleKey(_ record: Int) -> UInt64? {
    var key = Self.seed
    for part in parts {
      let code = part.single[record]
      if code < 0 { return nil }
      key = Self.key(key, code)
    }
    return key
  }

  /// Somebody with many addresses and companies would be in hundreds of blocks.
  private static let mostKeys = 64

  /// All combinations of the parts' codes, each once.
  private func keys(of record: Int) -> [UInt64] {
    if parts.contains(where: { $0.isEmpty(record) }) { return [] }
    var keys = [Self.seed]
    for part in parts {
      let codes = part[record]
      keys = Array(
        keys.flatMap { before in codes.map { Self.key(before, $0) } }.prefix(Self.mostKeys))
    }
    return keys.count > 1 ? Array(Set(keys)).sorted() : keys
  }

  /// Whether two records share a key.
  package func joins(_ a: Int, _ b: Int) -> Bool { sharedKey(a, b) != nil }

  /// The smallest key that two records share.
  package func sharedKey(_ a: Int, _ b: Int) -> UInt64? {
    for part in parts where !part.shares(a, b) { return nil }
    if isSingle { return singleKey(a).flatMap { unused.contains($0) ? nil : $0 } }
    let theirs = keys(of: b)
    return keys(of: a).first { theirs.contains($0) && !unused.contains($0) }
  }

  /// Records that share a key.
  package struct Block: Sendable {
    package let key: UInt64
    /// Ascending.
    package let records: [Int32]

    /// How many pairs it holds.
    package var pairs: Int { records.count * (records.count - 1) / 2 }
  }

  /// All blocks of two records or more, in the order of their keys.
  package func blocks() -> [Block] {
    var entries: [(key: UInt64, record: Int32)] = []
    for record in 0..<(parts.first?.count ?? 0) {
      if isSingle {
        if let key = singleKey(record), !unused.contains(key) {
          entries.append((key, Int32(record)))
        }
        continue
      }
      for key in keys(of: record) where !unused.contains(key) {
        entries.append((key, Int32(record)))
      }
    }
    entries.sort { ($0.key, $0.record) < ($1.key, $1.record) }
    var blocks: [Block] = []
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key == entries[start].key { end += 1 }
      if end - start > 1 {
        blocks.append(Block(key: entries[start].key, records: entries[start..<end].map(\.record)))
      }
      start = end
    }
    return blocks
  }

  /// The rule without the keys of some blocks.
  package func without(_ blocks: [Block]) -> BlockingRule {
    var rule = self
    for block in blocks { rule.unused.insert(block.key) }
    return rule
  }
}
