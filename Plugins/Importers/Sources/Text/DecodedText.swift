internal import Foundation
public import ModuleKit

/// The encodings that text files come in.
public enum TextEncoding: String, ParameterChoice {
  /// UTF-8, or UTF-16 when the file begins with its byte-order mark.
  case auto
  case utf8 = "utf-8"
  case utf16 = "utf-16"
  case latin1 = "latin-1"
  case windows1252 = "windows-1252"
}

/// A file's content as UTF-8, and what was found out on the way.
struct DecodedText {
  var bytes: [UInt8]
  /// For the ledger: "UTF-8 with byte-order mark".
  let encoding: String

  /// - Parameter file: the name for messages.
  init(_ raw: [UInt8], encoding: TextEncoding, file: String) throws(Diagnostic) {
    if raw.isEmpty {
      throw Diagnostic("empty-file", "the file is empty", at: .init(file: file))
    }
    switch encoding {
    case .latin1, .windows1252:
      bytes = try Self.transcode(
        raw, from: encoding == .latin1 ? .isoLatin1 : .windowsCP1252, file: file)
      self.encoding = encoding == .latin1 ? "Latin-1" : "Windows-1252"
    case .utf16:
      bytes = try Self.transcode(raw, from: Self.byteOrder(raw), file: file)
      self.encoding = "UTF-16"
    case .auto where raw.starts(with: [0xFF, 0xFE]) || raw.starts(with: [0xFE, 0xFF]):
      bytes = try Self.transcode(raw, from: .utf16, file: file)
      self.encoding = "UTF-16 with byte-order mark"
    case .auto, .utf8:
      let hasMark = raw.starts(with: [0xEF, 0xBB, 0xBF])
      bytes = hasMark ? Array(raw.dropFirst(3)) : raw
      self.encoding = hasMark ? "UTF-8 with byte-order mark" : "UTF-8"
      try Self.checkUTF8(bytes, file: file)
    }
    if let offset = bytes.firstIndex(of: 0) {
      throw Self.problem(
        "binary-file", "a NUL byte: this is not a text file", at: offset, in: bytes, file: file,
        help: Self.looksLikeUTF16(bytes) ? "if it is UTF-16, say 'encoding: utf-16'" : nil)
    }
  }

  private static func transcode(
    _ raw: [UInt8], from encoding: String.Encoding, file: String
  ) throws(Diagnostic) -> [UInt8] {
    guard let text = String(data: Data(raw), encoding: encoding) else {
      throw Diagnostic(
        "bad-encoding", "the file cannot be read in the encoding given", at: .init(file: file))
    }
    return Array(text.utf8).starts(with: [0xEF, 0xBB, 0xBF])
      ? Array(Array(text.utf8).dropFirst(3)) : Array(text.utf8)
  }

  /// Without a mark the order shows in where the NULs of Latin text stand.
  private static func byteOrder(_ raw: [UInt8]) -> String.Encoding {
    if raw.starts(with: [0xFF, 0xFE]) || raw.starts(with: [0xFE, 0xFF]) { return .utf16 }
    let zeros = raw.prefix(512).indices.filter { raw[$0] == 0 }
    return zeros.count { $0 % 2 == 1 } > zeros.count { $0 % 2 == 0 }
      ? .utf16LittleEndian : .utf16BigEndian
  }

  /// Latin text in UTF-16: every other byte is NUL.
  private static func looksLikeUTF16(_ bytes: [UInt8]) -> Bool {
    let sample = bytes.prefix(512)
    let zeros = sample.indices.filter { sample[$0] == 0 }
    return zeros.count * 3 > sample.count && Set(zeros.map { $0 % 2 }).count == 1
  }

  private static func checkUTF8(_ bytes: [UInt8], file: String) throws(Diagnostic) {
    guard let offset = firstInvalidUTF8(bytes) else { return }
    let isBinary = bytes.prefix(4096).contains(0)
    let hex = String(bytes[offset], radix: 16, uppercase: true)
    throw problem(
      isBinary ? "binary-file" : "bad-encoding",
      isBinary ? "this is not a text file" : "byte \(hex) is not UTF-8", at: offset, in: bytes,
      file: file,
      help: isBinary
        ? nil : "save the file as UTF-8, or say 'encoding: latin-1' (or windows-1252)")
  }

  private static func firstInvalidUTF8(_ bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var decoder = UTF8()
    var offset = 0
    var iterator = bytes.makeIterator()
    while true {
      switch decoder.decode(&iterator) {
      case .scalarValue(let scalar): offset += UTF8.width(scalar)
      case .emptyInput: return nil
      case .error: return min(offset, bytes.count - 1)
      }
    }
  }

  private static func problem(
    _ id: String, _ message: String, at offset: Int, in bytes: [UInt8], file: String,
    help: String? = nil
  ) -> Diagnostic {
    var place = SourcePosition(line: 1, column: 1)
    var lineStart = 0
    for index in 0..<offset {
      if bytes[index] == 0x0A {
        place = SourcePosition(line: place.line + 1, column: 1)
        lineStart = index + 1
      } else if bytes[index] & 0xC0 != 0x80 {
        place.column += 1
      }
    }
    let lineEnd = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
    return Diagnostic(
      id, message, at: .init(file: file, span: SourceSpan(place, place)), help: help,
      excerpt: String(decoding: bytes[lineStart..<lineEnd], as: UTF8.self))
  }
}
