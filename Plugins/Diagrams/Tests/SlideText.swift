import Diagrams
import Foundation
import GraphvizKit
import ModuleTesting

/// A text of a finished slide, read from its SVG, with the room it takes.
struct SlideText {
  let text: String
  let size: Double
  let color: String
  /// As wide as the text, as high as its capitals.
  let rect: Rect

  /// The caption is for those who look again.
  var isCaption: Bool { rect.minY < 30 && rect.minX == 36 && size < 12 }

  /// All texts but halos and those in the color of the background, which stand in circles.
  static func all(in svg: String, background: String = "#ffffff") throws -> [SlideText] {
    let found = svg.components(separatedBy: "<text ").dropFirst().compactMap { part -> Found? in
      guard let end = part.range(of: ">"), let close = part.range(of: "</text>") else { return nil }
      return Found(part[..<end.lowerBound], part[end.upperBound..<close.lowerBound])
    }.filter { $0.color != background }
    let widths = try RenderWorker().measure(found.map(\.spec)).map(\.width)
    return zip(found, widths).map { item, width in
      let left =
        item.anchor == "start" ? item.x : item.anchor == "end" ? item.x - width : item.x - width / 2
      return SlideText(
        text: item.spec.text, size: item.spec.size, color: item.color,
        rect: Rect(left, item.y, left + width, item.y + 0.7 * item.spec.size))
    }
  }

  private struct Found {
    let spec: TextSpec
    let anchor, color: String
    let x, y: Double

    init?(_ attributes: Substring, _ content: Substring) {
      func value(_ name: String) -> String? {
        guard let start = attributes.range(of: "\(name)=\"") else { return nil }
        return String(attributes[start.upperBound...].prefix { $0 != "\"" })
      }
      guard let anchor = value("text-anchor"), let x = value(" x").flatMap(Double.init),
        let y = value(" y").flatMap(Double.init), let size = value("font-size").flatMap(Double.init)
      else { return nil }
      var text = String(content)
      for (entity, sign) in [
        ("&#160;", "\u{A0}"), ("&#45;", "-"), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""),
        ("&#39;", "'"), ("&amp;", "&"),
      ] { text = text.replacingOccurrences(of: entity, with: sign) }
      spec = TextSpec(text, size: size, bold: value("font-weight") == "bold")
      (self.anchor, color) = (anchor, value("fill") ?? "black")
      (self.x, self.y) = (x, -y)
    }
  }

  /// What every slide must keep to, in words: texts on the slide, large enough, none over another.
  static func problems(
    in svg: String, page: Page = .wide, smallest: Double = 12
  ) throws -> [String] {
    let texts = try all(in: svg)
    let slide = Rect(0, 0, page.width, page.height)
    var problems: [String] = []
    for (index, text) in texts.enumerated() {
      if !slide.contains(text.rect) { problems.append("'\(text.text)' leaves the slide") }
      if text.size < smallest, !text.isCaption { problems.append("'\(text.text)' is small") }
      for other in texts[..<index] where other.rect.overlap(with: text.rect) > 0.5 {
        problems.append("'\(text.text)' lies on '\(other.text)'")
      }
    }
    return problems
  }
}
