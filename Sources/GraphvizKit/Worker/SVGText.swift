/// The texts of an SVG file for people who cannot see it and for those who point at a node.
struct SVGText {
  let title: String?
  let summary: String?
  /// By the identifier Graphviz knows a node by.
  let names: [String: String]

  private static let open = Array("<title>".utf8)
  private static let close = Array("</title>".utf8)

  /// Puts title and summary after the `svg` tag; puts names of nodes in the place of their
  /// identifiers and removes identifiers without a name.
  func applied(to svg: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(svg.count)
    var rest = svg[...]
    // Names and labels are escaped, so a tag in the file is a tag of Graphviz.
    while let start = Self.find(Self.open, in: rest),
      let end = Self.find(Self.close, in: rest[start...])
    {
      result += rest[..<start]
      let identifier = rest[(start + Self.open.count)..<end]
      rest = rest[(end + Self.close.count)...]
      if let name = names[String(decoding: identifier, as: UTF8.self)] {
        result += Self.element("title", name)
      } else if rest.first == UInt8(ascii: "\n") {
        rest = rest.dropFirst()
      }
    }
    result += rest
    return described(result)
  }

  private func described(_ svg: [UInt8]) -> [UInt8] {
    let elements = [
      title.map { Self.element("title", $0) }, summary.map { Self.element("desc", $0) },
    ]
    .compactMap { $0 }
    guard !elements.isEmpty, let tag = Self.find(Array("<svg ".utf8), in: svg[...]),
      let end = svg[tag...].firstIndex(of: UInt8(ascii: ">"))
    else { return svg }
    var result = Array(svg[..<end])
    result += Array(#" role="img">"#.utf8)
    for element in elements { result += [UInt8(ascii: "\n")] + element }
    result += svg[(end + 1)...]
    return result
  }

  private static func element(_ tag: String, _ content: String) -> [UInt8] {
    var escaped = ""
    for scalar in DOTText.clean(content).unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return Array("<\(tag)>\(escaped)</\(tag)>".utf8)
  }

  static func find(_ pattern: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
    var index = bytes.startIndex
    let last = bytes.endIndex - pattern.count
    while index <= last {
      if bytes[index] == pattern[0], bytes[index...].starts(with: pattern) { return index }
      index += 1
    }
    return nil
  }
}
