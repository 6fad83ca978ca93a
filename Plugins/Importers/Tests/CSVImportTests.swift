import Foundation
import Importers
import ModuleKit
import ModuleTesting
import Testing

struct CSVImportTests {
  private static let plain = "source,target,weight\nZoë,Ann,2\nAnn,Bob,1.5\n"
  private static let edges = ["Ann Bob 1.5", "Ann Zoë 2"]

  @Test func readsMarksAndLineEndings() throws {
    for text in [
      Self.plain, "\u{FEFF}" + Self.plain, Self.plain.replacing("\n", with: "\r\n"),
      Self.plain.replacing("\n", with: "\r"), String(Self.plain.dropLast()),
    ] {
      #expect(try Reading.text(text, as: "a.csv").edgeList == Self.edges)
    }
  }

  @Test func readsUTF16() throws {
    let units = Array(Self.plain.utf16)
    var little: [UInt8] = [0xFF, 0xFE]
    var big: [UInt8] = [0xFE, 0xFF]
    for unit in units {
      let (low, high) = (UInt8(unit & 0xFF), UInt8(unit >> 8))
      little += [low, high]
      big += [high, low]
    }
    for bytes in [little, big] {
      let network = try Reading.bytes(bytes, as: "a.csv")
      #expect(network.edgeList == Self.edges)
      #expect(network.ledger[0].notes[0] == "UTF-16 with byte-order mark, delimiter: comma")
    }
  }

  @Test func readsLatin1WhenAskedOnly() throws {
    let bytes: [UInt8] = Array("source,target\nJos".utf8) + [0xE9] + Array(",Ann\n".utf8)
    let says = Reading.refusal { try Reading.bytes(bytes, as: "a.csv") }
    #expect(says == "bad-encoding 2:4 byte E9 is not UTF-8")
    #expect(
      try Reading.bytes(bytes, as: "a.csv", ["encoding": "latin-1"]).edgeList == ["Ann José"])
  }

  @Test func readsSemicolonsAndDecimalCommas() throws {
    let network = try Reading.text(
      "source;target;weight\nAnn;Bob;1,5\nBob;Cat;1.234,25\n", as: "a.csv")
    #expect(network.edgeList == ["Ann Bob 1.5", "Bob Cat 1234.25"])
    #expect(network.ledger[0].notes.contains("decimal comma"))
  }

  @Test func readsLineBreaksInQuotes() throws {
    let network = try Reading.text(
      "source,target\n\"Ann\nMarie\",\"O\"\"Neil, Pat\"\nBob,\n", as: "a.csv")
    #expect(network.edgeList == ["Ann\nMarie O\"Neil, Pat"])
    #expect(
      network.ledger[0].rejections == [
        .init(line: 4, reason: "empty-endpoint", detail: "no target")
      ])
  }

  @Test func refusesNUL() {
    let says = Reading.refusal { try Reading.text("source,target\na\u{0}b,c\n", as: "a.csv") }
    #expect(says == "binary-file 2:2 a NUL byte: this is not a text file")
  }

  @Test func readsVeryLongLines() throws {
    let name = String(repeating: "x", count: 2_000_000)
    let network = try Reading.text("source,target\n\(name),b\n", as: "a.csv")
    #expect(network.graph.edgeCount == 1)
    #expect(network.ids.map(\.utf8.count).sorted() == [1, 2_000_000])
  }

  @Test func readsHeaderOnly() throws {
    let network = try Reading.text("source,target\n", as: "a.csv")
    #expect(network.graph.nodeCount == 0)
    #expect(network.ledger[0].read == 0)
  }

  @Test func countsBadRows() throws {
    let network = try Reading.text(
      "source,target,weight\na,b,1\na,c\na,d,1,2\na,e,nan\na,f,-inf\na,g,-1\na,h,x\na,i,\n\"a\"b,c,1\n",
      as: "a.csv")
    #expect(network.edgeList == ["a b 1"])
    #expect(
      network.ledger[0].rejections.map { "\($0.line) \($0.reason)" } == [
        "3 wrong-cell-count", "4 wrong-cell-count", "5 not-finite-weight", "6 not-finite-weight",
        "7 negative-weight", "8 bad-weight", "9 missing-weight", "10 bad-quoting",
      ])
    #expect(network.ledger.allSatisfy { $0.isBalanced })
  }

  @Test func ordersOfRowsMakeNoDifference() throws {
    let path = Reading.path("networks/lesmis.edges.csv")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var rows = text.split(separator: "\n").map(String.init)
    let header = rows.removeFirst()
    // Rows that are merged too.
    rows += rows.prefix(50)
    let first = try Reading.text(([header] + rows).joined(separator: "\n"), as: "a.csv")
    var random = RandomSource(seed: 3, stream: "rows")
    for _ in 0..<10 {
      rows.shuffle(using: &random)
      let other = try Reading.text(([header] + rows).joined(separator: "\n"), as: "a.csv")
      #expect(other.graph == first.graph)
      #expect(other.ids == first.ids)
      #expect(other.edges == first.edges)
    }
  }

  @Test func comparesNamesInNFC() throws {
    let network = try Reading.text(
      "source,target\nE\u{301}lodie,Ann\n\u{C9}lodie,Ann\n", as: "a.csv")
    #expect(network.graph.nodeCount == 2)
    #expect(network.ids[1].unicodeScalars.count == 6)
  }

  @Test func keepsColumnsOfTheSameName() throws {
    let network = try Reading.text("source,target,x,x\na,b,1,2\n", as: "a.csv")
    #expect(network.edges["x"] == .integers([1]))
    #expect(network.edges["x (2)"] == .integers([2]))
  }

  @Test func keepsLargeWholeNumbersOfTies() throws {
    let network = try Reading.text("source,target,id\na,b,9007199254740993\n", as: "a.csv")
    #expect(network.edges["id"] == .integers([9_007_199_254_740_993]))
  }
}
