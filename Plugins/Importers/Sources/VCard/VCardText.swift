/// Values of vCard properties as texts.
struct VCardText {
  /// Backslashes escape in vCard 3.0 and 4.0; in 2.1 only before separators, so that `C:\new` is a path.
  var isOld: Bool
  /// For values that say nothing of their encoding.
  var charset: String

  /// Why a value cannot be read.
  struct Problem: Error {
    let detail: String
  }

  /// The value as characters, escapes still in it.
  func raw(_ line: VCardLine) throws(Problem) -> String {
    let bytes =
      line.isQuotedPrintable ? TransferEncoding.quotedPrintable(line.value) : Array(line.value)
    let name = line.parameter("CHARSET") ?? charset
    if let text = Charset.decode(bytes, name) { return text }
    if let bad = bytes.first(where: { $0 >= 0x80 }), name.lowercased().hasPrefix("utf") {
      let hex = String(bad, radix: 16, uppercase: true)
      throw Problem(
        detail: "\(line.name) in line \(line.line) is not UTF-8 (byte \(hex)); say 'encoding: "
          + "windows-1252' if the whole file is")
    }
    throw Problem(
      detail: "\(line.name) in line \(line.line) is in the encoding '\(name.prefix(40))', "
        + "which cannot be read")
  }

  /// The value as one text.
  func text(_ line: VCardLine) throws(Problem) -> String { unescaped(try raw(line)[...]) }

  /// The components of a structured value, such as those of `N` and `ADR`, each a list.
  func components(_ line: VCardLine) throws(Problem) -> [[String]] {
    let text = try raw(line)
    return cut(text[...], at: ";").map { part in
      isOld ? [unescaped(part)] : cut(part, at: ",").map(unescaped)
    }
  }

  /// The items of a list, as of `CATEGORIES`.
  func list(_ line: VCardLine) throws(Problem) -> [String] {
    let text = try raw(line)
    return cut(text[...], at: ",").map(unescaped)
  }

  /// Cut at `separator` where no backslash stands before it.
  private func cut(_ text: Substring, at separator: Character) -> [Substring] {
    var (parts, start, isEscaped) = ([Substring](), text.startIndex, false)
    for index in text.indices {
      let character = text[index]
      if character == separator, !isEscaped {
        parts.append(text[start..<index])
        start = text.index(after: index)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return parts + [text[start...]]
  }

  private func unescaped(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return String(text) }
    var result = ""
    var rest = text.makeIterator()
    while let character = rest.next() {
      guard character == "\\" else {
        result.append(character)
        continue
      }
      guard let next = rest.next() else {
        result.append("\\")
        break
      }
      if isOld {
        if !";,:\\".contains(next) { result.append("\\") }
        result.append(next)
      } else {
        result.append(next == "n" || next == "N" ? "\n" : next)
      }
    }
    return result
  }
}
