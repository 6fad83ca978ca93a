/// A parameter that consists of several, written as a mapping of its own.
///
///     struct Frame: ParameterSet {
///       @Param("Its width", in: 0...10) var width = 1.0
///     }
///     @Param("The frame") var frame = ParameterMapping<Frame>()
public struct ParameterMapping<Set: ParameterSet>: ParameterValue {
  public let values: Set
  /// Where each given value is written.
  public let locations: [String: Diagnostic.Location]

  public init(_ values: Set = Set(), locations: [String: Diagnostic.Location] = [:]) {
    (self.values, self.locations) = (values, locations)
  }

  public static var jsonSchema: JSON { Set.jsonSchema }
  public static var typeName: String { "a mapping" }
  public static var placeholder: Self { Self() }
  /// All problems of the values are reported, each at its place.
  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<Self> {
    guard node.pairs != nil else { return .complaint("must be \(typeName), not \(node.kind)") }
    let decoded = Set.decode(node, stage: node.location, context)
    for problem in decoded.diagnostics { context.report(problem) }
    return .value(Self(decoded.value, locations: decoded.locations))
  }
  public var json: JSON { values.json }
}
