package import GraphvizKit
public import ModuleKit

/// An opaque color as it is written in a study.
public struct HexColor: ParameterValue, Hashable {
  package let color: Color

  public static var jsonSchema: JSON {
    ["type": ["string", "integer"], "pattern": "^#?[0-9A-Fa-f]{6}$"]
  }
  public static var typeName: String { "a color such as \"#0072B2\", in quotes" }
  public static var placeholder: HexColor { HexColor(color: .black) }
  /// The `#` may be left out, since without quotes YAML takes it for the beginning of a remark.
  public static func read(
    _ node: ConfigNode, _: ParameterContext
  ) -> ParameterReading<HexColor> {
    guard let text = node.text, !node.isNull else {
      return .complaint(
        "must be \(typeName), not \(node.kind)",
        help: "without quotes, '#' begins a remark: write \"#0072B2\", or 0072B2")
    }
    let digits = text.hasPrefix("#") ? text : "#" + text
    guard digits.count == 7, let color = Color(hex: digits) else {
      return .complaint(
        "must be \(typeName), not '\(text.prefix(20))'",
        help: "write two digits from 0 to F each for red, green and blue")
    }
    return .value(HexColor(color: color))
  }
  public var json: JSON { .string(color.hex) }
}
