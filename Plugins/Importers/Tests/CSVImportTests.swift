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

  /// Where the comma is the decimal sign, a point before three digits separates thousands.
  @Test func pointsSeparateThousandsBesideDecimalCommas() throws {
    let rows = "source;target;weight;fee\na;b;1.234,50;1.500\nb;c;1.500;0,5\nc;d;12.000;2\n"
    for parameters: JSON in [[:], ["decimal_comma": true]] {
      let network = try Reading.text(rows, as: "a.csv", parameters)
      #expect(network.edgeList == ["a b 1234.5", "b c 1500", "c d 12000"])
      #expect(network.edges["fee"] == .numbers([1500, 0.5, 2]))
    }
    // Without any decimal comma the point is the decimal sign, unless the study says otherwise.
    let points = "source;target;weight\na;b;1.500\n"
    #expect(try Reading.text(points, as: "a.csv").edgeList == ["a b 1.5"])
    #expect(
      try Reading.text(points, as: "a.csv", ["decimal_comma": true]).edgeList == ["a b 1500"])
  }

  @Test func namesThatBeginWithAMarkAreNoComments() throws {
    let network = try Reading.text(
      "# exported\nsource,target\n#metoo,#timesup\n# a remark, in between\n#a,#b\nx,y\n",
      as: "a.csv")
    #expect(network.edgeList == ["#a #b", "#metoo #timesup", "x y"])
    #expect(network.ledger[0].read == 3)
    #expect(network.ledger[0].notes.contains("lines of comment, passed over: 2"))
  }

  @Test func columnsAreFoundByTheSurestName() throws {
    let ties = "source,from,to\nsurvey,a,b\nsurvey,b,c\n"
    #expect(try Reading.text(ties, as: "a.csv").edgeList == ["a b", "b c"])
    let run = try Reading.tables(
      edges: "source,target\n1,2\n2,3\n", nodes: "name,id\nAnn,1\nBob,2\nCat,3\n")
    #expect(run.network.ids == ["1", "2", "3"])
    #expect(run.network.nodes["name"] == .texts(["Ann", "Bob", "Cat"]))
    #expect(run.warnings.isEmpty)
  }

  @Test func warnsOfPeopleWhomNoTieKnows() throws {
    let run = try Reading.tables(edges: "source,target\n1,2\n", nodes: "id\nAnn\nBob\n")
    #expect(run.network.graph.nodeCount == 4)
    #expect(run.warnings.map(\.id) == ["people-without-ties"])
  }

  /// The policy is about the weight; nobody wrote the mean of two years.
  @Test func otherColumnsKeepWhatRowsAgreeOn() throws {
    let rows =
      "source,target,weight,year,kind,tx\na,b,1,1999,call,9007199254740993\n"
      + "b,a,9,2020,mail,9007199254740993\nc,d,3,2001,call,9007199254740995\n"
    let network = try Reading.text(rows, as: "a.csv", ["parallel": "max"])
    #expect(network.edgeList == ["a b 9", "c d 3"])
    #expect(network.edges["year"] == .integers([Column.missingInteger, 2001]))
    #expect(network.edges["kind"] == .texts(["call; mail", "call"]))
    #expect(network.edges["tx"] == .integers([9_007_199_254_740_993, 9_007_199_254_740_995]))
    #expect(
      network.ledger[0].notes.suffix(2) == [
        "'year' differs between the merged rows of 1 tie: left empty",
        "'kind' differs between the merged rows of 1 tie: all are listed",
      ])
    let first = try Reading.text(rows, as: "a.csv", ["parallel": "first"])
    #expect(first.edges["year"] == .integers([1999, 2001]))
  }

  @Test func readsWhatSpreadsheetsSayOfTheDelimiter() throws {
    let network = try Reading.text("sep=;\r\nsource;target\r\na,1;b\r\n", as: "a.csv")
    #expect(network.edgeList == ["a,1 b"])
    #expect(network.ledger[0].notes.contains("header in line 2"))
  }

  @Test func readsUTF16WithoutMark() throws {
    let bytes = Self.plain.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let says = Reading.refusal { try Reading.bytes(bytes, as: "a.csv") }
    #expect(says.hasPrefix("binary-file"))
    #expect(
      try Reading.bytes(bytes, as: "a.csv", ["encoding": "utf-16"]).edgeList == Self.edges)
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
