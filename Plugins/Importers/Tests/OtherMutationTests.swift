import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// Files of the less common formats with random damage are read or refused, never worse.
struct OtherMutationTests {
  struct Seed: CustomStringConvertible, Sendable {
    let resource: String
    var parameters: JSON = [:]
    /// The file's text where there is no such resource.
    var text: String?
    var description: String { resource }
  }

  static let seeds = [
    Seed(resource: "formats/gexf/basic.gexf", parameters: ["weight": "weight"]),
    Seed(resource: "formats/gexf/dynamicTest.gexf"),
    Seed(resource: "formats/dl/edgelist1-embedded.dl"),
    Seed(resource: "formats/dl/edgelist2-two-mode.dl", parameters: ["id": "number"]),
    Seed(resource: "formats/dl/fullmatrix-embedded.dl", parameters: ["directed": false]),
    Seed(resource: "formats/dl/nodelist1.dl"),
    Seed(resource: "formats/metis/tiny_03.graph"),
    Seed(resource: "formats/metis/example.graph"),
    Seed(resource: "formats/mtx/LFAT5.mtx"),
    Seed(resource: "formats/mtx/empty.mtx"),
    Seed(
      resource: "array.mtx", parameters: ["directed": false],
      text: "%%MatrixMarket matrix array real general\n% three by three\n3 3\n0 1 2\n1 0 3\n2 3 0\n"
    ),
    Seed(resource: "formats/dot/team.gv", parameters: ["weight": "weight"]),
    Seed(resource: "formats/dot/undirected.gv"),
    Seed(resource: "formats/dot/html_labels.dot", parameters: ["id": "label"]),
    Seed(
      resource: "link.json", parameters: ["weight": "weight"],
      text: """
        {"directed": true, "graph": {}, "nodes": [{"id": "a\\u00e9", "x": 1.5e2}, {"id": "b"}],
         "links": [{"source": "aé", "target": "b", "weight": 2, "list": [1, null, "\\ud83d\\ude00"]}]}
        """),
    Seed(
      resource: "d3.json",
      text: """
        {"nodes": [{"name": "a"}, {"name": "b", "at": {"x": -1, "y": true}}],
         "links": [{"source": 0, "target": 1, "value": NaN}]}
        """),
  ]

  @Test(arguments: seeds) func survivesDamage(seed: Seed) throws {
    let original: [UInt8]
    if let text = seed.text {
      original = Array(text.utf8)
    } else {
      let path = Reading.path(seed.resource)
      original = [UInt8](try #require(FileManager.default.contents(atPath: path)))
    }
    let ending = seed.resource.split(separator: ".").last.map(String.init) ?? ""
    let target = NSTemporaryDirectory() + "sociogram-\(UUID().uuidString).\(ending)"
    defer { try? FileManager.default.removeItem(atPath: target) }
    var random = RandomSource(seed: 12, stream: seed.resource)
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

  /// A file that ends anywhere is no worse.
  @Test(arguments: seeds) func survivesCuts(seed: Seed) throws {
    guard let text = seed.text else { return }
    let bytes = Array(text.utf8)
    for count in 1..<bytes.count {
      let said = Reading.refusal {
        try Reading.bytes(Array(bytes[..<count]), as: seed.resource, seed.parameters)
      }
      #expect(!said.hasPrefix("not a diagnostic"), "\(count): \(said)")
    }
  }

  /// One to four cuts, copies, swaps or foreign bytes.
  private static func damaged(_ bytes: [UInt8], _ random: inout RandomSource) -> [UInt8] {
    let texts = [
      "\0", "\r", "\"", "{", "}", "[", "]", "<", ">", "&", ":", ",", ";", "=", "-", "->", "--", "+",
      "!", "\\", "\\u", "/*", "//", "#", "%", "\u{2028}", "999999999999999999999", "100001", "-1",
      "0", "nan", "e\u{301}", " data:", " nm=3", " subgraph ", "]]>",
    ]
    let foreign: [[UInt8]] = texts.map { Array($0.utf8) } + [[0xFF], [0xC3]]
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
