internal import GraphvizKit

/// Where the parts of an experiment's slide lie: letters at the left, lengths at the right, or below
/// on a page that is no wider than high.
struct ExperimentPlan {
  /// What became of the letters.
  let letters: Rect
  /// Where they stopped.
  let steps: Rect
  let lengths: Rect

  /// From an area to the head over it.
  static let (letterHead, stepHead, lengthHead) = (21.0, 22.0, 59.0)
  /// What numbers at the left of the lengths take.
  static let axis = 86.0

  init(_ page: Page, hasSteps: Bool) {
    let all = page.area(below: 130, above: 98)
    if page.hasKeyBelow {
      let middle = all.minY + all.height * 0.56
      let half = all.width / 2 - 20
      letters = Rect(
        all.minX, middle + 50, hasSteps ? all.minX + half : all.maxX, all.maxY)
      steps = Rect(all.maxX - half + 42, middle + 84, all.maxX, all.maxY - 1)
      lengths = Rect(all.minX + Self.axis, all.minY, all.maxX, middle - 60)
      return
    }
    // Lengths need more of a narrow slide than letters.
    let edge = all.minX + (page.width < 900 ? 222 : 282)
    letters = Rect(
      all.minX, hasSteps ? page.height / 2 - 6 : all.minY, edge, all.maxY)
    steps = Rect(all.minX + 42, all.minY, edge, page.height / 2 - 66)
    lengths = Rect(edge + 36 + Self.axis, all.minY, all.maxX, page.height - 168)
  }
}
