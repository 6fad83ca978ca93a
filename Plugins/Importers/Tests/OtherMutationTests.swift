import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// Files of the less common formats with random damage are read or refused, never worse.
struct OtherMutationTests {
  static let seeds = [
    DamagedFile(resource: "formats/gexf/basic.gexf", parameters: ["weight": "weight"]),
    DamagedFile(resource: "formats/gexf/dynamicTest.gexf"),
    DamagedFile(resource: "formats/dl/edgelist1-embedded.dl"),
    DamagedFile(resource: "formats/dl/edgelist2-two-mode.dl", parameters: ["id": "number"]),
    DamagedFile(resource: "formats/dl/fullmatrix-embedded.dl", parameters: ["directed": false]),
    DamagedFile(resource: "formats/dl/nodelist1.dl"),
    DamagedFile(resource: "formats/metis/tiny_03.graph"),
    DamagedFile(resource: "formats/metis/example.graph"),
    DamagedFile(resource: "formats/mtx/LFAT5.mtx"),
    DamagedFile(resource: "formats/mtx/empty.mtx"),
    DamagedFile(
      resource: "array.mtx", parameters: ["directed": false],
      text: "%%MatrixMarket matrix array real general\n% three by three\n3 3\n0 1 2\n1 0 3\n2 3 0\n"
    ),
    DamagedFile(resource: "formats/dot/team.gv", parameters: ["weight": "weight"]),
    DamagedFile(resource: "formats/dot/undirected.gv"),
    DamagedFile(resource: "formats/dot/html_labels.dot", parameters: ["id": "label"]),
    DamagedFile(
      resource: "link.json", parameters: ["weight": "weight"],
      text: """
        {"directed": true, "graph": {}, "nodes": [{"id": "a\\u00e9", "x": 1.5e2}, {"id": "b"}],
         "links": [{"source": "aé", "target": "b", "weight": 2, "list": [1, null, "\\ud83d\\ude00"]}]}
        """),
    DamagedFile(
      resource: "d3.json",
      text: """
        {"nodes": [{"name": "a"}, {"name": "b", "at": {"x": -1, "y": true}}],
         "links": [{"source": 0, "target": 1, "value": NaN}]}
        """),
  ]

  private static let foreign: [[UInt8]] = {
    let texts = [
      "\0", "\r", "\"", "{", "}", "[", "]", "<", ">", "&", ":", ",", ";", "=", "-", "->", "--", "+",
      "!", "\\", "\\u", "/*", "//", "#", "%", "\u{2028}", "999999999999999999999", "100001", "-1",
      "0", "nan", "e\u{301}", " data:", " nm=3", " subgraph ", "]]>",
    ]
    return texts.map { Array($0.utf8) } + [[0xFF], [0xC3]]
  }()

  @Test(arguments: seeds) func survivesDamage(seed: DamagedFile) throws {
    try seed.survives(foreign: Self.foreign, seed: 12)
  }

  /// A file that ends anywhere is no worse.
  @Test(arguments: seeds) func survivesCuts(seed: DamagedFile) throws {
    guard let text = seed.text else { return }
    let bytes = Array(text.utf8)
    for count in 1..<bytes.count {
      let said = Reading.refusal {
        try Reading.bytes(Array(bytes[..<count]), as: seed.resource, seed.parameters)
      }
      #expect(!said.hasPrefix("not a diagnostic"), "\(count): \(said)")
    }
  }
}
