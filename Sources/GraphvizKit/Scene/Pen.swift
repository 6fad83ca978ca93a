/// The drawing state of an xdot program: each function returns the words that change the state,
/// or nil when it is so already.
struct Pen: Sendable {
  private var fillColor: Color?
  private var penColor: Color?
  private var pattern: Stroke.Pattern?
  private var width: Double?
  private var fontSize: Double?
  private var isBold: Bool?
  private let families: String

  init(families: String) { self.families = families }

  mutating func fill(_ color: Color) -> String? {
    change(\.fillColor, color) { "C " + Self.counted(color.hex) }
  }

  mutating func color(_ color: Color) -> String? {
    change(\.penColor, color) { "c " + Self.counted(color.hex) }
  }

  mutating func line(_ newPattern: Stroke.Pattern, _ newWidth: Double) -> String? {
    let words = [
      change(\.pattern, newPattern) { "S " + Self.counted(newPattern.rawValue) },
      change(\.width, newWidth) {
        "S " + Self.counted("setlinewidth(\(DOTText.number(newWidth) ?? "1"))")
      },
    ].compactMap { $0 }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }

  mutating func font(_ size: Double) -> String? {
    let families = families
    return change(\.fontSize, size) {
      "F \(DOTText.number(size) ?? "12") " + Self.counted(families)
    }
  }

  mutating func bold(_ bold: Bool) -> String? { change(\.isBold, bold) { bold ? "t 1" : "t 0" } }

  /// A string with its length in bytes before it, as xdot writes all strings.
  static func counted(_ text: String) -> String { "\(text.utf8.count) -\(text)" }

  private mutating func change<Value: Equatable>(
    _ path: WritableKeyPath<Pen, Value?>, _ value: Value, _ words: () -> String
  ) -> String? {
    if self[keyPath: path] == value { return nil }
    self[keyPath: path] = value
    return words()
  }
}
