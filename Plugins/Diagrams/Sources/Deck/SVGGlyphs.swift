/// Letters of SVG files that are drawn as outlines.
enum SVGGlyphs {
  /// Letters as groups rather than symbols, which not all programs know: the same picture.
  static func plain(_ svg: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(svg.count)
    var rest = svg[...]
    // Texts of the file are escaped, so a tag is a tag.
    while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
      result += rest[..<start]
      rest = rest[start...]
      if rest.starts(with: open) {
        result += Array("<g".utf8)
        rest = rest.dropFirst(open.count)
      } else if rest.starts(with: close) {
        result += Array("</g>".utf8)
        rest = rest.dropFirst(close.count)
      } else {
        result.append(UInt8(ascii: "<"))
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }

  private static let open = Array("<symbol overflow=\"visible\"".utf8)
  private static let close = Array("</symbol>".utf8)
}
