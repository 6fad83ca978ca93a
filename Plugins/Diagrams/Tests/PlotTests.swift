import Diagrams
import Foundation
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// Curves, scatter plots and matrices: what they say, and that their texts keep apart.
struct PlotTests {
  private static let hard = [
    "Wolfeschlegelsteinhausenbergerdorffgestalt", "各人之間的距離", "مريم", "🙂🙂", "<b>A&B</b>",
    "\\N \"x\"",
  ]

  private func network(_ columns: [(String, Column)]) -> Network {
    var network = Network(sketch: "a-b")
    var rows = Frame(rowCount: columns.first?.1.count ?? 0)
    for (name, column) in columns { rows.set(name, column) }
    network.set(Table(name: "data", title: "", rows: rows))
    return network
  }

  private func svg<M: Module>(
    _ module: M.Type, _ network: Network, _ parameters: JSON
  ) throws -> String {
    var all = parameters
    all["formats"] = ["svg"]
    if all["table"] == nil { all["table"] = "data" }
    return try ModuleRun(module, on: network, with: all).svg
  }

  private func problem<M: Module>(
    _ module: M.Type, _ network: Network, _ parameters: JSON
  ) -> Diagnostic? {
    do {
      _ = try svg(module, network, parameters)
      return nil
    } catch let found as Diagnostics { return found.all.first } catch {
      return error as? Diagnostic
    }
  }

  // MARK: Axes

  @Test(
    arguments: [
      [0, 1], [5, 5], [0], [-3, 12], [0.2, 0.9], [1e-9, 3e-9], [-1.7e308, 1.7e308], [1e16, 1e16],
      [.nan, .infinity], [.greatestFiniteMagnitude], [-5, -1],
    ] as [[Double]])
  func valuesLieOnTheirAxis(values: [Double]) {
    for isPercent in [false, true] {
      for reachesZero in [false, true] {
        let axis = ValueAxis(
          values, from: 100, to: 700, isPercent: isPercent, reachesZero: reachesZero)
        #expect(axis.low < axis.high)
        for value in values.filter(\.isFinite) {
          #expect(axis.contains(value) && (100...700).contains(axis.place(value)))
        }
        let ticks = axis.ticks(most: 6)
        #expect(Set(ticks.texts).count == ticks.texts.count)
        #expect(ticks.places.allSatisfy { $0 >= 99.9 && $0 <= 700.1 })
      }
    }
    let plain = ValueAxis([2, 8], from: 0, to: 100)
    #expect(plain.low == 2 && plain.high == 8 && plain.place(5) == 50)
  }

  @Test func labelsMoveAsLittleAsNeeded() {
    #expect(Spacing.apart([10, 50, 90], by: 20, from: 0, to: 100) == [10, 50, 90])
    #expect(Spacing.apart([50, 50], by: 20, from: 0, to: 100) == [40, 60])
    #expect(Spacing.apart([95, 96, 5], by: 20, from: 0, to: 100) == [80, 100, 5])
    var random = RandomSource(seed: 3)
    for _ in 0..<200 {
      let wanted = (0..<(1 + random.next(below: 8))).map { _ in random.unit() * 100 }
      let places = Spacing.apart(wanted, by: 12, from: 0, to: 100).sorted()
      #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 > 11.999 })
      #expect(places.allSatisfy { $0 >= -1e-9 && $0 <= 100 + 1e-9 })
    }
  }

  // MARK: Curves

  private var survival: Network {
    let shares = [1, 0.76, 0.58, .nan, 0.33, 0.25]
    return network([
      ("step", .integers([0, 1, 2, 3, 4, 5])), ("survival", .numbers(shares)),
      ("lower", .numbers(shares.map { $0 - 0.05 })), ("upper", .numbers(shares.map { $0 + 0.05 })),
      ("other", .numbers([0.3, 0.2, 0.1, .infinity, 0, 0.9])),
      ("name", .texts(["a", "b", "c", "a", "b", nil])),
    ])
  }

  @Test func curvesHaveBandsNamesAndMarks() throws {
    let svg = try svg(
      CurvesDiagram.self, survival,
      [
        "x": "step", "y": ["survival", "other"], "lower": ["lower", "lower"],
        "upper": ["upper", "upper"], "names": ["observed", "corrected"], "marks": [6],
        "mark_names": ["six links"],
      ])
    for text in [">observed<", ">corrected<", ">six links<", "observed from 1 at 0 to 0.25 at 5"] {
      #expect(svg.contains(text), "\(text)")
    }
    #expect(try SlideText.problems(in: svg) == [])
  }

  @Test func aMissingValueIsAGap() throws {
    let lines = try [2.5, .nan, .infinity].map { middle in
      try svg(
        CurvesDiagram.self,
        network([("step", .integers([0, 1, 2, 3, 4])), ("y", .numbers([1, 2, middle, 2, 3]))]),
        ["x": "step", "y": ["y"]]
      ).components(separatedBy: "<polyline").count
    }
    // The two stretches that would lead to it and from it are not there.
    #expect(lines == [lines[0], lines[0] - 2, lines[0] - 2])
  }

  @Test func sharesAreWrittenAsPercents() throws {
    let parameters: JSON = ["x": "step", "y": ["survival"]]
    #expect(try svg(CurvesDiagram.self, survival, parameters).contains(">100 %<"))
    var plain = parameters
    plain["y_format"] = "number"
    #expect(!(try svg(CurvesDiagram.self, survival, plain)).contains(">100 %<"))
  }

  @Test func manyCurvesAndHardNamesKeepApart() throws {
    for count in [1, 2, 6, 7, 200] {
      let rows = (0..<count).flatMap { group in (0..<5).map { (group, $0) } }
      let data = network([
        ("x", .integers(rows.map(\.1))),
        ("y", .numbers(rows.map { Double($0.0 % 7) * 0.01 + Double($0.1) })),
        ("group", .texts(rows.map { Self.hard[$0.0 % 6] + "\($0.0)" })),
      ])
      for style in ["line", "step"] as [JSON] {
        let svg = try svg(
          CurvesDiagram.self, data, ["x": "x", "y": ["y"], "group": "group", "style": style])
        #expect(try SlideText.problems(in: svg) == [], "\(count)")
        #expect(!svg.contains("<b>") && (count < 8 || svg.contains(">194 others<")))
      }
    }
  }

  @Test func mistakesInCurvesAreSaid() {
    func found(_ parameters: JSON) -> Diagnostic? {
      problem(CurvesDiagram.self, survival, parameters)
    }
    #expect(found(["x": "stp", "y": ["survival"]])?.help == "did you mean 'step'?")
    #expect(found(["x": "stp", "y": ["survival"]])?.location?.file == "x")
    #expect(
      found(["table": "dta", "x": "step", "y": ["survival"]])?.help == "did you mean 'data'?")
    #expect(found(["x": "name", "y": ["survival"]])?.id == "wrong-column-type")
    #expect(found(["x": "step", "y": []])?.id == "empty-list")
    #expect(found(["x": "step", "y": ["survival"], "lower": ["lower"]])?.id == "wrong-count")
    #expect(found(["x": "step", "y": ["survival"], "names": ["a", "b"]])?.id == "wrong-count")
  }

  // MARK: Scatter

  @Test(
    arguments: [
      [], [3], [.nan], [5, 5, 5], [.infinity, 1, 2], [-1e300, 1e300],
      Array(repeating: 2, count: 60),
    ] as [[Double]])
  func anyValuesMakePicturesOrSaySo(values: [Double]) throws {
    let data = network([
      ("x", .numbers(values)), ("y", .numbers(values.map { -$0 })),
      ("size", .numbers(values.map { $0.magnitude })),
      ("label", .texts(values.indices.map { Self.hard[$0 % 6] + "\($0)" })),
    ])
    for extra in [[:], ["diagonal": true], ["size": "size"], ["color": "label"]] as [JSON] {
      var parameters = extra
      parameters["x"] = "x"
      parameters["y"] = "y"
      let drawn = try svg(ScatterDiagram.self, data, parameters)
      #expect(try SlideText.problems(in: drawn) == [])
      #expect(drawn.contains("No values to draw") == !values.contains(where: \.isFinite))
    }
    for style in ["line", "step"] as [JSON] {
      let curves = try svg(CurvesDiagram.self, data, ["x": "x", "y": ["y"], "style": style])
      #expect(try SlideText.problems(in: curves) == [])
    }
  }

  @Test func coincidingRowsAreCounted() throws {
    let rows = (0..<300).map { $0 % 12 }
    let data = network([
      ("geodesic", .integers(rows.map { 2 + $0 % 3 })),
      ("chain", .integers(rows.map { 2 + $0 % 4 })),
    ])
    let parameters: JSON = [
      "x": "geodesic", "y": "chain", "people": "letters", "diagonal": true,
    ]
    let svg = try svg(ScatterDiagram.self, data, parameters)
    // Twelve places of 25 rows: three of them on the diagonal.
    #expect(svg.contains("300 letters: chain over geodesic; correlation 0.00; 25 % equal"))
    #expect(svg.contains(">LETTERS<") && svg.contains(">25<") && svg.contains(">equal<"))
    #expect(try SlideText.problems(in: svg) == [])
    let places = ScatterRows([1, 1, 2], [3, 3, .nan]).places
    #expect(places.count == 1 && places[0].count == 2)
    let refused = problem(
      ScatterDiagram.self, data, ["x": "chain", "y": "chain", "points": "counts", "color": "chain"])
    #expect(refused?.id == "conflicting-parameters")
  }

  // MARK: Matrix

  private func matrix(_ names: [String], skipping skipped: Int = -1) -> Network {
    let cells = names.flatMap { a in names.map { (a, $0) } }.enumerated().filter {
      $0.offset != skipped
    }
    return network([
      ("from", .texts(cells.map { Optional($0.element.0) })),
      ("to", .texts(cells.map { Optional($0.element.1) })),
      ("links", .numbers(cells.map { 1 + Double($0.offset % 7) / 3 })),
    ])
  }

  private let axes: JSON = ["row": "from", "column": "to", "value": "links"]

  @Test(arguments: [1, 2, 6, 12, 30])
  func matricesOfHardNamesKeepApart(count: Int) throws {
    let names = (0..<count).map { Self.hard[$0 % 6] + "\($0)" }
    for order in ["table", "name", "similarity"] as [JSON] {
      var parameters = axes
      parameters["order"] = order
      let svg = try svg(MatrixDiagram.self, matrix(names, skipping: 3), parameters)
      #expect(try SlideText.problems(in: svg) == [])
      // Each cell, and the background.
      #expect(svg.components(separatedBy: "<polygon").count - 1 > count * count)
    }
  }

  @Test func tooManyGroupsAndDoubledPairsAreErrors() {
    let many = matrix((0..<40).map { "group \($0)" })
    #expect(problem(MatrixDiagram.self, many, axes)?.id == "too-many-groups")
    let doubled = network([
      ("from", .texts(["a", "a"])), ("to", .texts(["b", "b"])), ("links", .numbers([1, 2])),
    ])
    #expect(problem(MatrixDiagram.self, doubled, axes)?.id == "duplicate-cell")
    var first = axes
    first["first"] = ["helth"]
    let unknown = problem(MatrixDiagram.self, matrix(["health", "law"]), first)
    #expect(unknown?.id == "unknown-group" && unknown?.help == "did you mean 'health'?")
  }

  /// Points on a line, shuffled: neighbors on the line become neighbors in the order.
  @Test func likeGroupsBecomeNeighbors() throws {
    let places = [7.0, 1, 5, 3, 6, 2, 4, 0]
    let order = Seriation.order(places.map { place in (0..<8).map { abs(place - Double($0)) } })
    let sorted = order.map { places[$0] }
    #expect(sorted == [7, 6, 5, 4, 3, 2, 1, 0])
    let cells = try MatrixCells([("b", "a", 1), ("a", "b", 2), ("c", "a", 3), ("a", "c", .nan)])
    #expect(cells.isSquare && cells.rows == ["b", "a", "c"] && cells.value("c", "a") == 3)
    #expect(cells.value("b", "b").isNaN && cells.value("a", "c").isNaN)
  }

  /// Names that are cut on the slide stand whole in its description.
  @Test func theDescriptionOfAMatrixHasAllNames() throws {
    let names = (10..<40).map { "A very long name of a group that cannot stand on the slide \($0)" }
    let data = network([
      ("from", .texts(names.map { Optional($0) })),
      ("to", .texts(names.map { Optional($0 + " reversed") })),
      ("n", .numbers(names.indices.map(Double.init))),
    ])
    // As columns that are not the rows, at most a few can be listed.
    let square = network([
      ("from", .texts(names.map { Optional($0) })), ("to", .texts(names.map { Optional($0) })),
      ("n", .numbers(names.indices.map(Double.init))),
    ])
    let svg = try svg(
      MatrixDiagram.self, square, ["row": "from", "column": "to", "value": "n"])
    let description = try #require(svg.components(separatedBy: "<desc>").last)
    for name in names { #expect(description.contains(name)) }
    #expect(svg.contains("names that end in …"))
    #expect(
      problem(MatrixDiagram.self, data, ["row": "from", "column": "to", "value": "n"])?.id
        == "too-many-groups")
  }

  @Test(.timeLimit(.minutes(1))) func manyStepsAreDrawnInTime() throws {
    let count = 10_000
    let data = network([
      ("x", .integers((0..<(2 * count)).map { $0 / count })),
      ("y", .integers((0..<(2 * count)).map { $0 % 97 })),
      ("who", .texts((0..<(2 * count)).map { "g\($0 % count)" })),
    ])
    let svg = try svg(
      CurvesDiagram.self, data, ["x": "x", "y": ["y"], "group": "who", "style": "step"])
    #expect(svg.components(separatedBy: "<poly").count > count)
  }
}
