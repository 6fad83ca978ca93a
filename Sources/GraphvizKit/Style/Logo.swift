/// A picture in a PNG file, drawn at the foot of slides.
public struct Logo: Sendable, Hashable {
  public let path: String
  /// Width divided by height.
  public let aspect: Double

  /// - Parameters:
  ///   - path: where the file is.
  ///   - header: its first bytes, 24 at least; nil when they are not those of a PNG file.
  public init?(path: String, header: some Collection<UInt8>) {
    let bytes = Array(header.prefix(24))
    let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    guard bytes.count == 24, bytes.starts(with: signature),
      bytes[12...15].elementsEqual("IHDR".utf8)
    else { return nil }
    func number(_ start: Int) -> Int { bytes[start..<(start + 4)].reduce(0) { $0 << 8 | Int($1) } }
    let (width, height) = (number(16), number(20))
    guard width > 0, height > 0, width < 1 << 16, height < 1 << 16 else { return nil }
    (self.path, aspect) = (path, Double(width) / Double(height))
  }
}
