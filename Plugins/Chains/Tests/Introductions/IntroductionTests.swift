import Chains
import ModuleKit
import ModuleTesting
import Testing

struct IntroductionTests {
  private func run(_ network: Network, _ parameters: JSON) throws -> Network {
    try ModuleRun(Introductions.self, on: network, with: parameters).network
  }
  private func column(_ name: String, _ network: Network, _ table: String = "stage") throws
    -> [String?]
  {
    let column = try #require(network.table(table)?.rows[name])
    return (0..<column.count).map { column.text(at: $0) }
  }
  private func problems(_ network: Network, _ parameters: JSON) -> [Diagnostic] {
    do {
      _ = try run(network, parameters)
      return []
    } catch let error as Diagnostics {
      return error.all
    } catch let error as Diagnostic {
      return [error]
    } catch {
      return []
    }
  }

  @Test func saysInFrenchHowItWasPlanned() throws {
    let network = try run(
      Network(sketch: "me-a:5 a-b:5"),
      ["from": "me", "prospects": ["b"], "load": 2, "trust": .number(0.1)])
    let french = try #require(network.methods.last?.french)
    #expect(
      french.hasPrefix("Les mises en relation suivent les chaînes les plus fiables, p = 1 - "))
    #expect(french.contains("ne soit sollicité plus de 2 fois ; "))
    #expect(french.hasSuffix("à partir d'une fiabilité de 0,1."))
  }

  @Test func everyVerdictHasAReason() throws {
    let network = Network(sketch: "me-a:5 a-b:5 a-c:5 a-d:1 d-e:1 f-g")
    let result = try run(
      network,
      [
        "from": "me", "prospects": ["me", "a", "b", "c", "e", "f"], "load": 1,
        "trust": .number(0.2),
      ])
    // In canonical order: a, b, c, e, f, me.
    #expect(
      try column("verdict", result)
        == ["known", "planned", "beyond_capacity", "no_trustworthy_chain", "no_chain", "oneself"])
    #expect(
      try column("reason", result)[3] == "the most reliable chain has 0.0749, less than 0.2")
    #expect(result.table("stage_summary")?.value("planned") == 1)
    #expect(result.nodes["role_stage"]?.text(at: 0) == "prospect")
    #expect(result.nodes["traffic_stage"]?.number(at: 0) == 1)
  }

  @Test func anOwnerIsTheStarter() throws {
    var network = Network(sketch: "a-b b-c")
    #expect(problems(network, ["prospects": ["c"]]).map(\.id) == ["no-starter"])
    network.setOwners([true, false, false])
    #expect(try column("chain", run(network, ["prospects": ["c"]])) == ["a > b > c"])
    network.setOwners([true, false, true])
    let found = problems(network, ["prospects": ["b"]])
    #expect(found.map(\.id) == ["no-starter"])
    #expect(found.first?.help == "say with 'from' which: a, c")
  }

  @Test func allProblemsAreToldAtOnce() {
    var network = Network(sketch: "Claire-Mehdi Mehdi-Sophie Sophie-Paul")
    network.nodes.set("label", .texts(["X", "Y", "X", "Z"]))
    network.nodes.set("sector", .texts(["law", "law", "energy", nil]))
    let found = problems(
      network,
      [
        "from": "Clarie", "prospects": ["Sofie", "X", "Bob"], "prospect_column": "sector",
        "prospect_values": ["enrgy"],
      ])
    #expect(
      found.map(\.id)
        == ["unknown-node", "unknown-node", "ambiguous-node", "unknown-node", "unknown-value"])
    #expect(found.first?.help == "did you mean 'Claire'?")
    #expect(found.last?.help == "did you mean 'energy'?")
  }

  @Test func manyUnknownNamesAreToldTogether() {
    let names = (0..<5000).map { JSON.string("nobody-\($0)") }
    let found = problems(Network(sketch: "a-b"), ["from": "a", "prospects": .array(names)])
    #expect(found.count == 51)
    #expect(found.last?.message == "and 4950 more names and values stand for nobody")
  }

  @Test func prospectsOfAColumnAreTaken() throws {
    var network = Network(sketch: "a-b b-c b-d d-e")
    network.nodes.set("sector", .texts([nil, "law", "law", "energy; rail", "rail"]))
    network.nodes.set("wanted", .flags([.no, .no, .missing, .yes, .yes]))
    let asked: JSON = ["from": "a", "prospect_column": "sector", "trust": .number(0.001)]
    #expect(try column("prospect", run(network, asked)) == ["b", "c", "d", "e"])
    var rail = asked
    rail["prospect_values"] = ["rail"]
    #expect(try column("prospect", run(network, rail)) == ["d", "e"])
    let flagged: JSON = ["from": "a", "prospect_column": "wanted", "prospects": ["e"]]
    #expect(try column("prospect", run(network, flagged)) == ["d", "e"])
  }

  @Test func evidenceIsInWords() throws {
    var network = Network(sketch: "a-b:3 b-c:1")
    network.edges.set("channel", .texts(["mail", nil]))
    network.edges.set("count", .integers([12, 1]))
    network.edges.set("first_contact", .texts(["2019-03-01", nil]))
    network.edges.set("last_contact", .texts(["2024-03-31", "2024-03-31"]))
    network.edges.set("met_at", .texts([nil, "a fair, <b>; \"x\""]))
    let asked: JSON = ["from": "a", "prospects": ["c"]]
    let all = try run(network, asked)
    #expect(
      try column("evidence", all, "stage_ties").prefix(2) == [
        "by mail, 12 contacts, since 2019-03-01, last on 2024-03-31, weight 3",
        "1 contact, last on 2024-03-31, weight 1, met at a fair, <b>; \"x\"",
      ])
    var chosen = asked
    chosen["evidence"] = ["count"]
    #expect(try column("evidence", run(network, chosen), "stage_ties").first == "12 contacts")
  }

  @Test func constraintsHold() throws {
    var network = Network(sketch: "a-b:9 b-d:9 a-c:1 c-d:1")
    network.edges.set("channel", .texts(["mail", "phone", "mail", "phone"]))
    let asked: JSON = ["from": "a", "prospects": ["d"]]
    func chain(_ key: String, _ value: JSON) throws -> String? {
      var asked = asked
      asked[key] = value
      return try column("chain", run(network, asked)).first ?? nil
    }
    #expect(try chain("load", 1) == "a > b > d")
    #expect(try chain("avoid", ["b"]) == "a > c > d")
    #expect(try chain("channels", ["phone"]) == "a > c > d")
    #expect(
      problems(network, ["from": "a", "prospects": ["d"], "avoid": ["d"]]).map(\.id) == [
        "avoided-end"
      ])
    #expect(
      problems(network, ["from": "a", "prospects": ["d"], "links": 2, "load_on": "anybody"])
        .map(\.id) == ["no-limited-load"])
    #expect(
      problems(network, ["from": "a", "prospects": ["d"], "links": 0]).map(\.id)
        == ["out-of-range"])
    #expect(problems(network, ["from": "a"]).map(\.id) == ["no-prospects"])
  }

  @Test func repeatedProspectsCountOnce() throws {
    let run = try ModuleRun(
      Introductions.self, on: Network(sketch: "a-b b-c"),
      with: ["from": "a", "prospects": ["c", "c", "c"]])
    #expect(run.network.table("stage")?.rows.rowCount == 1)
    #expect(run.notices.contains { $0.id == "repeated-prospects" })
  }
}
