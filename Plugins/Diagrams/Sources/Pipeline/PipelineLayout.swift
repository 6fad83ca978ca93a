package import GraphvizKit

/// How much a card tells, from all lines to its title alone.
package enum PipelineDetail: CaseIterable {
  case rich, full, brief, title, tight

  /// Of a card, in units.
  var size: Size {
    switch self {
    case .rich: Size(width: 172, height: 88)
    case .full: Size(width: 168, height: 70)
    case .brief: Size(width: 152, height: 50)
    case .title: Size(width: 122, height: 26)
    case .tight: Size(width: 110, height: 24)
    }
  }
  /// Between two rows of a folded pipeline.
  var rowGap: Double {
    switch self {
    case .rich, .full: 30
    case .brief: 24
    case .title: 18
    case .tight: 15
    }
  }
  var gap: (across: Double, down: Double) {
    switch self {
    case .rich: (34, 26)
    case .full: (32, 22)
    case .brief: (30, 18)
    case .title: (24, 12)
    case .tight: (20, 10)
    }
  }
}

/// Where cards lie and lines run: by Graphviz' `dot`, folded into rows where one row is wider than the page.
package struct PipelineLayout {
  package let cards: [Rect]
  /// Curves from card to card: a start, then two control points and an end for each piece.
  package let lines: [[Point]]
  package let detail: PipelineDetail
  /// Less than 1 where everything had to be made smaller to fit.
  package let scale: Double

  package init(_ graph: PipelineGraph, in area: Rect, _ worker: RenderWorker) throws {
    if graph.cards.isEmpty {
      (cards, lines, detail, scale) = ([], [], .rich, 1)
      return
    }
    for detail in PipelineDetail.allCases {
      let drawn = try DotPlan(graph, detail, worker)
      let folded = FoldedPlan(drawn, detail, width: area.width, rowGap: detail.rowGap)
      let isLast = detail == PipelineDetail.allCases.last
      if folded.size.height > area.height || folded.size.width > area.width + 0.5, !isLast {
        continue
      }
      self.detail = detail
      let share = min(1, area.height / folded.size.height, area.width / folded.size.width)
      scale = share
      let origin = Point(
        area.minX + (area.width - share * folded.size.width) / 2,
        area.minY + (area.height - share * folded.size.height) * 0.6)
      cards = folded.cards.map {
        Rect(
          origin.x + share * $0.minX, origin.y + share * $0.minY, origin.x + share * $0.maxX,
          origin.y + share * $0.maxY)
      }
      lines = folded.lines.map { $0.map { origin + $0 * share } }
      return
    }
    preconditionFailure("the last of the details is always taken")
  }
}
