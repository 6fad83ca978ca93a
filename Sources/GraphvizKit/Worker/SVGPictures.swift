internal import Foundation

/// Puts pictures into an SVG file, which otherwise names them by where they are.
enum SVGPictures {
  private static let open = Array(#"<image xlink:href=""#.utf8)

  /// - Parameter pictures: PNG files, by the places that their names in the drawing tell.
  static func embedded(_ pictures: [[UInt8]], in svg: [UInt8]) -> [UInt8] {
    if pictures.isEmpty { return svg }
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
        let index = pictures.indices.first { PictureFolder.name($0) == name }
        let bytes = Data(index.map { pictures[$0] } ?? [])
        result += "data:image/png;base64,\(bytes.base64EncodedString())".utf8
      }
      rest = rest[end...]
    }
    return result.isEmpty ? svg : result + rest
  }
}
