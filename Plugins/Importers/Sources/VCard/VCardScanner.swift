/// Cuts a file of vCards into properties: unfolds lines, and steps over what is not wanted unread.
struct VCardScanner {
  enum Step {
    case property(VCardLine)
    /// A line with text that is no property.
    case other(line: Int, text: String)
    /// Pictures, sounds and keys, which no network needs.
    case skipped(String)
    case end
  }

  private static let unwanted: Set<String> = ["PHOTO", "LOGO", "SOUND", "KEY", "CALADRURI"]

  private var cursor: LineCursor

  init(_ bytes: [UInt8]) { cursor = LineCursor(bytes) }

  /// The number of the line that comes next.
  var nextLine: Int { cursor.nextLine }

  mutating func next() -> Step {
    while true {
      let line = cursor.nextLine
      guard let range = cursor.next() else { return .end }
      let text = cursor.bytes[range]
      if text.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      // The head of a property is short, whatever the size of a picture behind it.
      if let name = unwantedName(text) {
        skipValue(isBase64: true)
        return .skipped(name)
      }
      let unfolded = isQuotedPrintable(text) ? text : unfold(text)
      guard var property = VCardLine(unfolded, line: line) else {
        return .other(line: line, text: String(decoding: text.prefix(40), as: UTF8.self))
      }
      if property.isBase64 {
        skipValue(isBase64: true)
        return .skipped(property.name)
      }
      if property.isQuotedPrintable { joinSoftBreaks(&property) }
      return .property(property)
    }
  }

  private func unwantedName(_ text: ArraySlice<UInt8>) -> String? {
    let head = text.prefix(80).prefix { $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: ";") }
    let name = String(decoding: head, as: UTF8.self).uppercased()
    let bare = name.split(separator: ".").last.map(String.init) ?? name
    return Self.unwanted.contains(bare) ? bare : nil
  }

  /// Such values are joined by ``joinSoftBreaks(_:)``: an `=` at the end of a line is no part of them.
  private func isQuotedPrintable(_ text: ArraySlice<UInt8>) -> Bool {
    let head = text.prefix(200).prefix { $0 != UInt8(ascii: ":") }
    return String(decoding: head, as: UTF8.self).uppercased().contains("QUOTED-PRINTABLE")
  }

  /// Lines that begin with a blank go on with the one before.
  private mutating func unfold(_ first: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard isFolded else { return first }
    var joined = Array(first)
    while isFolded, let range = cursor.next() { joined += cursor.bytes[range].dropFirst() }
    return joined[...]
  }

  private var isFolded: Bool { cursor.nextByte == 0x20 || cursor.nextByte == 0x09 }

  /// vCard 2.1 writes long pictures without blanks before the lines, up to an empty one.
  private mutating func skipValue(isBase64: Bool) {
    while let byte = cursor.nextByte {
      let goesOn = byte == 0x20 || byte == 0x09
      guard goesOn || (isBase64 && isBase64Line) else { return }
      _ = cursor.next()
    }
  }

  private var isBase64Line: Bool {
    guard let range = cursor.peek() else { return false }
    return cursor.bytes[range].allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"),
        UInt8(ascii: "="):
        true
      default: false
      }
    }
  }

  /// `=` at the end of a line: the value goes on, with or without a blank.
  private mutating func joinSoftBreaks(_ property: inout VCardLine) {
    var value = Array(property.value)
    while true {
      if value.last == UInt8(ascii: "="), let range = cursor.next() {
        value.removeLast()
        value += cursor.bytes[range]
      } else if isFolded, let range = cursor.next() {
        value += cursor.bytes[range].dropFirst()
      } else {
        break
      }
    }
    property.value = value[...]
  }
}
