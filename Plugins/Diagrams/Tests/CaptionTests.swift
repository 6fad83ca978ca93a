import Diagrams
import ModuleKit
import ModuleTesting
import Testing

struct CaptionTests {
  private func svg(_ network: Network) throws -> String {
    try ModuleRun(NetworkDiagram.self, on: network, with: ["formats": ["svg"]]).svg
  }

  @Test func theCaptionNamesTheFileWhenNobodyIsCited() throws {
    var network = Network(sketch: "a-b b-c")
    network.ledger = [
      LedgerEntry(source: "../data/ties.csv", unit: "rows of ties", read: 2, kept: 2),
      LedgerEntry(source: "../data/people.csv", unit: "rows of people", read: 3, kept: 3),
      LedgerEntry(source: "filter.kcore", isInput: false, unit: "nodes", read: 3, kept: 3),
    ]
    network.methods = [MethodNote(.preparation, "", caption: "the 2-core (3 of 3 nodes)")]
    #expect(
      try svg(network).contains(
        "Data: ties.csv and people.csv. The 2-core (3 of 3 nodes). Layout: stress, seed 7."))
    network.methods.append(MethodNote(.data, "", caption: "D. Knuth"))
    let cited = try svg(network)
    #expect(cited.contains("Data: D. Knuth.") && !cited.contains("ties.csv"))
  }

  /// Every file that was read is named, of a dozen the first and how many more.
  @Test func allFilesAreNamed() throws {
    var network = Network(sketch: "a-b b-c")
    func entries(_ names: [String]) -> [LedgerEntry] {
      names.map { LedgerEntry(source: "data/" + $0, unit: "contacts", read: 1, kept: 1) }
    }
    network.ledger = entries(["a.vcf", "b.csv", "a.vcf", "c.csv"])
    network.ledger.insert(
      LedgerEntry(source: "combine.union", isInput: false, unit: "nodes", read: 9, kept: 9), at: 2)
    #expect(try svg(network).contains("Data: a.vcf, b.csv and c.csv."))
    network.ledger = entries((1...9).map { "\($0).csv" })
    #expect(try svg(network).contains("Data: 1.csv, 2.csv, 3.csv and 6 other files."))
  }

  /// A slide of a table says by which method the table was made.
  @Test func theMethodOfATableIsSaid() throws {
    let network = try ModuleRun(
      ChainSource.self, on: Network(sketch: "a-b b-c")
    ).network
    for (module, parameters) in Self.slides {
      let svg = try module(network, parameters)
      #expect(svg.contains("y a rule of its own"), "\(parameters)")
      #expect(!svg.contains("of another column"))
    }
  }

  private static let slides: [(@Sendable (Network, JSON) throws -> String, JSON)] = [
    (
      { try ModuleRun(CurvesDiagram.self, on: $0, with: $1).svg },
      ["table": "made", "x": "links", "y": ["share"], "formats": ["svg"]]
    ),
    (
      { try ModuleRun(ScatterDiagram.self, on: $0, with: $1).svg },
      ["table": "made", "x": "links", "y": "share", "formats": ["svg"]]
    ),
    (
      { try ModuleRun(MatrixDiagram.self, on: $0, with: $1).svg },
      ["table": "made", "row": "id", "column": "links", "value": "share", "formats": ["svg"]]
    ),
    (
      { try ModuleRun(HistogramDiagram.self, on: $0, with: $1).svg },
      ["table": "made", "x": "links", "y": "share", "formats": ["svg"]]
    ),
    (
      { try ModuleRun(ChainDiagram.self, on: $0, with: $1).svg },
      ["chain": "made", "formats": ["svg"]]
    ),
  ]

  /// A caption too long for one line takes a second one before it is cut.
  @Test func aLongCaptionHasTwoLines() throws {
    var network = Network(sketch: "a-b b-c")
    let words = (1...40).map { "word\($0)" }.joined(separator: " ")
    network.methods = [MethodNote(.data, "", caption: words)]
    let svg = try svg(network)
    let lines = try SlideText.all(in: svg).filter(\.isCaption).map(\.text)
    #expect(lines.count == 2 && lines.joined(separator: " ").contains(words))
    #expect(try SlideText.problems(in: svg) == [])
  }
}

/// Writes a table as modules of other families do.
private struct ChainSource: Module {
  static let manual = Manual(
    name: "test.source", summary: "Writes a table", details: "For tests.", writes: [], examples: [])
  let parameters: NoParameters
  init(_ parameters: NoParameters) { self.parameters = parameters }

  func run(_ network: inout Network, _ context: StageContext) throws {
    var rows = Frame(rowCount: 3)
    rows.set("id", .texts(["a", "b", "c"]))
    rows.set("links", .integers([1, 2, 3]))
    rows.set("share", .numbers([0.2, 0.5, 0.3]))
    rows.set("other", .numbers([0.2, 0.5, 0.3]))
    network.set(Table(name: "made", title: "", rows: rows))
    network.methods = [
      MethodNote(.measure("anything"), "Made.", caption: "by a rule of its own"),
      MethodNote(.measure("other"), "Made.", caption: "of another column"),
    ]
  }
}
