import Foundation
import ModuleKit
import ModuleTesting
import Reports
import Testing

/// What the page says of how its numbers came about.
struct AccountTests {
  private func network(_ notes: [MethodNote] = []) throws -> Network {
    var network = Network(
      graph: Graph(nodeCount: 4, isDirected: false, sources: [0, 1], targets: [1, 2]),
      ids: ["a", "b", "c", "d"])
    network.methods = notes
    network.set(
      Table(
        name: "lengths", title: "Lengths of chains",
        rows: {
          var rows = Frame(rowCount: 1)
          rows.set("links", .integers([3]))
          return rows
        }()))
    return network
  }

  private func page(_ network: Network, _ lineage: Lineage = Lineage()) throws -> String {
    let result = try ModuleRun(HTMLReport.self, on: network, lineage: lineage).network
    return String(decoding: result.documents.first?.bytes ?? [], as: UTF8.self)
  }

  /// The text of a block to paste.
  private func block(_ id: String, _ page: String) throws -> String {
    let start = try #require(page.range(of: "<pre id=\"\(id)\""))
    let body = page[start.upperBound...]
    let from = try #require(body.firstIndex(of: ">"))
    return String(body[body.index(after: from)...].prefix { $0 != "<" })
  }

  // MARK: Limits

  @Test func limitsComeFromMarksNotFromWords() throws {
    // Words that sound like a limit are none.
    let words = MethodNote(
      .measure("x"), "Nothing was lost, no attrition, estimated by nobody.", caption: "estimated")
    let silent = try page(network([words]))
    #expect(!silent.contains("Chains were lost") && !silent.contains("Estimated, not exact"))
    let marked = try page(
      network([
        MethodNote(.measure("x"), "X.", caption: "HyperBall x", limits: [.estimated]),
        MethodNote(.measure("y"), "Y.", tables: ["lengths"], limits: [.attrition]),
      ]))
    #expect(marked.contains("Estimated, not exact: HyperBall x."))
    #expect(marked.contains("long ones more often than short ones: see Lengths of chains."))
  }

  @Test func gapsAndComponentsAreLimits() throws {
    var network = try network()
    network.nodes.set("age", .numbers([1, .nan, .nan, 4]))
    network.nodes.set(
      "other_names", .texts(TextColumn(repeating: nil, count: 4)), convention: "other names")
    let page = try page(network)
    #expect(page.contains("Values are missing in age (2 of 4)."))
    #expect(page.contains("falls into 2 components; the largest holds 3 nodes (75 %)"))
    #expect(page.contains("1 node has no tie at all."))
  }

  // MARK: French

  @Test func modulesSpeakFrenchOrAreNamed() throws {
    let page = try page(
      network([
        MethodNote(.data, "Data: Knuth.", caption: "Knuth"),
        MethodNote(
          .measure("degree"), "Degree counts ties.", french: "Le degré compte les liens.",
          reference: "Freeman, L. C. (1978). Centrality. Social Networks 1(3), 215-239."),
        MethodNote(.measure("survival"), "Survival is Kaplan and Meier's.", caption: "survival"),
      ]))
    let french = try block("methods-fr", page)
    #expect(french.hasPrefix("Le réseau non orienté compte 4 nœuds et 2 liens."))
    #expect(french.contains("Données\u{A0}: Knuth. Le degré compte les liens (Freeman, 1978)."))
    #expect(
      french.contains("Calcul de «\u{A0}survival\u{A0}», en anglais\u{A0}: «\u{A0}survival\u{A0}».")
    )
    let english = try block("methods-en", page)
    #expect(english.contains("Degree counts ties (Freeman, 1978). Survival is"))
    #expect(try block("bibtex", page).hasPrefix("@article{freeman1978,"))
  }

  /// The Markdown says in French, and of limits, what the page says.
  @Test func markdownHasTheSameFrenchAndLimits() throws {
    var network = try network([
      MethodNote(
        .measure("degree"), "Degree counts ties.", french: "Le degré compte les liens.",
        limits: [.estimated])
    ])
    network.nodes.set("age", .numbers([1, .nan, .nan, 4]))
    func markdown(_ network: Network) throws -> String {
      let result = try ModuleRun(MarkdownReport.self, on: network).network
      return String(decoding: result.documents.first?.bytes ?? [], as: UTF8.self)
    }
    let (text, page) = (try markdown(network), try page(network))
    let french = try block("methods-fr", page)
    #expect(french.contains("Le degré compte les liens."))
    #expect(text.contains("## Méthodes\n\n\(french)\n"))
    for limit in [
      "Values are missing in age (2 of 4).", "1 node has no tie at all.", "Estimated, not exact:",
    ] { #expect(text.contains("- " + limit) && page.contains(limit), "\(limit)") }
    let whole = Network(sketch: "a-b")
    #expect(try markdown(whole).contains("Nothing in the data limits the results"))
    #expect(try self.page(whole).contains("Nothing in the data limits the results"))
  }

  /// Degrees and cores are whole numbers, and measures; the number of a community measures nothing.
  @Test func wholeNumbersAreMeasures() throws {
    var network = try network()
    network.nodes.set("degree", .integers([1, 2, 1, 0]), convention: "edges at the node")
    network.nodes.set("age", .integers([30, 40, 50, 60]))
    for name in ["community", "component", "group_1"] {
      network.nodes.set(name, .integers([0, 0, 0, 1]), convention: "the group")
    }
    let page = try page(network)
    let start = try #require(page.range(of: "Each measure over all nodes"))
    let measures = page[start.upperBound...].prefix(while: { _ in true })
      .components(separatedBy: "</table>")[0]
    #expect(measures.contains(">degree<") || measures.contains("<bdi>degree</bdi>"))
    for name in ["age", "community", "component", "group_1"] {
      #expect(!measures.contains(name), "\(name)")
    }
  }

  // MARK: Stages and files

  @Test func stagesFilesVersionAndSeedAreTold() throws {
    let lineage = Lineage(
      engine: "9.8.7",
      stages: [
        .init(
          id: "read", module: "import.csv", files: [.init(name: "ties <1>.csv", sha256: "abc123")],
          outcome: .init(nodes: 9, edges: 8)),
        .init(
          id: "degree", module: "centrality.degree", inputs: ["read"],
          adds: .init(nodeColumns: ["degree"]), outcome: .init(nodes: 9, edges: 8)),
        .init(id: "report", module: "report.markdown", inputs: ["degree"]),
      ])
    let page = try page(network(), lineage)
    #expect(page.contains("Sociogram <bdi>9.8.7</bdi>, seed 7."))
    #expect(page.contains("abc123") && page.contains("ties &lt;1&gt;.csv"))
    #expect(page.contains(">9 nodes, 8 edges</text>") && page.contains(">+ degree</text>"))
    #expect(!page.contains("report.markdown"))
    #expect(try block("methods-en", page).contains("Sociogram 9.8.7, seed 7."))
  }
}
