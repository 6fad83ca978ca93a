package import GraphvizKit

/// The texts of a finished scene with the room they take.
package struct SceneTexts {
  package struct Item {
    package let spec: TextSpec
    /// As wide as the text, as high as its capitals.
    package let rect: Rect
    package let color: Color
    /// How many fills of the background lie under it; nil for labels, which lie over everything.
    package let fillsBelow: Int?
    package let halo: Color?
    /// The caption is for those who look again, and may be small.
    package let isCaption: Bool
  }
  package let items: [Item]

  package init(_ scene: Scene, _ worker: RenderWorker) throws(RenderFailure) {
    let (texts, labels) = (scene.background.texts, scene.labels)
    let widths = try worker.measure(texts.map(\.spec) + labels.map(\.spec)).map(\.width)
    let placed = texts.enumerated().map { index, text in
      let left =
        switch text.anchor {
        case .left: text.position.x
        case .center: text.position.x - widths[index] / 2
        case .right: text.position.x - widths[index]
        }
      let half = 0.35 * text.spec.size
      return Item(
        spec: text.spec,
        rect: Rect(left, text.position.y - half, left + widths[index], text.position.y + half),
        color: text.color, fillsBelow: text.fillsBelow, halo: nil,
        isCaption: scene.captionTexts.contains(index))
    }
    items =
      placed
      + zip(labels, widths.dropFirst(texts.count)).map { label, width in
        Item(
          spec: label.spec,
          rect: Rect(center: label.center, width: width, height: 0.7 * label.spec.size),
          color: label.color, fillsBelow: nil, halo: label.halo, isCaption: false)
      }
  }

  /// Pairs of texts of which one covers more than a hair of the other.
  package var overlapping: [(String, String)] {
    let order = items.indices.sorted { (items[$0].rect.minX, $0) < (items[$1].rect.minX, $1) }
    var result: [(String, String)] = []
    for (rank, first) in order.enumerated() {
      let a = items[first].rect
      for second in order[(rank + 1)...] {
        let b = items[second].rect
        if b.minX >= a.maxX - 1 { break }
        if min(a.maxY, b.maxY) - max(a.minY, b.minY) > 1, min(a.maxX, b.maxX) - b.minX > 1 {
          result.append((items[first].spec.text, items[second].spec.text))
        }
      }
    }
    return result
  }

  /// Texts that reach over the edge of the page.
  package func outside(_ size: Size) -> [String] {
    items.filter {
      $0.rect.minX < -1 || $0.rect.minY < -1 || $0.rect.maxX > size.width + 1
        || $0.rect.maxY > size.height + 1
    }.map(\.spec.text)
  }

  /// The smallest text that is no caption.
  package var smallest: TextSpec? {
    items.filter { !$0.isCaption }.map(\.spec).min { $0.size < $1.size }
  }
}
