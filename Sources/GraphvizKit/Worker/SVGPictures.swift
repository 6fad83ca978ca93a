internal import Foundation

/// Puts the pictures of a scene into an SVG file, which otherwise names them by where they are.
struct SVGPictures {
  private let pictures: [PictureMark]

  init(_ pictures: [PictureMark]) { self.pictures = pictures }

  private static let open = Array(#"<image xlink:href=""#.utf8)

  /// Pictures stand in the file in the order of the scene.
  func embedded(in svg: [UInt8]) -> [UInt8] {
    if pictures.isEmpty { return svg }
    var result: [UInt8] = []
    var rest = svg[...]
    for picture in pictures {
      guard let tag = rest.firstRange(of: Self.open),
        let end = rest[tag.upperBound...].firstIndex(of: UInt8(ascii: "\""))
      else { break }
      // The name of a file of this machine is never left in the drawing.
      let bytes = FileManager.default.contents(atPath: picture.path) ?? Data()
      result += rest[..<tag.upperBound]
      result += "data:image/png;base64,\(bytes.base64EncodedString())".utf8
      rest = rest[end...]
    }
    return result + rest
  }
}
