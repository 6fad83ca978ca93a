internal import GraphLayout
package import GraphvizKit
package import ModuleKit

/// What makes a figure fit to be shown, measured when it is finished.
///
/// Four things can be wrong: texts over each other or over the edge, texts too small for a room, texts that
/// cannot be read on their ground, and group colors that somebody cannot tell apart. Three more are told, since
/// no value of them is wrong for every network: ink, crossings, and how true the places are.
package struct FigureChecks {
  /// A network as it was placed.
  package struct Layout {
    package let graph: Graph
    package let points: [Point]
    package init(graph: Graph, points: [Point]) { (self.graph, self.points) = (graph, points) }
  }

  /// The smallest letters that the last row reads, in points on a slide.
  static let smallestText = 12.0
  /// Letters that are large by the WCAG: from here on, or bold and from 14.
  static let largeText = 18.0
  /// The least difference of two colors of groups; those of our own themes differ by 10 at least.
  static let leastDifference = 8.0

  package let all: [FigureCheck]

  package init(_ scene: Scene, layout: Layout?, _ worker: RenderWorker) throws(RenderFailure) {
    let texts = try SceneTexts(scene, worker)
    var checks = [
      Self.overlaps(texts), Self.outside(texts, scene.size), Self.smallest(texts),
      Self.contrast(texts, scene), Self.colors(scene),
    ]
    let lines = SceneLines(scene)
    checks.append(
      Self.told("ink", lines.ink) { "ink on \(PercentText.shown($0)) of the drawing" })
    checks.append(
      Self.told("crossings", lines.crossingsPerEdge) {
        "\(NumberText.shown(($0 * 10).rounded() / 10)) crossings per line"
      })
    if let layout { checks += Self.faithfulness(layout) }
    all = checks.filter { $0.value.isFinite }
  }

  private static func overlaps(_ texts: SceneTexts) -> FigureCheck {
    let pairs = texts.overlapping
    let which = pairs.first.map { " ('\($0.0)' and '\($0.1)')" } ?? ""
    return FigureCheck(
      id: "overlapping_texts",
      finding: pairs.isEmpty
        ? "none of \(texts.items.count) texts over another"
        : "\(Noun("pairs").counted(pairs.count)) of texts over each other\(which)",
      value: Double(pairs.count), limit: 0, isPassed: pairs.isEmpty)
  }

  private static func outside(_ texts: SceneTexts, _ size: Size) -> FigureCheck {
    let cut = texts.outside(size)
    return FigureCheck(
      id: "texts_off_page",
      finding: cut.isEmpty ? "all on the page" : "\(cut.count) over its edge ('\(cut[0])')",
      value: Double(cut.count), limit: 0, isPassed: cut.isEmpty)
  }

  private static func smallest(_ texts: SceneTexts) -> FigureCheck {
    let found = texts.smallest
    let size = found?.size ?? .nan
    let isPassed = !(size < smallestText)
    return FigureCheck(
      id: "smallest_text",
      finding: "smallest text \(NumberText.shown(size)) pt"
        + (isPassed ? "" : " ('\(found?.text ?? "")')"),
      value: size, limit: smallestText, isPassed: isPassed)
  }

  /// Large letters need less contrast: theirs counts as much more as they need less.
  private static func contrast(_ texts: SceneTexts, _ scene: Scene) -> FigureCheck {
    let ground = SceneGround(scene)
    let found = texts.items.map { item -> (text: String, contrast: Double) in
      let isLarge =
        item.spec.size >= largeText || (item.spec.bold && item.spec.size >= 14)
      let ease =
        isLarge ? ContrastCheck.leastForText / ContrastCheck.leastForLargeText : 1
      return (item.spec.text, ground.contrast(of: item) * ease)
    }.min { $0.contrast < $1.contrast }
    let contrast = found?.contrast ?? .nan
    let isPassed = !(contrast < ContrastCheck.leastForText)
    return FigureCheck(
      id: "contrast",
      finding: "contrast at least \(NumberText.shown((contrast * 10).rounded(.down) / 10)) : 1"
        + (isPassed ? "" : " ('\(found?.text ?? "")')"),
      value: contrast, limit: ContrastCheck.leastForText, isPassed: isPassed)
  }

  /// Of the colors of groups that the figure uses; shapes tell groups apart too.
  private static func colors(_ scene: Scene) -> FigureCheck {
    let theme = scene.theme
    let used = Set(scene.nodes.map(\.fill) + scene.background.fills.map(\.color))
    let colors = (theme.palette + [theme.other]).filter(used.contains)
    let pair = ColorVision.mostAlike(colors)
    let difference = pair?.difference ?? .nan
    let isPassed = !(difference < leastDifference) || !theme.shapes.isEmpty
    let who = pair.map { $0.vision == .normal ? "" : " with \($0.vision.rawValue)" } ?? ""
    return FigureCheck(
      id: "colors_apart",
      finding: "colors differ by \(NumberText.shown(difference.rounded(.down))) or more\(who)",
      value: difference, limit: leastDifference, isPassed: isPassed)
  }

  private static func told(
    _ id: String, _ value: Double, _ finding: (Double) -> String
  ) -> FigureCheck {
    FigureCheck(
      id: id, finding: value.isFinite ? finding(value) : "", value: value, limit: nil,
      isPassed: true)
  }

  private static func faithfulness(_ layout: Layout) -> [FigureCheck] {
    let places = Places(
      x: layout.points.map { Float($0.x) }, y: layout.points.map { Float($0.y) })
    let quality = LayoutQuality(places, layout.graph.undirected.outgoing, most: 200)
    func rounded(_ value: Double) -> String { NumberText.shown((value * 1000).rounded() / 1000) }
    return [
      told("stress", quality.stress) { "stress \(rounded($0))" },
      told("neighbors_kept", quality.neighborhoodPreservation) {
        "neighbours kept \(rounded($0))"
      },
    ]
  }
}
