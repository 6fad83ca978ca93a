internal import ModuleKit

/// Chooses the type of an attribute from its distinct values, and reads them.
enum ColumnSniffer {
  /// Whole numbers, numbers or booleans when all values are; else texts.
  ///
  /// `007` and `+33…` stay texts: they identify, they do not count.
  static func column(_ known: [String], decimalComma: Bool = false) -> Column {
    if known.isEmpty { return .texts([]) }
    if known.allSatisfy({ integer($0) != nil }) {
      return .integers(known.map { integer($0) ?? Column.missingInteger })
    }
    // One decimal comma in the column settles that its points separate thousands.
    var numbers = NumberText(
      decimalComma: decimalComma,
      groupsWithPoints: decimalComma && known.contains { $0.utf8.contains(0x2C) })
    if known.allSatisfy({ !looksLikeCode($0) && numbers.value(of: $0).map(\.isFinite) ?? false }) {
      return .numbers(known.map { numbers.value(of: $0) ?? .nan })
    }
    if known.allSatisfy({ boolean($0) != nil }) {
      return .flags(known.map { boolean($0).map { $0 ? .yes : .no } ?? .missing })
    }
    return .texts(known)
  }

  private static func integer(_ text: String) -> Int? {
    guard !looksLikeCode(text), let value = Int(text), value != Column.missingInteger else {
      return nil
    }
    return value
  }

  private static func looksLikeCode(_ text: String) -> Bool {
    text.hasPrefix("+")
      || (text.hasPrefix("0") && text.count > 1 && !text.contains(where: ".,eE".contains))
  }

  private static func boolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true": true
    case "false": false
    default: nil
    }
  }
}
