public import ModuleKit

/// The name of a figure of an earlier stage, and where it is written.
///
/// A stage that draws several, each named after it, may be named for all of them.
public struct FigureName: ParameterValue, Hashable {
  let name: String
  let location: Diagnostic.Location

  public static var jsonSchema: JSON { String.jsonSchema }
  public static var typeName: String { "the name of a figure" }
  public static var placeholder: FigureName {
    FigureName(name: "", location: .init(file: ""))
  }
  public static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<FigureName> {
    guard let name = node.text, !node.isNull else {
      return .complaint("must be \(typeName), not \(node.kind)")
    }
    return .value(FigureName(name: name, location: node.location))
  }
  public var json: JSON { .string(name) }

  /// The figure of this name, or the series of a stage of this name.
  func meant(of figures: [Figure]) -> [Figure] {
    if let figure = figures.first(where: { $0.name == name }) { return [figure] }
    return figures.filter { $0.series == name }
  }

  func unknown(among names: [String]) -> Diagnostic {
    Diagnostic(
      "unknown-figure", "there is no figure '\(name)' at this stage", at: location,
      help: names.isEmpty
        ? "put a stage that draws one before"
        : Suggestion.help(for: name, among: names, kind: "figures"))
  }
}
