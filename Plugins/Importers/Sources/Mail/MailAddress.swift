// RFC 5322, section 3.4; RFC 2047.

/// An address as the head of a mail names it.
struct MailAddress: Equatable {
  /// Nil when only the address is told.
  var name: String?
  /// In small letters.
  var address: String

  /// All addresses of a header such as `To`, and how many of its entries are none.
  static func list(_ header: [UInt8]) -> (addresses: [MailAddress], unreadable: Int) {
    let text = String(validating: header, as: UTF8.self) ?? Charset.decode(header, "cp1252") ?? ""
    var parser = AddressParser()
    for scalar in text.unicodeScalars { parser.take(scalar) }
    parser.endEntry()
    return (parser.addresses, parser.unreadable)
  }
}

/// Takes a header apart, scalar by scalar.
private struct AddressParser {
  private(set) var addresses: [MailAddress] = []
  private(set) var unreadable = 0
  private var phrase = ""
  private var angle: String?
  private var comment = ""
  private var isQuoted = false
  private var isEscaped = false
  private var isInAngle = false
  private var depth = 0

  mutating func take(_ scalar: Unicode.Scalar) {
    if isEscaped {
      isEscaped = false
      append(scalar)
    } else if scalar == "\\", isQuoted || depth > 0 {
      isEscaped = true
    } else if isQuoted {
      if scalar == "\"" { isQuoted = false } else { append(scalar) }
    } else if depth > 0 {
      takeInComment(scalar)
    } else {
      takePlain(scalar)
    }
  }

  private mutating func takeInComment(_ scalar: Unicode.Scalar) {
    if scalar == "(" { depth += 1 }
    if scalar == ")" { depth -= 1 }
    if depth > 0 { append(scalar) }
  }

  private mutating func takePlain(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": isQuoted = true
    case "(": depth = 1
    case "<": (isInAngle, angle) = (true, "")
    case ">": isInAngle = false
    case ",", ";": endEntry()
    // What stands before the colon names a group: "Friends: ann@…, bob@…;"
    case ":" where !isInAngle: phrase = ""
    default: append(scalar)
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if depth > 0 {
      comment.unicodeScalars.append(scalar)
    } else if isInAngle {
      angle?.unicodeScalars.append(scalar)
    } else {
      phrase.unicodeScalars.append(scalar)
    }
  }

  mutating func endEntry() {
    defer { (phrase, angle, comment, isInAngle) = ("", nil, "", false) }
    let written = (angle ?? phrase).trimmed
    if written.isEmpty && phrase.trimmed.isEmpty { return }
    // An old route, "<@relay:ann@example.com>", ends with the address.
    let address = (written.split(separator: ":").last.map(String.init) ?? written).lowercased()
    guard Self.isAddress(address) else {
      unreadable += 1
      return
    }
    let name = EncodedWords.decoded(angle == nil ? comment : phrase).trimmed
    addresses.append(MailAddress(name: Self.isName(name, address) ? name : nil, address: address))
  }

  private static func isAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && !parts[1].isEmpty && text.utf8.count <= 320
      && !text.utf8.contains { $0 <= 0x20 }
  }

  /// An address is no name, and neither is what Exchange calls people inside.
  private static func isName(_ text: String, _ address: String) -> Bool {
    !text.isEmpty && text.lowercased() != address && !text.uppercased().hasPrefix("/O=")
      && text.trimmingQuotes.lowercased() != address
  }
}

extension String {
  /// Without one pair of single quotation marks, which some programs put around names.
  fileprivate var trimmingQuotes: String {
    count > 1 && hasPrefix("'") && hasSuffix("'") ? String(dropFirst().dropLast()) : self
  }
}

/// Words such as `=?UTF-8?Q?Zo=C3=AB?=` in the heads of mails.
enum EncodedWords {
  /// `text` with all such words decoded; what cannot be decoded stays as it is.
  static func decoded(_ text: String) -> String {
    guard text.contains("=?") else { return text }
    var result = ""
    var rest = text[...]
    var endsInWord = false
    while let start = rest.firstRange(of: "=?") {
      let before = rest[..<start.lowerBound]
      guard let (word, end) = word(rest[start.upperBound...]) else {
        result += rest[..<start.upperBound]
        rest = rest[start.upperBound...]
        endsInWord = false
        continue
      }
      // Blanks between two words only keep lines short.
      if !(endsInWord && before.allSatisfy(\.isWhitespace)) { result += before }
      result += word
      rest = rest[end...]
      endsInWord = true
    }
    return result + rest
  }

  /// The text of `charset?Q?text?=`, and where it ends.
  private static func word(_ text: Substring) -> (String, Substring.Index)? {
    let parts = text.prefix(1000).split(
      separator: "?", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, parts[3].first == "=" else { return nil }
    let bytes: [UInt8]?
    switch parts[1].lowercased() {
    case "b": bytes = TransferEncoding.base64(parts[2].utf8)
    case "q":
      bytes = TransferEncoding.quotedPrintable(
        parts[2].utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 })
    default: bytes = nil
    }
    // A language may stand behind the charset: "utf-8*fr".
    let charset = parts[0].prefix { $0 != "*" }
    guard let bytes, let decoded = Charset.decode(bytes, String(charset)) else { return nil }
    return (decoded, text.index(after: parts[3].startIndex))
  }
}
