package import GraphvizKit

/// Where the parts of a slide lie, by its page.
extension Page {
  /// What all texts stand between.
  package static let margin = 36.0
  package var left: Double { Self.margin }
  package var right: Double { width - Self.margin }

  /// What lies between the lines above and the caption.
  ///
  /// - Parameters:
  ///   - below: how far under the upper edge it begins.
  ///   - above: how far over the lower edge it ends.
  package func area(below: Double = 84, above: Double = 36) -> Rect {
    Rect(left, above, right, height - below)
  }

  /// A page that is no wider than high has its key below the drawing, all others beside it.
  package var hasKeyBelow: Bool { width <= height }

  /// A drawing and the columns of its key.
  package struct Keyed: Hashable {
    package let drawing: Rect
    /// One beside the drawing; two or more below it.
    package let key: [Rect]
  }

  /// Divides ``area(below:above:)``.
  ///
  /// - Parameters:
  ///   - width: of the key's column.
  ///   - gap: between drawing and key.
  ///   - height: of the key, where it stands below.
  package func keyed(
    width: Double = 176, gap: Double = 32, height: Double = 216, below: Double = 84,
    above: Double = 36
  ) -> Keyed {
    let all = area(below: below, above: above)
    guard hasKeyBelow else {
      let edge = all.maxX - width
      return Keyed(
        drawing: Rect(all.minX, all.minY, edge - gap, all.maxY),
        key: [Rect(edge, all.minY, all.maxX, all.maxY)])
    }
    let count = max(1, ((all.width + gap) / (width + gap)).rounded(.down))
    let step = (all.width + gap) / count
    let top = all.minY + height
    return Keyed(
      drawing: Rect(all.minX, top + 20, all.maxX, all.maxY),
      key: (0..<Int(count)).map { column in
        let start = all.minX + Double(column) * step
        // Names and their numbers should not lie far apart.
        return Rect(start, all.minY, start + min(step - gap, 1.15 * width), top)
      })
  }
}
