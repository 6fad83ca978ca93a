/// Writes tables as CSV (RFC 4180): UTF-8 without BOM, lines end in LF, a missing value is empty.
///
/// Numbers take the shortest form that reads back to the same value. Texts are written as they are:
/// a name that begins with `=` stays that name.
public enum CSVWriter {
  /// - Parameter leading: text columns before those of the frame, such as ids. A column of the frame that is
  ///   called like one of them gets an underscore behind its name.
  public static func bytes(
    of frame: Frame, leading: [(name: String, values: [String])] = []
  ) -> [UInt8] {
    let frame = frame.renamed(apartFrom: leading.map(\.name))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(frame.rowCount * (frame.entries.count + leading.count) * 8)
    let header = leading.map(\.name) + frame.names
    line(header.map { $0 }, to: &bytes)
    for row in 0..<frame.rowCount {
      var isFirst = true
      func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
      }
      for column in leading {
        separate()
        cell(column.values[row], to: &bytes)
      }
      for entry in frame.entries {
        separate()
        if let text = entry.column.text(at: row) { cell(text, to: &bytes) }
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }

  private static func line(_ cells: [String], to bytes: inout [UInt8]) {
    for (index, text) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      cell(text, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// Quotes what would be read otherwise: separators, quotes, line breaks, outer blanks.
  private static func cell(_ text: String, to bytes: inout [UInt8]) {
    let utf8 = text.utf8
    let special: Set<UInt8> = [0x22, 0x2C, 0x0A, 0x0D]
    let needsQuotes =
      utf8.isEmpty || utf8.contains(where: special.contains) || utf8.first == 0x20
      || utf8.last == 0x20
    if !needsQuotes {
      bytes.append(contentsOf: utf8)
      return
    }
    bytes.append(0x22)
    for byte in utf8 {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }
}

extension Frame {
  /// The same columns; those called like one of `taken` get an underscore behind their name.
  public func renamed(apartFrom taken: [String]) -> Frame {
    if !names.contains(where: { taken.contains($0.lowercased()) }) { return self }
    var frame = Frame(rowCount: rowCount)
    for entry in entries {
      var name = entry.name
      while taken.contains(name.lowercased()) || (name != entry.name && names.contains(name)) {
        name += "_"
      }
      frame.set(name, entry.column, convention: entry.convention)
    }
    return frame
  }
}
