// RFC 6350, section 3.3; RFC 2426, section 4; vCard 2.1 (versit Consortium, 1996).

/// A property as it stands in a card: `item1.TEL;TYPE=work:+33 1 99 00 00 00`.
struct VCardLine {
  /// Upper case.
  var name: String
  var group: String?
  /// Names in upper case; bare ones of vCard 2.1 such as `HOME` are types.
  var parameters: [(name: String, value: String)]
  /// Behind the colon, unfolded and otherwise as written.
  var value: ArraySlice<UInt8>
  let line: Int

  /// Nil when the line has no colon or no name.
  init?(_ text: ArraySlice<UInt8>, line: Int) {
    self.line = line
    guard let colon = Self.colon(text) else { return nil }
    value = text[(colon + 1)...]
    var parts = Self.split(text[..<colon], at: UInt8(ascii: ";")).map(Self.text)
    var full = parts.removeFirst().trimmed
    if let dot = full.lastIndex(of: ".") {
      group = String(full[..<dot]).uppercased()
      full = String(full[full.index(after: dot)...])
    }
    guard !full.isEmpty, full.utf8.allSatisfy(Self.isNameByte) else { return nil }
    name = full.uppercased()
    parameters = parts.map { part in
      guard let sign = part.firstIndex(of: "=") else {
        return (Self.isEncoding(part) ? "ENCODING" : "TYPE", part.trimmed)
      }
      let value = String(part[part.index(after: sign)...]).trimmed
      return (String(part[..<sign]).trimmed.uppercased(), Self.unquoted(value))
    }
  }

  func parameter(_ name: String) -> String? { parameters.first { $0.name == name }?.value }

  /// All types, in small letters.
  var types: [String] {
    parameters.filter { $0.name == "TYPE" }
      .flatMap { $0.value.lowercased().split(separator: ",") }.map { String($0).trimmed }
  }

  var isQuotedPrintable: Bool { parameter("ENCODING")?.uppercased() == "QUOTED-PRINTABLE" }
  var isBase64: Bool { ["B", "BASE64"].contains(parameter("ENCODING")?.uppercased() ?? "") }

  private static func isEncoding(_ text: String) -> Bool {
    ["QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"].contains(text.trimmed.uppercased())
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The colon that ends the parameters; those inside quotation marks do not.
  private static func colon(_ text: ArraySlice<UInt8>) -> Int? {
    var isQuoted = false
    for index in text.indices {
      if text[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if text[index] == UInt8(ascii: ":"), !isQuoted { return index }
    }
    return nil
  }

  /// Cut at `separator`, but not inside quotation marks.
  private static func split(
    _ text: ArraySlice<UInt8>, at separator: UInt8
  ) -> [ArraySlice<UInt8>] {
    var (parts, start, isQuoted) = ([ArraySlice<UInt8>](), text.startIndex, false)
    for index in text.indices {
      if text[index] == UInt8(ascii: "\"") { isQuoted.toggle() }
      if text[index] == separator, !isQuoted {
        parts.append(text[start..<index])
        start = index + 1
      }
    }
    return parts + [text[start...]]
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private static func unquoted(_ text: String) -> String {
    guard text.count > 1, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
    return String(text.dropFirst().dropLast())
  }
}
