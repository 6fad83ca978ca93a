import Foundation
import ModuleKit
import ModuleTesting
import PipelineEngine
import Testing

/// What is stored is loaded again, and what has not changed is not stored twice.
struct StoreTests {
  private static let loops = Graph(
    nodeCount: 5, isDirected: false, sources: [0, 0, 2, 3], targets: [0, 3, 2, 4])
  private static let loopsDirected = Graph(
    nodeCount: 5, isDirected: true, sources: [0, 0, 2, 3, 4], targets: [0, 3, 2, 0, 3])

  @Test(arguments: [1, 3]) func networksComeBack(threads: Int) throws {
    let tiny =
      TinyGraphs.all(upTo: 3, directed: false) + TinyGraphs.all(upTo: 3, directed: true)
    for graph in tiny + RandomGraphs.spread + [Self.loops, Self.loopsDirected] {
      let test = try TestStore(threads: threads)
      let network = networkOfEverything(graph)
      let key = try test.save(network)
      #expect(test.store.holds(key))
      expectSame(try test.load(key), network, "\(graph)")
    }
  }

  @Test func bareNetworksComeBack() throws {
    for network in [Network()] + EdgeCases.all.map(\.network) {
      let test = try TestStore(threads: 2)
      expectSame(try test.load(try test.save(network)), network)
    }
  }

  /// Many rows: several chunks of texts and edges, and parts that are written in pieces.
  @Test func largeNetworksComeBack() throws {
    let n: NodeID = 70_000
    for isDirected in [false, true] {
      let graph = Graph(
        nodeCount: Int(n), isDirected: isDirected,
        sources: Array(repeating: 0, count: Int(n) - 1), targets: Array(1..<n))
      let test = try TestStore(threads: 2)
      let network = networkOfEverything(graph)
      let key = try test.save(network)
      expectSame(try test.load(key), network)
      #expect(try FileManager.default.contentsOfDirectory(atPath: test.folder + "/tmp").isEmpty)
    }
  }

  @Test func sameNetworkSameBytes() throws {
    let network = networkOfEverything(Self.loopsDirected)
    let (first, second) = (try TestStore(), try TestStore(threads: 3))
    let key = try first.save(network)
    let loaded = try #require(try first.load(key))
    #expect(try second.save(loaded) == key)
    #expect(first.blobs == second.blobs)
    #expect(try first.record(key) == second.record(key))
  }

  @Test func summaryIsKept() throws {
    let test = try TestStore()
    let network = networkOfEverything(Self.loops)
    let summary = test.store.summary(try test.save(network))
    #expect(summary?.nodes == 5 && summary?.edges == 4 && summary?.rejected == 1)
    #expect(test.store.summary("none") == nil)
  }

  /// A forged blob shows whether the listed hash was taken over or made anew.
  @Test func untouchedPartsAreTakenOver() throws {
    let test = try TestStore()
    let network = networkOfEverything(Self.loopsDirected)
    let key = try test.save(network)
    let kinds: [UInt8] = [0, 1, 2, 3, 4, 5]
    let stored = try kinds.flatMap { try test.blobs(ofKind: $0) }
    var forged: Set<String> = []
    for hash in stored {
      let bytes = try test.blob(hash).map { $0 ^ 0xff }
      forged.insert(try test.forge(hash, bytes, in: key))
    }
    var changed = network
    changed.nodes.set("number", .numbers([1, 2, 3, 4, 5]), convention: "new")
    changed.nodes.set("integer", network.nodes["integer"] ?? .missing(.integer, count: 5))
    let before = test.blobs
    let derived = try test.save(changed, as: "derived", from: (network, key))
    let record = String(decoding: try test.record(derived), as: UTF8.self)
    // All but the column that was changed; the same column in a table was not.
    let taken = forged.filter { record.contains($0) }
    #expect(taken.count == forged.count - 1)
    #expect(stored.allSatisfy { !record.contains($0) })
    #expect(test.blobs.subtracting(before).count == 1)
  }

  @Test func conventionsMayChangeAlone() throws {
    let test = try TestStore()
    let network = networkOfEverything(Self.loops)
    let key = try test.save(network)
    let before = test.blobs
    var changed = network
    changed.nodes.set(
      "flag", network.nodes["flag"] ?? .missing(.boolean, count: 5), convention: "said")
    let derived = try test.save(changed, as: "derived", from: (network, key))
    #expect(test.blobs == before)
    expectSame(try test.load(derived), changed)
  }

  @Test func equalTextsOfOtherBytesAreNotTakenOver() throws {
    let test = try TestStore()
    var network = Network(sketch: "a-b")
    network.set(Table(name: "t", title: "\u{e9}", rows: network.nodes))
    let key = try test.save(network)
    var changed = network
    changed.set(Table(name: "t", title: "e\u{301}", rows: network.nodes))
    let derived = try test.save(changed, as: "derived", from: (network, key))
    let title = try test.load(derived)?.tables[0].title
    #expect(title.map { Array($0.utf8) } == Array("e\u{301}".utf8))
  }

  @Test func partsThatAreGoneAreWrittenAgain() throws {
    let test = try TestStore()
    let network = networkOfEverything(Self.loops)
    let key = try test.save(network)
    for hash in test.blobs { try FileManager.default.removeItem(atPath: test.blobPath(hash)) }
    #expect(!test.store.holds(key))
    let derived = try test.save(network, as: "derived", from: (network, key))
    #expect(test.store.holds(derived))
    expectSame(try test.load(derived), network)
    // The origin may never have been stored.
    let other = try test.save(network, as: "other", from: (network, "no such key"))
    expectSame(try test.load(other), network)
  }

  @Test func cancellingStopsAndLeavesNothing() throws {
    let test = try TestStore()
    let network = networkOfEverything(Self.loops)
    let key = try test.save(network)
    let cancellation = Cancellation()
    cancellation.cancel()
    let workers = Workers(threads: 1, cancellation: cancellation)
    #expect(throws: Cancelled.self) { try test.store.load(key, on: workers) }
    #expect(test.store.holds(key))
  }
}
