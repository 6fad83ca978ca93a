/// A text that grows, as UTF-8.
struct TextBytes {
  private(set) var bytes: [UInt8] = []

  /// - Parameter capacity: bytes to expect.
  init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  mutating func write(_ text: String) { bytes.append(contentsOf: text.utf8) }
  mutating func line(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    bytes.append(0x0A)
  }
}

/// Characters that a format cannot hold, and what stands in for them.
enum Substitute {
  /// A visible sign in place of a control character: U+2401 for U+0001.
  ///
  /// Different characters keep different signs, so that different names stay different.
  static func sign(for scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }
}
