internal import ModuleKit

/// An XML file's bytes as UTF-8, whatever encoding it declares.
///
/// Foundation's parser traps on bytes that are not in the declared encoding, so it is given nothing
/// but valid UTF-8.
enum XMLBytes {
  static func decoded(_ raw: [UInt8], file: String) throws(Diagnostic) -> DecodedText {
    let declaration = declaration(raw)
    let text = String(decoding: raw[declaration], as: UTF8.self)
    var decoded = try DecodedText(
      raw, encoding: try encoding(in: text, file: file), file: file)
    // The declaration would contradict the bytes now; blanks keep all places where they were.
    for index in Self.declaration(decoded.bytes) where decoded.bytes[index] >= 0x20 {
      decoded.bytes[index] = 0x20
    }
    return decoded
  }

  /// The range of `<?xml … ?>` at the beginning.
  private static func declaration(_ bytes: [UInt8]) -> Range<Int> {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let head = bytes[start..<min(bytes.count, start + 400)]
    guard head.starts(with: Array("<?xml ".utf8)), let end = head.firstIndex(of: 0x3E) else {
      return start..<start
    }
    return start..<(end + 1)
  }

  private static func encoding(
    in declaration: String, file: String
  ) throws(Diagnostic) -> TextEncoding {
    guard let mark = declaration.firstRange(of: "encoding") else { return .auto }
    let value = declaration[mark.upperBound...].drop { $0 == "=" || $0.isWhitespace }
    let name = value.dropFirst().prefix { $0 != "\"" && $0 != "'" }.lowercased()
    switch name {
    case "utf-8", "utf8", "us-ascii", "ascii", "utf-16": return .auto
    case "iso-8859-1", "latin1", "latin-1": return .latin1
    case "windows-1252", "cp1252": return .windows1252
    default:
      throw Diagnostic(
        "bad-encoding", "the file declares the encoding '\(name.prefix(40))'",
        at: .init(file: file, span: .beginning), help: "save it as UTF-8")
    }
  }

  /// Where the file declares an entity.
  ///
  /// Entities can grow without bound or read other files: none are taken.
  static func entity(in bytes: [UInt8]) -> SourceLines.Place? {
    let mark = Array("<!ENTITY".utf8)
    var place = SourceLines.Place(line: 1, byte: 0)
    var lineStart = 0
    for index in bytes.indices {
      if bytes[index] == 0x0A {
        place.line += 1
        lineStart = index + 1
      } else if bytes[index] == mark[0], bytes[index...].starts(with: mark) {
        place.byte = index - lineStart
        return place
      }
    }
    return nil
  }
}
