internal import GraphvizKit

/// The places and curves that `dot` gives, in units from the lower left.
struct DotPlan {
  private(set) var centers: [Point] = []
  /// In the order of the links.
  private(set) var curves: [[Point]] = []
  let links: [(from: Int, to: Int)]

  init(_ graph: PipelineGraph, _ detail: PipelineDetail, _ worker: RenderWorker) throws {
    links = graph.links
    let (size, gap) = (detail.size, detail.gap)
    func inches(_ units: Double) -> String { DOTText.number(units / 72, decimals: 6) ?? "1" }
    var dot = """
      digraph {
      graph [rankdir=LR ranksep=\(inches(gap.across)) nodesep=\(inches(gap.down))];
      node [shape=box label="" fixedsize=true width=\(inches(size.width)) height=\(inches(size.height))];
      edge [dir=none headport=w tailport=e];

      """
    for index in graph.cards.indices { dot += "n\(index);\n" }
    for link in links { dot += "n\(link.from) -> n\(link.to);\n" }
    let answer = try worker.render(dot: dot + "}\n", engine: .dot, formats: [.plain])
    centers = Array(repeating: Point(0, 0), count: graph.cards.count)
    var found: [[Int]: [Point]] = [:]
    for line in String(decoding: answer[.plain], as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      func number(_ index: Int) -> Double { (Double(words[index]) ?? 0) * 72 }
      func node(_ index: Int) -> Int { Int(words[index].dropFirst()) ?? 0 }
      if words.first == "node", words.count > 3 {
        centers[node(1)] = Point(number(2), number(3))
      } else if words.first == "edge", words.count > 3, let count = Int(words[3]),
        words.count >= 4 + 2 * count
      {
        found[[node(1), node(2)]] = (0..<count).map {
          Point(number(4 + 2 * $0), number(5 + 2 * $0))
        }
      }
    }
    curves = links.map { found[[$0.from, $0.to]] ?? [] }
  }
}
