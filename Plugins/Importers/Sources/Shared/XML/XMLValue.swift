internal import ModuleKit

/// What the text of an attribute of a declared type stands for.
enum XMLValue: Equatable {
  /// In the form that ``AttributeTable`` keeps.
  case value(String)
  case missing
  case wrong

  init(_ text: String, as type: ColumnType) {
    if type == .text {
      self = .value(text)
      return
    }
    let trimmed = text.trimmed
    switch type {
    case .integer:
      self = AttributeTable.numberType(trimmed) == .integer ? .value(trimmed) : .wrong
    case .number:
      guard let value = NumberText.plain(trimmed) else {
        self = .wrong
        return
      }
      self = value.isNaN ? .missing : .value(trimmed)
    default:
      switch trimmed.lowercased() {
      case "true", "1": self = .value("true")
      case "false", "0": self = .value("false")
      default: self = .wrong
      }
    }
  }
}
