internal import ModuleKit

/// What the `viz` elements of GEXF say of the looks of a node or an edge, as attributes.
enum GEXFDrawing {
  struct Value {
    let name: String
    let text: String
    let type: ColumnType
  }

  /// - Parameter element: `color`, `size`, `position`, `shape` or `thickness`.
  static func values(_ element: String, _ attributes: [String: String]) -> [Value] {
    let values: [Value?]
    switch element {
    case "color":
      values = [color(attributes).map { Value(name: "viz.color", text: $0, type: .text) }]
    case "shape":
      values = [attributes["value"].map { Value(name: "viz.shape", text: $0, type: .text) }]
    case "position":
      values = ["x", "y", "z"].map { number("viz.\($0)", attributes[$0]) }
    default:
      values = [number("viz.\(element)", attributes["value"])]
    }
    return values.compactMap { $0 }
  }

  private static func number(_ name: String, _ text: String?) -> Value? {
    guard let text = text?.trimmed, let type = AttributeTable.numberType(text),
      NumberText.plain(text)?.isFinite == true
    else { return nil }
    return Value(name: name, text: text, type: type)
  }

  /// `#ff8000`, as written or made of its parts; opacity is left out.
  private static func color(_ attributes: [String: String]) -> String? {
    if let hex = attributes["hex"] { return hex }
    var color = "#"
    for part in ["r", "g", "b"] {
      guard let value = attributes[part].flatMap({ UInt8($0) }) else { return nil }
      color += value < 16 ? "0" : ""
      color += String(value, radix: 16)
    }
    return color
  }
}
