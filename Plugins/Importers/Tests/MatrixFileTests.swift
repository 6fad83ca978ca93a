import ModuleKit
import Testing

/// DL, Matrix Market and METIS beyond the sample files.
struct MatrixFileTests {
  private static let symmetric = """
    dl n=3
    labels:
    a b c
    data:
    1 2 0
    2 0 5
    0 5 0
    """

  @Test func takesSymmetricCellsOnce() throws {
    let arcs = try Reading.text(Self.symmetric, as: "a.dl", ["loops": "keep"])
    #expect(arcs.edgeList == ["a a 1", "a b 2", "b a 2", "b c 5", "c b 5"])
    let edges = try Reading.text(
      Self.symmetric, as: "a.dl", ["loops": "keep", "directed": false])
    #expect(edges.edgeList == ["a a 1", "a b 2", "b c 5"])
    // Cells that differ are merged as the study says.
    let other = Self.symmetric.replacing("0 5 0", with: "0 4 0")
    let summed = try Reading.text(other, as: "a.dl", ["directed": false])
    #expect(summed.edgeList == ["a b 4", "b c 9"])
    let matrix = "%%MatrixMarket matrix coordinate real general\n2 2 2\n1 2 3\n2 1 3.0\n"
    #expect(try Reading.text(matrix, as: "a.mtx", ["directed": false]).edgeList == ["1 2 3"])
    #expect(try Reading.text(matrix, as: "a.mtx").edgeList == ["1 2 3", "2 1 3"])
  }

  @Test(arguments: [
    ("dl n=3 format=lowerhalf\ndata:\n0\n1 0\n2 3 0\n", ["1 2 1", "1 3 2", "2 3 3"]),
    ("dl n=3 format=lowerhalf diagonal=absent data: 1 2 3", ["1 2 1", "1 3 2", "2 3 3"]),
    ("dl n=3 format=upperhalf\ndata:\n0 1 2\n0 3\n0\n", ["1 2 1", "1 3 2", "2 3 3"]),
    ("dl n=3 format=uh diagonal absent\ndata:\n1 2\n3\n", ["1 2 1", "1 3 2", "2 3 3"]),
  ]) func readsHalves(text: String, edges: [String]) throws {
    let network = try Reading.text(text, as: "a.dl")
    #expect(!network.graph.isDirected)
    #expect(network.edgeList == edges)
  }

  @Test(arguments: [
    ("DL N=3, DIAGONAL = ABSENT DATA:\n1 0\n0 2\n3 0\n", ["1 2 1", "2 3 2", "3 1 3"]),
    ("dl n=3 format=edgelist1\ndata:\n1, 2, 0.5\n3,1\n", ["1 2 0.5", "3 1 1"]),
    ("dl n=4 format = nodelist1b\ndata:\n 2 2 3\n0\n1 4\n0\n", ["1 2", "1 3", "3 4"]),
    (
      "dl n=2 title=\"A test\" format=el1 labels embedded:\ndata:\n"
        + "\"Ann B\" bob 1\nBOB \"ann b\" 2\n", ["Ann B bob 1", "bob Ann B 2"]
    ),
    ("dl n=2\n% remarks: data\nformat=edgelist1 data:\n1 2\n", ["1 2"]),
  ]) func readsFormatsOfDL(text: String, edges: [String]) throws {
    #expect(try Reading.text(text, as: "a.dl").edgeList == edges)
  }

  /// The first example of UCINET's own help, in which the spelling of labels varies.
  @Test func readsEmbeddedLabelsWhateverTheirCase() throws {
    let network = try Reading.text(
      """
      dl n=5
      format = fullmatrix
      labels embedded
      data:
      larry david lin pat russ
      Larry 0 1 1 1 0
      david 1 0 0 0 1
      Lin 1 0 0 1 0
      Pat 1 0 1 0 1
      Russ 0 1 0 1 0
      """, as: "a.dl", ["directed": false])
    #expect(network.ids == ["david", "larry", "lin", "pat", "russ"])
    #expect(
      network.edgeList == [
        "david larry 1", "david russ 1", "larry lin 1", "larry pat 1", "lin pat 1", "pat russ 1",
      ])
  }

  @Test func readsSeveralMatrices() throws {
    let header = "dl n=2 nm=2 labels embedded\nmatrix labels: likes \"works with\"\ndata:\n"
    let repeated = try Reading.text(header + "a b\na 0 1\nb 0 0\na b\na 0 0\nb 2 0\n", as: "a.dl")
    #expect(repeated.edgeList == ["a b 1", "b a 2"])
    #expect(repeated.edges["relation"] == .texts(["likes", "works with"]))
    let once = try Reading.text(header + "a b\na 0 1\nb 0 0\na 0 0\nb 2 0\n", as: "a.dl")
    #expect(once.edgeList == repeated.edgeList)
    let lists = try Reading.text(
      "dl n=3 nm=2 format=edgelist1\ndata:\n1 2\n!\n2 3 4\n", as: "a.dl")
    #expect(lists.edgeList == ["1 2 1", "2 3 4"])
    #expect(lists.edges["relation"] == .texts(["1", "2"]))
    let array = try Reading.text(
      "dl n=3 nm=2 format=edgearray1\ndata:\n1 2 0 7\n2 3 1 0\n", as: "a.dl")
    #expect(array.edgeList == ["1 2 7", "2 3 1"])
    #expect(array.edges["relation"] == .texts(["2", "1"]))
  }

  @Test func readsTwoModes() throws {
    let text = """
      dl nr=2 nc=3
      row labels:
      ann,bob
      column labels:
      x y "z z"
      data:
      1 0 2
      0 3 0
      """
    let network = try Reading.text(text, as: "a.dl")
    #expect(network.edgeList == ["ann x 1", "ann z z 2", "bob y 3"])
    let numbered = try Reading.text(text, as: "a.dl", ["id": "number"])
    #expect(numbered.ids == ["c1", "c2", "c3", "r1", "r2"])
    #expect(numbered.nodes["label"] == .texts(["x", "y", "z z", "ann", "bob"]))
    let square = try Reading.text(
      "dl nr=2 nc=2 row labels: a b col labels: x y data: 1 0 0 1", as: "a.dl")
    #expect(square.edgeList == ["a x 1", "b y 1"])
    let lists = try Reading.text(
      "dl nr=2 nc=2 format=nodelist2\ndata:\n1 1 2\n2 2\n", as: "a.dl", ["weight": false])
    #expect(lists.edgeList == ["c1 r1", "c2 r1", "c2 r2"])
  }

  @Test func readsLabelsOfRowsOnly() throws {
    let network = try Reading.text(
      "dl n=3 row labels embedded data:\na 0 0 4\nb 1 0 0\nc 0 0 0\n", as: "a.dl")
    #expect(network.ids == ["a", "b", "c"])
    #expect(network.edgeList == ["a c 4", "b a 1"])
  }

  @Test func numbersNodesWithoutLabels() throws {
    let network = try Reading.text(
      "dl n=3 format=edgelist1 labels embedded data:\nann bob\n", as: "a.dl")
    #expect(network.ids == ["3", "ann", "bob"])
    #expect(
      network.ledger[0].notes.contains("nodes without a label, called by their number: 1"))
  }

  @Test func readsArraysAndSkewMatrices() throws {
    let banner = "%%MatrixMarket matrix array real "
    let general = try Reading.text(banner + "general\n2 2\n0\n1.5\n2\n0\n", as: "a.mtx")
    #expect(general.edgeList == ["1 2 2", "2 1 1.5"])
    let symmetric = try Reading.text(banner + "symmetric\n3 3\n0 1 2\n0 3\n0\n", as: "a.mtx")
    #expect(symmetric.edgeList == ["1 2 1", "1 3 2", "2 3 3"])
    let skew = try Reading.text(banner + "skew-symmetric\n3 3\n1\n-2\n3\n", as: "a.mtx")
    #expect(skew.edgeList == ["1 3 2", "2 1 1", "3 2 3"])
    #expect(
      skew.ledger[0].rejections.map(\.reason) == Array(repeating: "negative-weight", count: 3))
    let wide = try Reading.text(banner + "general\n1 3\n0\n4\n5\n", as: "a.mtx")
    #expect(wide.edgeList == ["c2 r1 4", "c3 r1 5"])
  }

  @Test func readsMatricesWithoutWeights() throws {
    let text = "%%matrixmarket MATRIX coordinate integer symmetric\n\n% x\n3 3 2\n\n2 1 4\n1 3 5\n"
    let weighted = try Reading.text(text, as: "a.mtx")
    #expect(weighted.edgeList == ["1 2 4", "1 3 5"])
    #expect(
      weighted.ledger[0].notes.contains("entries above the diagonal of a symmetric matrix: 1"))
    #expect(try Reading.text(text, as: "a.mtx", ["weight": false]).edgeList == ["1 2", "1 3"])
  }

  @Test func readsAllThatMETISVerticesHold() throws {
    let network = try Reading.text("3 1 110 2\n9 1 2 2\n8 3 4 1\n7 5 6\n", as: "a.graph")
    #expect(network.edgeList == ["1 2"])
    #expect(network.nodes["size"] == .integers([9, 8, 7]))
    #expect(network.nodes["weight_1"] == .integers([1, 3, 5]))
    #expect(network.nodes["weight_2"] == .integers([2, 4, 6]))
    let directed = try Reading.text("2 1\n2\n1\n", as: "a.graph", ["directed": true])
    #expect(directed.edgeList == ["1 2", "2 1"])
    // Editors cut off the blank line of the last vertex.
    let cut = try Reading.text("3 1\n2\n1", as: "a.graph")
    #expect(cut.graph.nodeCount == 3)
    #expect(
      cut.ledger[0].notes.contains("vertices without a line, taken as isolated: 1"))
    let several = try Reading.text("2 2 1\n2 5 2 6\n1 6 1 5\n", as: "a.graph")
    #expect(several.edgeList == ["1 2 11"])
  }

  /// Every pair of a random graph is written by a plain double loop and read back.
  @Test func readsBackRandomMatrices() throws {
    var random = RandomSource(seed: 5, stream: "matrices")
    for _ in 0..<30 {
      let n = 1 + random.next(below: 9)
      var cells: [[Int]] = []
      for row in 0..<n {
        cells.append((0..<n).map { row == $0 ? 0 : max(0, random.next(below: 6) - 3) })
      }
      var expected: [String] = []
      for row in 0..<n {
        for column in 0..<n where cells[row][column] > 0 {
          expected.append("\(row + 1) \(column + 1) \(cells[row][column])")
        }
      }
      let rows = cells.map { $0.map { String($0) }.joined(separator: " ") }
      let matrix = "dl n=\(n) data:\n" + rows.joined(separator: "\n")
      let list = "dl n=\(n) format=edgelist1 data:\n" + expected.joined(separator: "\n") + "\n"
      let market =
        "%%MatrixMarket matrix coordinate integer general\n\(n) \(n) \(expected.count)\n"
        + expected.joined(separator: "\n") + "\n"
      for (text, name) in [(matrix, "a.dl"), (list, "a.dl"), (market, "a.mtx")] {
        let network = try Reading.text(text, as: name)
        #expect(network.graph.nodeCount == n)
        #expect(network.graph.edgeCount == 0 || network.edgeList == expected)
        #expect(network.graph.edgeCount == expected.count)
      }
    }
  }

  @Test func readsLongLinesInLinearTime() throws {
    let others = (2...60_000).map { String($0) }.joined(separator: " ")
    let hub = "60000 59999\n\(others)\n" + String(repeating: "1\n", count: 59_999)
    #expect(try Reading.text(hub, as: "a.graph").graph.edgeCount == 59_999)
    let list = "dl n=60000 format=nodelist1 data: 1 \(others)"
    #expect(try Reading.text(list, as: "a.dl").graph.edgeCount == 59_999)
  }
}
