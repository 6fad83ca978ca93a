import Foundation
import Importers
import ModuleKit
import ModuleTesting
import Testing

/// Files with random damage are read or refused, never worse.
struct MutationTests {
  struct Seed: CustomStringConvertible, Sendable {
    let resource: String
    var parameters: JSON = [:]
    var description: String { resource }
  }

  static let seeds = [
    Seed(resource: "formats/csv/quoted.csv"),
    Seed(resource: "formats/csv/semicolon-decimal-comma.csv"),
    Seed(resource: "formats/csv/multi-edge-and-loop.csv", parameters: ["weight": "weight"]),
    Seed(resource: "formats/gml/weighted-directed.gml", parameters: ["weight": "value"]),
    Seed(resource: "formats/gml/jazz2_directed.gml"),
    Seed(resource: "formats/graphml/typed-attributes.graphml", parameters: ["weight": "weight"]),
    Seed(resource: "formats/graphml/attributes.graphml"),
    Seed(resource: "formats/pajek/arcs-weighted.net"),
    Seed(resource: "formats/pajek/matrix.net"),
    Seed(resource: "formats/pajek/relations.net"),
  ]

  @Test(arguments: seeds) func survivesDamage(seed: Seed) throws {
    let path = Reading.path(seed.resource)
    let original = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    let ending = seed.resource.split(separator: ".").last.map(String.init) ?? ""
    let target = NSTemporaryDirectory() + "sociogram-\(UUID().uuidString).\(ending)"
    defer { try? FileManager.default.removeItem(atPath: target) }
    var random = RandomSource(seed: 11, stream: seed.resource)
    // Together at least 5000 per parser.
    for round in 0..<2500 {
      let bytes = Self.damaged(original, &random)
      try Data(bytes).write(to: URL(fileURLWithPath: target))
      do {
        let network = try Reading.file(target, seed.parameters)
        #expect(network.ledger.allSatisfy { $0.isBalanced }, "round \(round)")
        #expect(network.nodes.rowCount == network.graph.nodeCount)
      } catch let error as Diagnostic {
        #expect(error.location != nil, "round \(round): \(error.message)")
      } catch let error as Diagnostics {
        #expect(error.all.allSatisfy { $0.location != nil }, "round \(round)")
      } catch {
        Issue.record("round \(round): \(error)")
      }
    }
  }

  /// One to four cuts, copies, swaps or foreign bytes.
  private static func damaged(_ bytes: [UInt8], _ random: inout RandomSource) -> [UInt8] {
    let foreign: [[UInt8]] = [
      [0], [0xFF], [0x0D], [0x22], [0x5B], [0x5D], [0x3C], [0x26], [0xC3], [0x2A],
      Array("\u{2028}".utf8), Array("999999999999999999999".utf8), Array("-1".utf8),
      Array("nan".utf8), Array("e\u{301}".utf8),
    ]
    var result = bytes
    for _ in 0...random.next(below: 4) where !result.isEmpty {
      let place = random.next(below: result.count)
      switch random.next(below: 5) {
      case 0: result[place] = UInt8(random.next(below: 256))
      case 1: result.removeSubrange(place..<min(result.count, place + 1 + random.next(below: 20)))
      case 2: result.insert(contentsOf: foreign[random.next(below: foreign.count)], at: place)
      case 3:
        let end = min(result.count, place + random.next(below: 30))
        result.insert(contentsOf: Array(result[place..<end]), at: random.next(below: result.count))
      default: result.removeSubrange(place...)
      }
    }
    return result
  }
}
