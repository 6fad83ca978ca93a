import Foundation
import Importers
import ModuleKit
import ModuleTesting
import Testing

/// Files with random damage are read or refused, never worse.
struct MutationTests {
  static let seeds = [
    DamagedFile(resource: "formats/csv/quoted.csv"),
    DamagedFile(resource: "formats/csv/semicolon-decimal-comma.csv"),
    DamagedFile(resource: "formats/csv/multi-edge-and-loop.csv", parameters: ["weight": "weight"]),
    DamagedFile(resource: "formats/gml/weighted-directed.gml", parameters: ["weight": "value"]),
    DamagedFile(resource: "formats/gml/jazz2_directed.gml"),
    DamagedFile(
      resource: "formats/graphml/typed-attributes.graphml", parameters: ["weight": "weight"]),
    DamagedFile(resource: "formats/graphml/attributes.graphml"),
    DamagedFile(resource: "formats/pajek/arcs-weighted.net"),
    DamagedFile(resource: "formats/pajek/matrix.net"),
    DamagedFile(resource: "formats/pajek/relations.net"),
  ]

  private static let foreign: [[UInt8]] = [
    [0], [0xFF], [0x0D], [0x22], [0x5B], [0x5D], [0x3C], [0x26], [0xC3], [0x2A],
    Array("\u{2028}".utf8), Array("999999999999999999999".utf8), Array("-1".utf8),
    Array("nan".utf8), Array("e\u{301}".utf8),
  ]

  @Test(arguments: seeds) func survivesDamage(seed: DamagedFile) throws {
    try seed.survives(foreign: Self.foreign, seed: 11)
  }
}
