import Foundation
import ModuleKit
import ModuleTesting
import Reports
import TestSupport

/// A report in a browser.
struct ShownPage {
  let browser: Browser
  let address: String
  private let folder: String

  static let hostile = [
    "</script><img src=x onerror=alert(1)>", "]]>", "javascript:alert(1)", "\"><b>", "a & b",
    "gnirts \u{202E}", "=HYPERLINK(\"http://example.org\")", "<!-- <script>", "Zoë 🧑‍🚀",
    "محمد عبد الله", "王小明", "{{constructor}}", "${alert(1)}",
    "Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren",
  ]
  static let title = "</title><script>alert(1)</script> & more"

  enum Study { case named, star, large, alone }

  init(of study: Study, width: Int = 1280) throws {
    folder = NSTemporaryDirectory() + "sociogram-page-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let result = try ModuleRun(
      HTMLReport.self, on: study.network, with: study == .star ? ["color": "side"] : [:],
      study: Self.title
    ).network
    let page = result.documents.first { $0.path == "report.html" }
    let path = folder + "/report.html"
    try Data(page?.bytes ?? []).write(to: URL(fileURLWithPath: path))
    browser = try Browser(width: width)
    try browser.open(file: path)
    address = URL(fileURLWithPath: path).absoluteString
    try FileManager.default.removeItem(atPath: folder)
  }

  /// The texts of all elements that a selector names.
  func texts(_ selector: String) throws -> [String] {
    try browser.value(
      "[...document.querySelectorAll(\(Browser.quoted(selector)))].map(one => one.textContent)")
  }

  /// Where a node is drawn, in the window.
  func place(ofNode node: Int) throws -> Browser.Place {
    _ = try browser.place(of: "#explorer canvas")
    let place: [Double] = try browser.value(
      """
      (() => { const box = document.querySelector("#explorer canvas").getBoundingClientRect();
        const at = sociogram.at(\(node)); return [box.left + at[0], box.top + at[1]]; })()
      """)
    return Browser.Place(x: place[0], y: place[1])
  }

  /// The canvas as an address of its picture, once what was changed is drawn.
  func pixels() throws -> String {
    try browser.value(
      """
      new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
        done(document.querySelector("#explorer canvas").toDataURL()))))
      """)
  }

  func color(at place: Browser.Place) throws -> [Int] {
    _ = try pixels()
    return try browser.value(
      """
      (() => { const canvas = document.querySelector("#explorer canvas");
        const box = canvas.getBoundingClientRect();
        const scale = canvas.width / box.width;
        return [...canvas.getContext("2d").getImageData(
          (\(place.x) - box.left) * scale, (\(place.y) - box.top) * scale, 1, 1).data]; })()
      """)
  }
}

extension ShownPage.Study {
  var network: Network {
    switch self {
    case .named:
      let names = ShownPage.hostile.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      var network = Network(graph: Self.path(names.count), ids: names)
      let n = names.count
      network.nodes.set(
        "betweenness", .numbers((0..<n).map { Double($0 * (n - 1 - $0)) }), convention: "<b>pairs")
      network.nodes.set(
        "community", .texts(TextColumn(names.map { Optional($0) })), convention: "]]></script>")
      return network
    case .star:
      let graph = Graph(
        nodeCount: 5, isDirected: false, sources: [0, 0, 0, 0], targets: [1, 2, 3, 4])
      var network = Network(graph: graph, ids: ["a", "b", "c", "d", "e"])
      network.nodes.set(
        "score", .numbers([100, .nan, 10, 0.5, 2]), convention: "invented")
      network.nodes.set("side", .texts(TextColumn(["left", "left", "left", "right", "right"])))
      return network
    case .alone: return Network(graph: Self.path(1), ids: ["a"])
    case .large:
      let graph = RandomGraphs.gilbert(nodes: 5000, probability: 0.0015, directed: false, seed: 5)
      var network = Network(graph: graph, ids: (0..<5000).map { "person \($0 + 10_000)" })
      network.nodes.set(
        "score", .numbers((0..<5000).map { Double($0 * 7919 % 5000) }), convention: "invented")
      network.nodes.set("community", .integers((0..<5000).map { $0 / 500 }))
      return network
    }
  }

  private static func path(_ count: Int) -> Graph {
    Graph(
      nodeCount: count, isDirected: false, sources: (0..<NodeID(count - 1)).map { $0 },
      targets: (1..<NodeID(count)).map { $0 })
  }
}
