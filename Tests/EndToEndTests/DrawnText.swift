import Foundation
import FoundationXML
import GraphvizKit

/// A text of an SVG file with the room that it takes, in units of its page.
///
/// Read from the file alone: nothing here knows how the drawing was made.
struct DrawnText {
  let text: String
  let size: Double
  /// From the left, and from the upper edge down.
  let left, right, top, baseline: Double

  /// How far letters reach over and under their baseline, in sizes.
  private static let (ascent, descent) = (0.73, 0.2)
  var bottom: Double { baseline + Self.descent * size }

  /// The page in units, and all texts on it; copies that make a halo are one text.
  static func read(_ svg: Data) throws -> (width: Double, height: Double, texts: [DrawnText]) {
    let reader = Reader()
    let parser = XMLParser(data: svg)
    parser.delegate = reader
    guard parser.parse() else { throw parser.parserError ?? CocoaError(.fileReadCorruptFile) }
    let specs = reader.found.map { TextSpec($0.text, size: $0.size, bold: $0.isBold) }
    let widths = try RenderWorker().measure(specs).map(\.width)
    var texts: [DrawnText] = []
    for (item, width) in zip(reader.found, widths) where !item.text.allSatisfy(\.isWhitespace) {
      let left =
        switch item.anchor {
        case "middle": item.x - width / 2
        case "end": item.x - width
        default: item.x
        }
      let text = DrawnText(
        text: item.text, size: item.size, left: left, right: left + width,
        top: item.y - ascent * item.size, baseline: item.y)
      if !texts.contains(where: { $0.isCopy(of: text) }) { texts.append(text) }
    }
    return (reader.width, reader.height, texts)
  }

  private func isCopy(of other: DrawnText) -> Bool {
    let reach = 0.25 * size + 1
    return text == other.text && size == other.size && (left - other.left).magnitude < reach
      && (baseline - other.baseline).magnitude < reach
  }

  /// More than touching: by half a point in both directions.
  func overlaps(_ other: DrawnText) -> Bool {
    min(right, other.right) - max(left, other.left) > 0.5
      && min(bottom, other.bottom) - max(top, other.top) > 0.5
  }

  /// What tells where the data come from, in small letters at the foot.
  func isCaption(on height: Double) -> Bool { baseline > height - 40 && size < 10 && left < 37 }

  /// What a reader would complain about.
  static func problems(in svg: Data) throws -> [String] {
    let (width, height, texts) = try read(svg)
    var problems: [String] = []
    for (index, text) in texts.enumerated() {
      if text.left < -0.5 || text.right > width + 0.5 || text.top < -0.5
        || text.bottom > height + 0.5
      {
        problems.append("'\(text.text)' leaves the page")
      }
      if text.size < 12, !text.isCaption(on: height) {
        problems.append("'\(text.text)' has letters of \(text.size) points")
      }
      for other in texts[..<index] where text.overlaps(other) {
        problems.append("'\(text.text)' lies on '\(other.text)'")
      }
    }
    return problems
  }

  // MARK: Reading

  private struct Found {
    var text = ""
    let x, y, size: Double
    let anchor: String
    let isBold: Bool
  }

  /// Texts with their places in units: Graphviz scales and shifts all it draws.
  private final class Reader: NSObject, XMLParserDelegate {
    private(set) var found: [Found] = []
    private(set) var width = 0.0
    private(set) var height = 0.0
    private var shift = (x: 0.0, y: 0.0)
    private var isInText = false

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      func number(_ name: String) -> Double {
        Double((attributes[name] ?? "").filter { "0123456789.-".contains($0) }) ?? 0
      }
      switch element {
      case "svg": (width, height) = (number("width"), number("height"))
      case "g":
        guard let transform = attributes["transform"] else { return }
        let scale = Self.numbers("scale", transform).first ?? 1
        let move = Self.numbers("translate", transform)
        if move.count == 2 { shift = (move[0], move[1]) }
        (width, height) = (width / scale, height / scale)
      case "text":
        isInText = true
        found.append(
          Found(
            x: number("x") + shift.x, y: number("y") + shift.y, size: number("font-size"),
            anchor: attributes["text-anchor"] ?? "start",
            isBold: attributes["font-weight"] == "bold"))
      default: break
      }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if isInText { found[found.count - 1].text += string }
    }

    func parser(
      _ parser: XMLParser, didEndElement element: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      if element == "text" { isInText = false }
    }

    private static func numbers(_ name: String, _ transform: String) -> [Double] {
      guard let start = transform.range(of: name + "(") else { return [] }
      return transform[start.upperBound...].prefix { $0 != ")" }
        .split(whereSeparator: { $0 == " " || $0 == "," }).compactMap { Double($0) }
    }
  }
}
