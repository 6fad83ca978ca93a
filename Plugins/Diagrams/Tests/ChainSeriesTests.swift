import Diagrams
import Foundation
import ModuleKit
import ModuleTesting
import Testing

/// A slide for each value of a column of a table of chains.
struct ChainSeriesTests {
  private typealias Way = (to: String, name: String, people: [String], p: Double)

  private func network(
    _ ways: [Way], listed: [(id: String, label: String, verdict: String)] = [],
    sketch: String? = nil
  ) -> Network {
    let ties = ways.flatMap { way in
      zip(way.people, way.people.dropFirst()).map { "\($0)-\($1):2" }
    }
    var network = Network(sketch: sketch ?? ties.joined(separator: " "))
    let rows = ways.flatMap { way in way.people.enumerated().map { (way, $0, $1) } }
    var frame = Frame(rowCount: rows.count)
    frame.set("prospect", .texts(rows.map { Optional($0.0.to) }))
    frame.set("chain", .texts(rows.map { Optional($0.0.name) }))
    frame.set("step", .integers(rows.map(\.1)))
    frame.set("id", .texts(rows.map { Optional($0.2) }))
    frame.set("p", .numbers(rows.map { $0.1 == 0 ? .nan : $0.0.p }))
    frame.set(
      "evidence",
      .texts(
        rows.map {
          $0.1 == 0 ? nil : "by letter, \($0.1) contacts, since 2020-01-01, last on 2025-02-03"
        }))
    frame.set("reliability", .numbers(rows.map(\.0.p)))
    network.set(Table(name: "asked_chains", title: "", rows: frame))
    if !listed.isEmpty {
      var list = Frame(rowCount: listed.count)
      list.set("prospect", .texts(listed.map { Optional($0.id) }))
      list.set("label", .texts(listed.map { Optional($0.label) }))
      list.set("verdict", .texts(listed.map { Optional($0.verdict) }))
      list.set("reason", .texts(listed.map { Optional("told because of \($0.verdict)") }))
      network.set(Table(name: "asked", title: "", rows: list))
    }
    return network
  }

  private func run(_ network: Network, _ parameters: KeyValuePairs<String, JSON> = [:]) throws
    -> ModuleRun
  {
    var all: JSON = [
      "chain": "asked_chains", "one_per": "prospect", "ties": "p", "value": "reliability",
      "evidence": "evidence", "formats": ["svg"],
    ]
    for (key, value) in parameters { all[key] = value }
    return try ModuleRun(ChainDiagram.self, on: network, with: all)
  }

  private func svg(_ run: ModuleRun, _ name: String) throws -> String {
    let figure = try #require(run.network.figures.first { $0.name == "stage-" + name })
    return String(decoding: figure.renderings[0].bytes, as: UTF8.self)
  }

  @Test func eachGetsASlideOfItsOwnChains() throws {
    let ways: [Way] = [
      ("z", "planned", ["a", "b", "z"], 0.068), ("z", "best", ["a", "c", "z"], 0.5),
      ("z", "alternative_1", ["a", "b", "z"], 0.068), ("y", "planned", ["a", "d", "y"], 0.25),
    ]
    let run = try run(network(ways))
    #expect(run.network.figures.map(\.name) == ["stage-z", "stage-y"])
    let first = try svg(run, "z")
    #expect(
      first.contains("From a to z through b") && first.contains(">2 links, reliability 6.8 %<"))
    // The same way told twice is drawn once; what is another's is not drawn.
    #expect(first.contains(">Best<") && !first.contains("Alternative 1"))
    #expect(!first.contains("a – d – y") && first.contains("last on 2025"))
    #expect(try svg(run, "y").contains("a – d – y"))
  }

  /// Who is listed and has no chain gets a slide that says so.
  @Test func verdictsAreSaid() throws {
    let ways: [Way] = [
      ("z", "planned", ["a", "b", "z"], 0.5), ("y", "best", ["a", "b", "z", "y"], 0.01),
    ]
    let run = try run(
      network(
        ways,
        listed: [
          ("z", "Zoé", "planned"), ("y", "Yann", "no_trustworthy_chain"), ("x", "Xan", "no_chain"),
          ("a", "Ann", "oneself"),
        ], sketch: "a-b:1 b-z:1 z-y:1 x-w:1"))
    #expect(run.network.figures.map(\.name) == ["stage-z", "stage-y", "stage-x"])
    #expect(try svg(run, "z").contains("From a to Zoé through b"))
    let untrusted = try svg(run, "y")
    #expect(untrusted.contains("From a to Yann: no trustworthy chain"))
    #expect(untrusted.contains("stroke-dasharray") && untrusted.contains("Told because of"))
    let none = try svg(run, "x")
    #expect(none.contains("From a to Xan: no chain") && none.contains(">no chain<"))
    #expect(!(try svg(run, "z")).contains("stroke-dasharray"))
  }

  @Test func someCanBeChosenAndTitlesNameThem() throws {
    let ways: [Way] = (0..<9).map { ("p\($0)", "planned", ["a", "b\($0)", "p\($0)"], 0.5) }
    let listed = (0..<9).map { (id: "p\($0)", label: "Person \($0)", verdict: "planned") }
    let network = network(ways, listed: listed)
    let chosen = try run(
      network, ["only": ["p3", "Person 7"], "title": "How to meet {name}"])
    #expect(chosen.network.figures.map(\.name) == ["stage-p3", "stage-p7"])
    #expect(
      chosen.network.figures.map(\.title) == ["How to meet Person 3", "How to meet Person 7"])
    #expect(chosen.notices.isEmpty)
    let some = try run(network, ["most": 4])
    #expect(some.network.figures.map(\.name) == (0..<4).map { "stage-p\($0)" })
    #expect(some.notices.map(\.message) == ["only the first 4 of 9 slides are drawn"])
  }

  @Test func mistakesAreSaid() throws {
    let network = network([("z", "planned", ["a", "b", "z"], 0.5)])
    func problem(_ parameters: KeyValuePairs<String, JSON>) -> Diagnostic? {
      do {
        _ = try run(network, parameters)
        return nil
      } catch let found as Diagnostics { return found.all.first } catch {
        return error as? Diagnostic
      }
    }
    #expect(problem(["one_per": "prospekt"])?.help == "did you mean 'prospect'?")
    #expect(problem(["only": ["zz"]])?.id == "unknown-value")
    #expect(problem(["ties": "evidence"])?.id == "wrong-column-type")
    #expect(problem(["ties": "q"])?.id == "unknown-column")
  }

  @Test func subtitlesNameThemToo() throws {
    let run = try run(
      network([("z", "planned", ["a", "b", "z"], 0.5)]), ["subtitle": "The way to {name}"])
    #expect(try svg(run, "z").contains("The way to z"))
    #expect(!(try svg(run, "z").contains("{name}")))
  }

  @Test(
    arguments: [("title", "To {name}"), ("subtitle", "{name}"), ("most", 3)] as [(String, JSON)])
  func whatCountsForSeveralSlidesOnlyIsAConflict(name: String, value: JSON) {
    let network = network([("z", "planned", ["a", "b", "z"], 0.5)])
    #expect {
      try ModuleRun(
        ChainDiagram.self, on: network,
        with: .object([
          .init("chain", "asked_chains"), .init("formats", ["svg"]), .init(name, value),
        ]))
    } throws: { error in
      (error as? Diagnostics)?.all.map(\.id) == ["conflict"]
    }
  }

  /// Who asks has no way to go, and is told so.
  @Test func oneselfIsNoMistakeOfSpelling() throws {
    let network = network(
      [("z", "planned", ["a", "b", "z"], 0.5)],
      listed: [("z", "Zoé", "planned"), ("a", "Ann", "oneself")])
    for name in ["a", "Ann"] {
      #expect {
        try run(network, ["only": [.string(name)]])
      } throws: { error in
        (error as? Diagnostic)?.id == "no-way-to-oneself"
      }
    }
  }

  @Test func titlesNameThoseAtTheEnds() throws {
    let network = network(
      [("z", "1", ["a", "c", "z"], 0.5), ("c", "2", ["c"], 0.5)], sketch: "a-c:1 c-z:1")
    let figures = try run(network, ["one_per": "chain"]).network.figures
    #expect(figures.map(\.title) == ["From a to z through c", "2: no tie"])
  }

  // MARK: Names of files

  @Test func namesOfFilesAreSafeAndDifferent() {
    var slugs = Slugs()
    let names = [
      "Irène Vauquelin", "irene vauquelin", "../../etc/passwd", "各人", "", "a/b", "A B", "CON.",
      "İx",
      String(repeating: "long ", count: 50), "irene-vauquelin-2",
    ]
    let found = names.map { slugs.next($0) }
    #expect(found[0] == "irene-vauquelin" && found[1] == "irene-vauquelin-2")
    #expect(Set(found).count == names.count)
    let spelled = ["Łukasz Groß", "Bjørn Đukić", "Cæsar Œuvre", "Þór"].map { slugs.next($0) }
    #expect(spelled == ["lukasz-gross", "bjorn-dukic", "caesar-oeuvre", "thor"])
    #expect(
      found.allSatisfy { slug in
        !slug.isEmpty && slug.utf8.count <= 64 && !slug.hasPrefix("-") && !slug.hasSuffix("-")
          && slug.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
      }, "\(found)")
  }

  /// A name stays the same whoever else is chosen.
  @Test func namesDoNotDependOnTheChoice() throws {
    let ways: [Way] = [("É", "1", ["a", "É"], 0.5), ("é", "1", ["a", "é"], 0.5)]
    #expect(try run(network(ways)).network.figures.map(\.name) == ["stage-e", "stage-e-2"])
    let one = try run(network(ways), ["only": ["é"]])
    #expect(one.network.figures.map(\.name) == ["stage-e-2"])
  }

  // MARK: Slides

  @Test(arguments: [1, 2, 3, 6]) func textsKeepApart(count: Int) throws {
    let names = [
      "Wolfeschlegelsteinhausenbergerdorffgestalt", "各人之間的距離", "مريم", "🙂🙂", "<b>A&B</b>",
    ]
    for links in [1, 2, 4, 7, 20] {
      let ways: [Way] = (0..<count).map { way in
        let between = (1..<links).map { names[($0 + way) % 5] + "\(way)\($0)" }
        return ("z", "alternative_\(way)", ["a"] + between + ["z"], 0.3)
      }
      let run = try run(network(ways, sketch: "a-z:1 z-y:2 y-x:1 x-a:1"))
      #expect(try SlideText.problems(in: svg(run, "z")) == [], "\(links)")
    }
  }

  /// What numbers over ties count stands beside them, or in the caption: also of several chains.
  @Test func numbersHaveTheirUnit() throws {
    func caption(_ links: Int, _ parameters: KeyValuePairs<String, JSON>) throws -> String {
      let people = ["a"] + (1..<links).map { "p\($0)" } + ["z"]
      var network = network([("z", "1", people, 0.5), ("z", "2", ["a", "z"], 0.25)])
      let table = try #require(network.table("asked_chains"))
      var rows = table.rows
      rows.set("weight", .numbers(rows["p"]?.asNumbers.map { $0 * 8 } ?? []))
      network.set(Table(name: "asked_chains", title: "", rows: rows))
      var all: JSON = ["chain": "asked_chains", "formats": ["svg"]]
      for (key, value) in parameters { all[key] = value }
      return try ModuleRun(ChainDiagram.self, on: network, with: all).svg
    }
    let wide = try caption(3, ["unit": "joint appearances"])
    #expect(wide.contains(">4 joint appearances<") && !wide.contains("umbers over the ties"))
    let narrow = try caption(8, ["unit": "joint appearances"])
    #expect(narrow.contains("umbers over the ties: joint appearances."))
    #expect(try caption(3, [:]).contains("umbers over the ties: weight."))
    #expect(try caption(3, ["ties": "p"]).contains("umbers over the ties: p."))
  }
}
