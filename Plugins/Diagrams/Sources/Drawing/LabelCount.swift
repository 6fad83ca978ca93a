public import ModuleKit

/// How many of those drawn are named: a number, or as many as suit the picture.
public struct LabelCount: ParameterValue, Hashable {
  /// Nil leaves it to the picture.
  let number: Int?

  static let auto = LabelCount(number: nil)
  private static let range = 0...200
  /// Up to this many are all named where there is room.
  static let everybody = 40
  /// Beyond, names are for the most important ones.
  static let leaders = 12

  func most(of count: Int) -> Int {
    number ?? (count <= Self.everybody ? count : Self.leaders)
  }

  public static var jsonSchema: JSON {
    [
      "anyOf": [
        ["const": "auto"],
        [
          "type": "integer", "minimum": .integer(range.lowerBound),
          "maximum": .integer(range.upperBound),
        ],
      ]
    ]
  }
  public static var typeName: String {
    "auto or a whole number from \(range.lowerBound) to \(range.upperBound)"
  }
  public static var placeholder: LabelCount { .auto }

  public static func read(
    _ node: ConfigNode, _: ParameterContext
  ) -> ParameterReading<LabelCount> {
    if node.text == "auto" { return .value(.auto) }
    guard let number = node.integer else {
      return .complaint("must be \(typeName), not \(node.kind)")
    }
    guard range.contains(number) else {
      return .complaint("must be \(typeName), not \(number)", id: "out-of-range")
    }
    return .value(LabelCount(number: number))
  }

  public var json: JSON { number.map { .integer($0) } ?? "auto" }
}
