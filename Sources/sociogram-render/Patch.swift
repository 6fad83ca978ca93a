/// Corrections of what Graphviz and cairo write.
enum Patch {
  static func apply(to bytes: [UInt8], format: String) -> [UInt8] {
    switch format {
    case "svg": withoutTransparentStrokes(bytes)
    case "pdf": withoutDate(bytes)
    default: bytes
    }
  }

  /// `transparent` is no color of SVG 1.1: several programs paint it black.
  private static func withoutTransparentStrokes(_ bytes: [UInt8]) -> [UInt8] {
    let wrong = Array(#""transparent""#.utf8)
    let right = Array(#""none""#.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    // Quotes inside names and labels are escaped, so this can only be an attribute's value.
    while index < bytes.count {
      if bytes[index] == wrong[0], index + wrong.count <= bytes.count,
        bytes[index + 1] == wrong[1], bytes[index...].starts(with: wrong)
      {
        result += right
        index += wrong.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// Blanks out the creation date, an optional entry, so that equal drawings are equal files.
  private static func withoutDate(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let key = Array("/CreationDate (".utf8)
    // It stands in the last objects of the file.
    var start = bytes.count - key.count
    while start >= 0, !bytes[start...].starts(with: key) { start -= 1 }
    guard start >= 0 else { return bytes }
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: ")") {
      bytes[index] = UInt8(ascii: " ")
      index += 1
    }
    if index < bytes.count { bytes[index] = UInt8(ascii: " ") }
    return bytes
  }
}
