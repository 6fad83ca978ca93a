package import GraphvizKit
internal import ModuleKit

/// The story of an experiment on one slide: letters on the left, lengths on the right.
package struct ExperimentSlide {
  package let results: ExperimentResults
  package let title: String
  let subtitle: String?
  let caption: String
  let theme: Theme

  package init(
    results: ExperimentResults, title: String, subtitle: String?, caption: String, theme: Theme
  ) {
    (self.results, self.title, self.subtitle) = (results, title, subtitle)
    (self.caption, self.theme) = (caption, theme)
  }

  private var plan: ExperimentPlan {
    ExperimentPlan(theme.page, hasSteps: !results.steps.isEmpty)
  }

  package func scene(_ worker: RenderWorker) throws -> Scene {
    var scene = Scene(theme: theme)
    try SlideFrame(title: title, subtitle: subtitle ?? sentence, caption: caption)
      .draw(on: &scene, worker)
    let plan = plan
    if !results.steps.isEmpty {
      try SurvivalChart(results.steps, in: plan.steps).draw(on: &scene, worker)
    }
    try LetterFunnel(results, in: plan.letters).draw(on: &scene, worker)
    try LengthChart(results, in: plan.lengths).draw(on: &scene, worker)
    return scene
  }

  static func head(_ text: String, at x: Double, y: Double, on scene: inout Scene) {
    scene.background.text(
      TextSpec(text, size: 13, bold: true), at: Point(x, y), color: scene.theme.ink)
  }

  // MARK: Sentences

  /// "5 intermediaries (6 links)".
  private func both(_ links: Double) -> String {
    "\(NumberText.shown(links - 1)) intermediar\(links == 2 ? "y" : "ies") "
      + "(\(NumberText.shown(links)) link\(links == 1 ? "" : "s"))"
  }

  private var sentence: String {
    guard results.observedMedian.isFinite else {
      return "No letter arrived: the experiment tells no length of chains"
    }
    var text = "Median of the chains that arrived: \(both(results.observedMedian))"
    if results.correctedMedian.isFinite {
      text += "; corrected for drop-out: \(both(results.correctedMedian))"
    }
    let mean = results.measures["\(results.correction)_mean_intermediaries"]
    if results.hasCorrection, results.doubt == nil, let mean, mean.value.isFinite {
      text += "; mean \(NumberText.fixed(mean.value, decimals: 1))"
      if mean.lower.isFinite, mean.upper.isFinite {
        text +=
          " (\(NumberText.fixed(mean.lower, decimals: 1)) to "
          + "\(NumberText.fixed(mean.upper, decimals: 1)))"
      }
    }
    return text
  }

  package var description: String {
    let letters = LetterFunnel(results, in: plan.letters).rows.map { row in
      "\(NumberText.shown(row.count)) \(row.words)"
    }
    let lengths = results.lengths.prefix(30).map { length in
      let corrected =
        length.corrected.isFinite ? ", corrected \(PercentText.shown(length.corrected))" : ""
      return
        "\(NumberText.shown(length.links - 1)): \(PercentText.shown(length.observed))\(corrected)"
    }
    let shares =
      lengths.isEmpty ? "" : " Chains by intermediaries: \(lengths.joined(separator: "; "))."
    return "\(letters.joined(separator: ", ")). \(sentence).\(shares)"
  }
}

/// Shares as an audience reads them.
enum PercentText {
  static func shown(_ share: Double) -> String {
    guard share.isFinite else { return "–" }
    let percent = share * 100
    return percent > 0 && percent < 0.5 ? "<1 %" : "\(NumberText.fixed(percent, decimals: 0)) %"
  }
}
