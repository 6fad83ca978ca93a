/// Walks over the lines of a text that ends them in LF, CR or CRLF.
struct LineCursor {
  let bytes: [UInt8]
  private var offset: Int
  /// The number of the line that ``next()`` will give, from 1.
  private(set) var nextLine = 1

  init(_ bytes: [UInt8]) { (self.bytes, offset) = (bytes, 0) }

  var isAtEnd: Bool { offset >= bytes.count }

  /// The first byte of the next line; nil at the end or when the line is empty.
  var nextByte: UInt8? {
    guard offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D else { return nil }
    return bytes[offset]
  }

  /// The next line without its end; nil behind the last.
  mutating func next() -> Range<Int>? {
    guard offset < bytes.count else { return nil }
    let start = offset
    while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
    let line = start..<offset
    if offset < bytes.count {
      let isPair =
        bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
      offset += isPair ? 2 : 1
    }
    nextLine += 1
    return line
  }

  /// The next line without moving on.
  func peek() -> Range<Int>? {
    var copy = self
    return copy.next()
  }
}
