import Diagrams
import Foundation
import GraphvizKit
import ModuleKit
import ModuleTesting
import Testing

/// Slides of one chain and of several, read back from their SVG.
struct ChainRowsTests {
  private func network(_ chains: [(String, [String])], sketch: String? = nil) -> Network {
    let words = chains.flatMap { zip($0.1, $0.1.dropFirst()).map { "\($0)-\($1):2" } }
    var network = Network(sketch: sketch ?? words.joined(separator: " "))
    let rows = chains.flatMap { name, people in people.enumerated().map { (name, $0, $1) } }
    var frame = Frame(rowCount: rows.count)
    frame.set("chain", .texts(rows.map { Optional($0.0) }))
    frame.set("step", .integers(rows.map(\.1)))
    frame.set("id", .texts(rows.map { Optional($0.2) }))
    frame.set("weight", .numbers(rows.map { $0.1 == 0 ? .nan : 1.5 }))
    frame.set("reliability", .numbers(rows.map { _ in 0.25 }))
    network.set(Table(name: "path", title: "", rows: frame))
    return network
  }

  private func slide(_ network: Network, _ parameters: JSON = [:]) throws -> String {
    var all = parameters
    all["formats"] = ["svg"]
    return try ModuleRun(ChainDiagram.self, on: network, with: all).svg
  }

  @Test func severalChainsStandBelowEachOther() throws {
    let chains = [("first", ["a", "b", "c", "z"]), ("second", ["a", "d", "z"])]
    let svg = try slide(network(chains), ["value": "reliability"])
    #expect(svg.contains("2 chains of 2 to 3 links; nobody between stands in two of them"))
    #expect(svg.contains(">2 links, reliability 25 %<") && !svg.contains("stands in several"))
    let texts = try SlideText.all(in: svg)
    func place(_ name: String) throws -> Rect { try #require(texts.first { $0.text == name }).rect }
    #expect(try place("First").minY > place("Second").minY)
    // A link is as long in each row: the second person of both stands in one column.
    #expect(try (place("b").center.x - place("d").center.x).magnitude < 0.5)
    #expect(try place("c").center.x > place("b").center.x)
  }

  @Test func whoStandsInSeveralIsSaid() throws {
    let chains = [("1", ["a", "b", "z"]), ("2", ["a", "b", "c", "z"]), ("3", ["a", "d", "z"])]
    let svg = try slide(network(chains))
    #expect(svg.contains("3 chains of 2 to 3 links; 1 person between stands in several"))
    #expect(svg.contains(">stands in several chains<"))
  }

  /// The rows of a table may come in any order; steps say who is next.
  @Test func peopleStandInTheOrderOfTheirSteps() throws {
    var network = network([("", ["a", "b", "c"])])
    let rows = try #require(network.table("path")).rows
    network.set(Table(name: "path", title: "", rows: rows.gathered([2, 0, 1])))
    #expect(try slide(network).contains("a – b – c."))
  }

  @Test(arguments: [1, 2, 4, 7, 30])
  func textsKeepApart(count: Int) throws {
    let names = [
      "Wolfeschlegelsteinhausenbergerdorffgestalt", "各人之間的距離", "مريم", "🙂🙂", "<b>A&B</b>", "x",
    ]
    let chains = (0..<count).map { chain in
      (
        "chain \(chain) " + (chain % 2 == 0 ? "" : "with a very long name of its own"),
        ["a"] + (0..<(1 + chain % 6)).map { names[($0 + chain) % 6] + "\(chain)" } + ["z"]
      )
    }
    let network = network(chains, sketch: "a-z:1 z-y:3")
    let run = try ModuleRun(
      ChainDiagram.self, on: network, with: ["formats": ["svg"], "unit": "chapters"])
    #expect(try SlideText.problems(in: run.svg) == [])
    #expect(run.notices.contains { $0.id == "unknown-node" })
  }

  @Test func aLongChainOfLongNamesKeepsApart() throws {
    for length in [3, 6, 9, 11, 25] {
      let people = (0..<length).map { "Wolfeschlegelsteinhausen\(100 + $0)" }
      #expect(try SlideText.problems(in: slide(network([("", people)]))) == [], "\(length)")
    }
  }

  /// Of many people, those around the chain are drawn; the slide says how many of how many.
  @Test func aLargeNetworkIsDrawnAroundTheChain() throws {
    let ring = (0..<4000).map { "p\($0)-p\(($0 + 1) % 4000):1" }
    let words = ring + (0..<2000).map { "p\($0)-p\($0 + 2000):1" } + ["a-p1:1", "p1-z:1"]
    let svg = try slide(network([("", ["a", "p1", "z"])], sketch: words.joined(separator: " ")))
    #expect(svg.contains("drawn are the 700 people nearest to the chain, of 4002"))
    #expect(svg.components(separatedBy: "<ellipse").count < 800)
  }

  @Test func mistakesAreSaid() throws {
    func problem(_ parameters: JSON) -> Diagnostic? {
      var all = parameters
      all["formats"] = ["svg"]
      do {
        _ = try ModuleRun(ChainDiagram.self, on: network([("", ["a", "b"])]), with: all)
        return nil
      } catch let found as Diagnostics { return found.all.first } catch {
        return error as? Diagnostic
      }
    }
    #expect(problem(["chain": "pat"])?.help == "did you mean 'path'?")
    #expect(problem(["value": "reliable"])?.id == "unknown-column")
  }
}
