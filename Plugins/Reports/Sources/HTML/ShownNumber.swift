internal import ModuleKit

/// Four significant digits; whole numbers whole; nothing for a missing value.
func shown(_ value: Double) -> String {
  if !value.isFinite { return "" }
  if value == value.rounded(), value.magnitude < 1e9 { return String(Int(value)) }
  var scale = 1.0
  while (value * scale).magnitude < 1000, scale < 1e12 { scale *= 10 }
  return decimal((value * scale).rounded() / scale)
}

func decimalText(_ value: Double) -> String { decimal(value) }

extension Network {
  /// Numeric node columns that a stage has computed.
  var measures: [Frame.Entry] {
    nodes.entries.filter { entry in
      guard !entry.convention.isEmpty else { return false }
      return switch entry.column {
      case .numbers: true
      case .integers: !Self.isLabel(entry.name)
      case .texts, .flags: false
      }
    }
  }

  /// Whole numbers that say which group or place, not how much.
  private static func isLabel(_ name: String) -> Bool {
    ["community", "component", "planted", "mode", "x", "y"].contains(name)
      || name.hasPrefix("group_")
  }
}
