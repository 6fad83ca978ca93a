internal import Foundation
package import GraphvizKit
package import ModuleKit

/// One of the themes that are there, or one of one's own: a mapping, or a file with that mapping.
package struct ThemeChoice: ParameterValue {
  private enum Choice {
    case named(Appearance)
    case own(Theme, values: JSON, file: InputFile?)
  }
  private let choice: Choice

  package init(_ appearance: Appearance = .light) { choice = .named(appearance) }
  private init(_ choice: Choice) { self.choice = choice }

  package var theme: Theme {
    switch choice {
    case .named(let appearance): appearance.theme
    case .own(let theme, _, _): theme
    }
  }

  package static var jsonSchema: JSON {
    [
      "anyOf": [
        Appearance.jsonSchema, ["type": "string", "pattern": #"\.ya?ml$"#],
        ParameterMapping<ThemeValues>.jsonSchema,
      ]
    ]
  }
  package static var typeName: String {
    "light, dark, print, the path of a YAML file, or a mapping"
  }
  package static var placeholder: ThemeChoice { ThemeChoice() }

  package static func read(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<ThemeChoice> {
    if node.pairs != nil { return own(node, file: nil, context) }
    guard let text = node.text, text.hasSuffix(".yaml") || text.hasSuffix(".yml") else {
      return named(node, context)
    }
    switch InputFile.read(node, context) {
    case .complaint(let words, let id, let help, let place):
      return .complaint(words, id: id, help: help, at: place)
    case .value(let file):
      // A file that is missing is reported as every missing file is.
      guard let values = context.document(file) else { return .value(ThemeChoice()) }
      return own(values, file: file, context)
    }
  }

  private static func named(
    _ node: ConfigNode, _ context: ParameterContext
  ) -> ParameterReading<ThemeChoice> {
    switch Appearance.read(node, context) {
    case .value(let appearance): .value(ThemeChoice(appearance))
    case .complaint(let words, let id, let help, let place):
      .complaint(words, id: id, help: help, at: place)
    }
  }

  private static func own(
    _ node: ConfigNode, file: InputFile?, _ context: ParameterContext
  ) -> ParameterReading<ThemeChoice> {
    switch ParameterMapping<ThemeValues>.read(node, context) {
    case .complaint(let words, let id, let help, _):
      return .complaint("in '\(file?.name ?? "")' \(words)", id: id, help: help, at: node.location)
    case .value(let mapping):
      let values = mapping.values
      var theme = values.theme
      for problem in ThemeProblems(mapping, theme, node.location).all { context.report(problem) }
      // A file that is missing, or none, is reported as every such file is.
      if let file = values.logo, let bytes = png(file) {
        do throws(Logo.Problem) { theme.logo = try Logo(png: bytes) } catch {
          context.report(problem(error, file, at: mapping.locations["logo"] ?? node.location))
        }
      }
      return .value(ThemeChoice(.own(theme, values: values.json, file: file)))
    }
  }

  /// The bytes of a logo; nil for what is no file that can be read.
  private static func png(_ file: InputFile) -> [UInt8]? {
    let path = URL(fileURLWithPath: file.path).resolvingSymlinksInPath().path
    // A pipe would be waited for.
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    guard attributes?[.type] as? FileAttributeType == .typeRegular else { return nil }
    return FileManager.default.contents(atPath: path).map(Array.init)
  }

  private static func problem(
    _ problem: Logo.Problem, _ file: InputFile, at place: Diagnostic.Location
  ) -> Diagnostic {
    switch problem {
    case .noPNG:
      Diagnostic(
        "not-a-png", "the logo '\(file.name)' is not a png file", at: place, help: "save it as png")
    case .cutOff, .damaged:
      Diagnostic(
        "damaged-png",
        "the logo '\(file.name)' \(problem == .cutOff ? "ends before its picture does" : "is damaged")",
        at: place, help: "copy it again, or save it anew as png")
    }
  }

  package var json: JSON {
    switch choice {
    case .named(let appearance): appearance.json
    case .own(_, let values, _): values
    }
  }
}
