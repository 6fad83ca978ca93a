/// Texts as cells of a CSV file, back to back: a text that stands in many rows is quoted once.
public struct CSVTexts: Sendable {
  let bytes: [UInt8]
  /// Where each cell begins, and the end.
  let starts: [Int]

  public init(_ texts: [String], on workers: Workers) throws(Cancelled) {
    let chunks = Chunks.even(texts.count, count: (texts.count + 65_535) / 65_536)
    let parts = try workers.map(chunks) { range in
      var bytes: [UInt8] = []
      var lengths: [Int] = []
      lengths.reserveCapacity(range.count)
      for index in range {
        let start = bytes.count
        Self.append(texts[index], to: &bytes)
        lengths.append(bytes.count - start)
      }
      return (bytes: bytes, lengths: lengths)
    }
    bytes = try workers.joined(parts.map(\.bytes))
    var starts = [Int](unset: texts.count + 1)
    starts[0] = 0
    var (index, start) = (0, 0)
    for part in parts {
      for length in part.lengths {
        index += 1
        start += length
        starts[index] = start
      }
    }
    self.starts = starts
  }

  /// Quotes what would be read otherwise: separators, quotes, line breaks, outer blanks.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    let start = bytes.count
    bytes.append(contentsOf: text.utf8)
    if !needsQuotes(bytes, from: start) { return }
    bytes.removeSubrange(start...)
    bytes.append(0x22)
    for byte in text.utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  private static func needsQuotes(_ bytes: [UInt8], from start: Int) -> Bool {
    if start == bytes.count || bytes[start] == 0x20 || bytes[bytes.count - 1] == 0x20 {
      return true
    }
    for index in start..<bytes.count {
      switch bytes[index] {
      case 0x22, 0x2C, 0x0A, 0x0D: return true
      default: continue
      }
    }
    return false
  }
}
