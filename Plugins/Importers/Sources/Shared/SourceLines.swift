internal import ModuleKit

/// The bytes of a file, for pointing at places in it.
struct SourceLines {
  /// Where something stands: cheap to note for every edge, turned into a position on demand.
  struct Place: Equatable {
    /// From 1.
    var line: Int
    /// Bytes of the line before it.
    var byte: Int
  }

  let file: String
  let bytes: [UInt8]
  /// True when places are noted behind the tags that they mean, as an XML parser tells them.
  var placesFollowTags = false

  func error(
    _ id: String, _ message: String, at place: Place, notes: [Diagnostic.Note] = [],
    help: String? = nil
  ) -> Diagnostic {
    let line = range(ofLine: place.line)
    let place = resolved(place, in: line)
    // Enough of a long line to show the place, and no more.
    let end = min(line.upperBound, line.lowerBound + max(2000, place.byte + 80))
    return Diagnostic(
      id, message, at: location(of: place, in: line), notes: notes, help: help,
      excerpt: String(decoding: bytes[line.lowerBound..<end], as: UTF8.self))
  }

  func location(of place: Place) -> Diagnostic.Location {
    let line = range(ofLine: place.line)
    return location(of: resolved(place, in: line), in: line)
  }

  private func location(of place: Place, in line: Range<Int>) -> Diagnostic.Location {
    let end = min(line.upperBound, line.lowerBound + max(0, place.byte))
    let column = bytes[line.lowerBound..<end].count { $0 & 0xC0 != 0x80 } + 1
    let position = SourcePosition(line: place.line, column: column)
    return .init(file: file, span: SourceSpan(position, position))
  }

  /// Lines end in LF, CR or CRLF.
  private func range(ofLine wanted: Int) -> Range<Int> {
    var line = 1
    var start = 0
    var index = 0
    while index < bytes.count {
      if bytes[index] == 0x0A || bytes[index] == 0x0D {
        if line == wanted { return start..<index }
        if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { index += 1 }
        line += 1
        start = index + 1
      }
      index += 1
    }
    return min(start, bytes.count)..<bytes.count
  }

  /// The beginning of the tag before a place, when that is on the same line.
  private func resolved(_ place: Place, in line: Range<Int>) -> Place {
    guard placesFollowTags else { return place }
    let end = min(line.upperBound, line.lowerBound + max(0, place.byte))
    guard let tag = bytes[line.lowerBound..<end].lastIndex(of: UInt8(ascii: "<")) else {
      return place
    }
    return Place(line: place.line, byte: tag - line.lowerBound)
  }
}
