import Foundation
import ModuleKit
import ModuleTesting
import PipelineEngine
import Testing

/// Whatever stands in the files of a store: it is absent or a network, never a trap.
struct StoreDamageTests {
  private static let graphs = [
    Graph(nodeCount: 4, isDirected: false, sources: [0, 0, 1, 2], targets: [0, 3, 2, 2]),
    Graph(nodeCount: 4, isDirected: true, sources: [0, 0, 2, 3], targets: [0, 3, 2, 0]),
  ]

  /// A network whose blobs are short.
  private func small(_ graph: Graph) -> Network {
    var network = Network(graph: graph, ids: ["a", "b", "ç", "d"])
    network.nodes.set("text", .texts(["x", nil, "y", "x"]))
    network.nodes.set("flag", .flags([.no, .yes, .missing, .no]))
    network.edges.set("weight", .numbers([1, .nan, 2, 3]))
    network.set(Table(name: "t", title: "T", rows: network.nodes))
    network.set(
      Figure(
        name: "f", title: "", description: "", renderings: [.init(format: "s", bytes: [1])],
        drawing: .init(dot: [1], names: [nil, "n"], width: 1, height: 2, dpi: 3)))
    network.set(Document(path: "d", bytes: [1, 2]))
    network.ledger = [LedgerEntry(source: "s", unit: "u", read: 1, kept: 1, notes: ["n"])]
    network.methods = [MethodNote(.measure("m"), "t", reference: "r")]
    return network
  }

  @Test(arguments: [0, 1]) func changedBytesAreAbsent(index: Int) throws {
    let test = try TestStore()
    let network = small(Self.graphs[index])
    let key = try test.save(network)
    for hash in test.blobs {
      let bytes = try test.blob(hash)
      func expectAbsent(_ damaged: [UInt8]) throws {
        try test.write(damaged, toBlob: hash)
        #expect(try test.load(key) == nil)
        #expect(!test.store.holds(key))
        #expect(!FileManager.default.fileExists(atPath: test.blobPath(hash)))
        try test.save(network)
      }
      for length in bytes.indices { try expectAbsent(Array(bytes[..<length])) }
      for place in bytes.indices {
        var damaged = bytes
        damaged[place] ^= 1 << UInt8(place % 8)
        try expectAbsent(damaged)
      }
      try expectAbsent(bytes + [0])
    }
    expectSame(try test.load(key), network)
  }

  /// As if somebody had stored it so: hashes fit, the content does not.
  @Test(arguments: [0, 1]) func liesNeverTrap(index: Int) throws {
    let test = try TestStore()
    let network = small(Self.graphs[index])
    let key = try test.save(network)
    let record = try test.record(key)
    for hash in test.blobs {
      let bytes = try test.blob(hash)
      func tryOut(_ lie: [UInt8]) throws -> Network? {
        let forged = try test.forge(hash, lie, in: key)
        let loaded = try test.load(key)
        try? FileManager.default.removeItem(atPath: test.blobPath(forged))
        try Data(record).write(to: URL(fileURLWithPath: test.recordPath(key)))
        return loaded
      }
      for length in bytes.indices { #expect(try tryOut(Array(bytes[..<length])) == nil) }
      #expect(try tryOut(bytes + [0]) == nil)
      for place in bytes.indices {
        for byte in [bytes[place] ^ 1, 0xff] where byte != bytes[place] {
          var lie = bytes
          lie[place] = byte
          let loaded = try tryOut(lie)
          // Magic, format and kind are known.
          if place < 24 { #expect(loaded == nil) }
          // Rows of a graph say everything twice.
          if bytes[16] == 0 { #expect(loaded == nil, "\(place) \(byte)") }
          _ = loaded?.graph.outgoing.edges
          _ = loaded?.graph.incoming.edges
        }
      }
    }
    expectSame(try test.load(key), network)
  }

  @Test func damagedRecordsAreAbsent() throws {
    let test = try TestStore()
    let key = try test.save(small(Self.graphs[0]))
    let record = try test.record(key)
    for place in record.indices {
      var damaged = record
      damaged[place] ^= 1 << UInt8(place % 8)
      for bytes in [damaged, Array(record[..<place])] {
        try Data(bytes).write(to: URL(fileURLWithPath: test.recordPath(key)))
        #expect(try test.load(key) == nil && !test.store.holds(key))
        #expect(test.store.summary(key) == nil)
      }
    }
    // Sealed, but not what it should be.
    for place in 0..<(record.count - 64) {
      try Data(record).write(to: URL(fileURLWithPath: test.recordPath(key)))
      try test.editRecord(key) { $0[place] = 0xff }
      _ = try test.load(key)
      try test.save(small(Self.graphs[0]))
    }
  }

  @Test func otherFormatsAreAbsent() throws {
    let test = try TestStore()
    let network = small(Self.graphs[0])
    let key = try test.save(network)
    // Records of the format before had no head.
    for edit in [{ $0.removeFirst(24) }, { $0[8] = 2 }, { $0[8] += 1 }] as [(inout [UInt8]) -> Void]
    {
      try test.editRecord(key, edit)
      #expect(!test.store.holds(key))
      #expect(try test.load(key) == nil)
      #expect(test.store.summary(key) == nil)
      try test.save(network)
      #expect(test.store.holds(key))
    }
    for kind in 0...6 as ClosedRange<UInt8> {
      let hash = try #require(try test.blobs(ofKind: kind).first)
      var bytes = try test.blob(hash)
      bytes[8] += 1
      try test.forge(hash, bytes, in: key)
      #expect(try test.load(key) == nil)
      #expect(!test.store.holds(key))
      try test.save(network)
    }
  }
}
