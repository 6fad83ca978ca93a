internal import ModuleKit

/// The whole page.
struct HTMLPage {
  let network: Network
  let title: String
  let seed: UInt64
  /// The stages that led to the network.
  let lineage: Lineage
  let rows: Int
  let explorable: ExplorableNetwork?
  let mostNodes: Int
  let mostEdges: Int

  var html: String {
    let sections: [(id: String, heading: String, body: String)] = [
      ("figures", "Figures", figures), ("explore", "The network", explorer),
      ("measures", "Measures", measures), ("nodes", "Nodes", nodeTable),
      ("tables", "Tables", tables),
      ("ledger", "What was read, kept and left out", ledger),
      ("limits", "Limits of this study", limits), ("definitions", "Definitions", definitions),
      ("stages", "How the results came about", stages), ("paste", "For a paper", paste),
      ("manifest", "To repeat it", manifest),
    ].filter { !$0.2.isEmpty }
    let links = sections.map { "<li><a href=\"#\($0.id)\">\($0.heading)</a></li>" }.joined()
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="\(PageParts.policy)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      <title>\(HTML.escaped(title))</title>
      <style>\(PageParts.style)</style>
      </head>
      <body>
      <a class="skip" href="#main">To the results</a>
      <header>
      <h1>\(HTML.isolated(title))</h1>
      \(findings)<p class="lead">\(size)</p>
      <nav aria-label="Contents"><ul>\(links)</ul></nav>
      </header>
      <main id="main">
      \(sections.map { HTML.section($0.id, $0.heading, $0.body) }.joined())</main>
      <footer>Made with Sociogram. This page loads nothing and sends nothing.</footer>
      <script>\(PageParts.script)</script>
      </body>
      </html>\n
      """
  }

  private var size: String {
    let graph = network.graph
    let kind = graph.isDirected ? "A directed" : "An undirected"
    return
      "\(kind) network of \(HTML.counted(graph.nodeCount, "node")) and \(HTML.counted(graph.edgeCount, "edge"))."
  }

  /// What the figures say in their titles, unless the study's own title says it already.
  private var findings: String {
    let titles = network.figures.map(\.title).filter { !$0.isEmpty && $0 != title }
    if titles.isEmpty { return "" }
    return "<ul class=\"findings\">" + titles.map { "<li>\(HTML.isolated($0))</li>" }.joined()
      + "</ul>\n"
  }

  private var figures: String {
    network.figures.map { figure in
      let svg = figure.renderings.first { $0.format == "svg" }
      let picture =
        svg.map {
          "<img alt=\"\(HTML.escaped(figure.description))\" src=\"\(HTML.address(ofSVG: $0.bytes))\">"
        } ?? "<p class=\"note\">The figure was not drawn as SVG and is not in this page.</p>"
      let files = figure.renderings.map { "\(figure.name).\($0.format)" }.joined(separator: ", ")
      return """
        <figure>\(picture)
        <figcaption><strong>\(HTML.isolated(figure.title))</strong> \(HTML.isolated(figure.description)) \
        Files: \(HTML.escaped(files)).\(checked(figure))</figcaption></figure>\n
        """
    }.joined()
  }

  /// What was measured of the finished figure.
  private func checked(_ figure: Figure) -> String {
    guard let isFit = figure.isFit else { return "" }
    let verdict = isFit ? "Fit to be shown" : "<strong>Not fit to be shown</strong>"
    return " \(verdict): \(HTML.isolated(figure.findings))."
  }

  private var explorer: String {
    if let explorable { return explorable.html }
    let graph = network.graph
    if graph.nodeCount == 0 { return "" }
    return
      "<p class=\"note\">Not shown: \(graph.nodeCount) nodes and \(graph.edgeCount) edges are more than this page explores (\(mostNodes) and \(mostEdges); parameters nodes and edges).</p>\n"
  }

  private func note(cut shown: Int, of all: Int, file: String) -> String {
    all > shown
      ? "<p class=\"note\">\(all - shown) more rows are in \(HTML.escaped(file)).</p>\n" : ""
  }

  private var measures: String {
    let entries = network.measures
    if entries.isEmpty || network.graph.nodeCount == 0 { return "" }
    let body = entries.map { entry -> [HTML.Cell] in
      let spread = Spread(entry.column.asNumbers)
      return [.text(entry.name), HTML.Cell(html: spread.picture)]
        + [spread.low, spread.median, spread.mean, spread.high, Double(spread.missing)].map {
          .number($0)
        }
    }
    return HTML.table(
      "Each measure over all nodes; bars count nodes",
      ["measure", "distribution", "smallest", "median", "mean", "largest", "missing"], body,
      numeric: [2, 3, 4, 5, 6])
  }

  private var nodeTable: String {
    let entries = network.measures
    guard let first = entries.first else { return "" }
    let values = first.column.asNumbers.map { $0.isFinite ? $0 : -.infinity }
    // Of a million nodes only those that are shown are put in order.
    let least = values.count > rows ? values.sorted(by: >)[rows - 1] : -.infinity
    let order = values.indices.filter { values[$0] >= least }
      .sorted { (-values[$0], $0) < (-values[$1], $1) }
    let body = order.prefix(rows).map { node in
      [.text(network.label(of: NodeID(node)))]
        + entries.map { HTML.Cell.number($0.column.number(at: node)) }
    }
    return HTML.table(
      "Nodes, the largest \(first.name) first", ["node"] + entries.map(\.name), body,
      numeric: Set(1...entries.count)) + note(cut: rows, of: values.count, file: "nodes.csv")
  }

  private var tables: String {
    network.tables.filter { $0.rows.rowCount > 0 }.map { table in
      let frame = table.rows
      let numeric = Set(
        frame.entries.indices.filter {
          [.number, .integer].contains(frame.entries[$0].column.type)
        })
      let body = (0..<min(rows, frame.rowCount)).map { row in
        frame.entries.indices.map { place -> HTML.Cell in
          let column = frame.entries[place].column
          return numeric.contains(place)
            ? .number(column.number(at: row)) : .text(column.text(at: row) ?? "")
        }
      }
      let remark = table.note.isEmpty ? "" : "<p class=\"note\">\(HTML.isolated(table.note))</p>\n"
      return "<h3>\(HTML.isolated(table.title))</h3>\n" + remark
        + HTML.table(table.title, frame.names, body, numeric: numeric, isHeaded: true)
        + note(cut: rows, of: frame.rowCount, file: table.name + ".csv")
    }.joined()
  }
}
