internal import ModuleKit

/// Which records are compared at all: those that share a key.
package struct BlockingRule: Sendable {
  /// What must agree: "family_name + birth_date".
  package let name: String
  /// The fields that the key is made of.
  package let fields: Set<FieldKind>
  /// The keys of each record, hashed; none where something is missing.
  private let offsets: [Int32]
  private let keys: [UInt64]

  /// - Parameter keys: of each record.
  package init(_ name: String, _ fields: Set<FieldKind>, keys lists: [[UInt64]]) {
    (self.name, self.fields) = (name, fields)
    var offsets: [Int32] = [0]
    var keys: [UInt64] = []
    offsets.reserveCapacity(lists.count + 1)
    for list in lists {
      // A record that has a key twice is in its block once.
      keys += Set(list).sorted()
      offsets.append(Int32(keys.count))
    }
    (self.offsets, self.keys) = (offsets, keys)
  }

  private func keys(of record: Int) -> ArraySlice<UInt64> {
    keys[Int(offsets[record])..<Int(offsets[record + 1])]
  }

  /// Whether two records share a key.
  package func joins(_ a: Int, _ b: Int) -> Bool { sharedKey(a, b) != nil }

  /// The smallest key that two records share.
  package func sharedKey(_ a: Int, _ b: Int) -> UInt64? {
    let (mine, theirs) = (keys(of: a), keys(of: b))
    // Both lists are short and sorted.
    return mine.first { theirs.contains($0) }
  }

  /// Records that share a key.
  package struct Block {
    package let key: UInt64
    /// Ascending.
    package let records: [Int32]

    /// How many pairs it holds.
    package var pairs: Int { records.count * (records.count - 1) / 2 }
  }

  /// All blocks of two records or more, in the order of their keys.
  package func blocks() -> [Block] {
    var entries: [(key: UInt64, record: Int32)] = []
    entries.reserveCapacity(keys.count)
    for record in 0..<(offsets.count - 1) {
      for key in keys(of: record) { entries.append((key, Int32(record))) }
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
    if blocks.isEmpty { return self }
    let unwanted = Set(blocks.map(\.key))
    let lists = (0..<(offsets.count - 1)).map { record in
      keys(of: record).filter { !unwanted.contains($0) }
    }
    return BlockingRule(name, fields, keys: lists)
  }
}
