internal import Foundation

/// Puts pictures into an SVG file, which otherwise names them by where they are.
enum SVGPictures {
  private static let open = Array(#"<image xlink:href=""#.utf8)

  static func embedded(in svg: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var rest = svg[...]
    // Names and labels are escaped, so a tag in the file is a tag of Graphviz.
    while let tag = SVGText.find(open, in: rest) {
      let start = tag + open.count
      guard let end = rest[start...].firstIndex(of: UInt8(ascii: "\"")) else { break }
      let name = String(decoding: rest[start..<end], as: UTF8.self)
      result += rest[..<start]
      // Already data where cairo has written the file.
      if name.hasPrefix("data:") {
        result += rest[start..<end]
      } else {
        // The name of a file of this machine is never left in the drawing.
        let bytes = FileManager.default.contents(atPath: unescaped(name)) ?? Data()
        result += "data:image/png;base64,\(bytes.base64EncodedString())".utf8
      }
      rest = rest[end...]
    }
    return result.isEmpty ? svg : result + rest
  }

  private static func unescaped(_ text: String) -> String {
    [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&#45;", "-"),
      ("&#160;", "\u{A0}"), ("&amp;", "&"),
    ].reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }
}
