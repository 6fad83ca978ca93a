/// Blanks at the ends of cells, which belong to no name.
///
/// Blanks are what Unicode calls white space, and the byte-order mark that some programs leave.
enum Trimming {
  /// `range` of `bytes`, which are UTF-8, without blanks at its ends.
  @inline(__always)
  static func trimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    guard !range.isEmpty else { return range }
    if isInk(bytes[range.lowerBound]) && isInk(bytes[range.upperBound - 1]) { return range }
    return slowlyTrimmed(bytes, range)
  }

  /// True for bytes that are no blank and no part of one.
  @inline(__always) private static func isInk(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x80 }

  private static func slowlyTrimmed(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, let length = blank(bytes, at: start, limit: end) { start += length }
    while start < end {
      // The last scalar begins at the last byte that continues none.
      var last = end - 1
      while last > start, bytes[last] & 0xC0 == 0x80 { last -= 1 }
      guard blank(bytes, at: last, limit: end) == end - last else { break }
      end = last
    }
    return start..<end
  }

  /// The length of the blank at `index`; nil when there is none.
  private static func blank(_ bytes: Span<UInt8>, at index: Int, limit: Int) -> Int? {
    let first = bytes[index]
    if first == 0x20 || (0x09...0x0D).contains(first) { return 1 }
    let second = index + 1 < limit ? bytes[index + 1] : 0
    if first == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : nil }
    let third = index + 2 < limit ? bytes[index + 2] : 0
    switch (first, second, third) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9),
      (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF):
      return 3
    default: return nil
    }
  }
}

extension String {
  /// Without blanks at the ends.
  var trimmed: String {
    let bytes = Array(utf8)
    let range = Trimming.trimmed(bytes.span, bytes.indices)
    return range.count == bytes.count ? self : String(decoding: bytes[range], as: UTF8.self)
  }
}
