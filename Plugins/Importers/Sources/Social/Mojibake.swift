/// Repairs texts of Meta's archives, in which each byte of UTF-8 is written as a character.
enum Mojibake {
  /// `FranÃ§ois` is `François`; a text that is well stays as it is.
  static func repaired(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard scalars.contains(where: { $0.value >= 0x80 }), scalars.allSatisfy({ $0.value < 0x100 })
    else { return text }
    let bytes = scalars.map { UInt8(truncatingIfNeeded: $0.value) }
    return String(validating: bytes, as: UTF8.self) ?? text
  }
}
