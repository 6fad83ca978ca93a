// Portable Network Graphics (PNG) specification, 3rd edition, W3C 2023: 5.2 signature, 5.3 chunks, 5.4 and annex D, CRC.

/// A picture in PNG, drawn at the foot of slides.
public struct Logo: Sendable, Hashable {
  /// Why bytes are no picture.
  public enum Problem: Error, Sendable {
    case noPNG
    /// The file ends before its picture does.
    case cutOff
    /// A part is not what its check sum says.
    case damaged
  }

  public let png: [UInt8]
  /// Width divided by height.
  public let aspect: Double

  /// Checks the file from its first chunk to its last; O(bytes).
  ///
  /// - Parameter png: all bytes of a file.
  public init(png: [UInt8]) throws(Problem) {
    guard png.starts(with: Self.signature) else { throw .noPNG }
    let bytes = png[...]
    var size: (width: Int, height: Int)?
    var place = Self.signature.count
    var kind: [UInt8] = []
    while kind != Array("IEND".utf8) {
      // Length, kind, content, check sum.
      guard place + 12 <= bytes.count else { throw .cutOff }
      let length = Self.number(bytes[place...])
      guard length <= bytes.count - place - 12 else { throw .cutOff }
      let checked = bytes[(place + 4)..<(place + 8 + length)]
      kind = Array(checked.prefix(4))
      if Self.number(bytes[(place + 8 + length)...]) != Int(Self.checkSum(checked)) {
        throw .damaged
      }
      if size == nil {
        guard kind == Array("IHDR".utf8), length == 13 else { throw .noPNG }
        size = (Self.number(checked.dropFirst(4)), Self.number(checked.dropFirst(8)))
      }
      place += 12 + length
    }
    guard let size, size.width > 0, size.height > 0, size.width < 1 << 16, size.height < 1 << 16
    else { throw .noPNG }
    (self.png, aspect) = (png, Double(size.width) / Double(size.height))
  }

  private static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// The first four bytes, the highest first.
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
    bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
  }

  private static let checkTable = (0..<256 as Range<UInt32>).map { byte in
    (0..<8).reduce(byte) { rest, _ in rest & 1 == 1 ? 0xEDB8_8320 ^ rest >> 1 : rest >> 1 }
  }

  private static func checkSum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    let table = checkTable
    return ~bytes.reduce(~0 as UInt32) { table[Int(UInt8(truncatingIfNeeded: $0) ^ $1)] ^ $0 >> 8 }
  }
}
