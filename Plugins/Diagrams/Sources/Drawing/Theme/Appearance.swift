internal import GraphvizKit
public import ModuleKit

/// Dark letters on white, light ones on dark, or greys and shapes for black ink on paper.
public enum Appearance: String, ParameterChoice {
  case light, dark, print
  var theme: Theme {
    switch self {
    case .light: .light
    case .dark: .dark
    case .print: .print
    }
  }
}
