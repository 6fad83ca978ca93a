/// Writes tables as CSV (RFC 4180): UTF-8 without BOM, lines end in LF, a missing value is empty.
///
/// Numbers take the shortest form that reads back to the same value. Texts are written as they are:
/// a name that begins with `=` stays that name.
public enum CSVWriter {
  /// A column of texts before those of a frame, such as ids.
  public struct Leading: Sendable {
    let name: String
    let texts: CSVTexts
    let rows: [Int32]?

    /// - Parameter rows: which of the texts stands in each row; nil for one after the other.
    public init(_ name: String, _ texts: CSVTexts, rows: [Int32]? = nil) {
      (self.name, self.texts, self.rows) = (name, texts, rows)
    }
  }

  /// The table in pieces, which lie one behind the other in the file.
  ///
  /// - Parameter leading: columns before those of the frame. A column of the frame that is called like
  ///   one of them gets an underscore behind its name.
  public static func pieces(
    of frame: Frame, leading: [Leading] = [], on workers: Workers
  ) throws(Cancelled) -> [[UInt8]] {
    let frame = frame.renamed(apartFrom: leading.map(\.name))
    var columns = leading.map { CSVCells.texts($0.texts, rows: $0.rows) }
    for entry in frame.entries { columns.append(try CSVCells(entry.column, on: workers)) }
    let header = line(leading.map(\.name) + frame.names)
    let (all, count) = (columns, frame.rowCount)
    // As many rows as the cache holds while columns are put in one after the other.
    let chunks = Chunks.even(count, count: (count + 4095) / 4096)
    return [header] + (try workers.map(chunks) { CSVRows.bytes(of: all, $0) })
  }

  /// The table of a network's nodes.
  ///
  /// - Parameter ids: the network's, as cells.
  public static func nodes(
    of network: Network, ids: CSVTexts, on workers: Workers
  ) throws(Cancelled) -> [[UInt8]] {
    try pieces(of: network.nodes, leading: [Leading("id", ids)], on: workers)
  }

  /// The table of a network's edges.
  ///
  /// - Parameter ids: the network's, as cells.
  public static func edges(
    of network: Network, ids: CSVTexts, on workers: Workers
  ) throws(Cancelled) -> [[UInt8]] {
    try pieces(
      of: network.edges,
      leading: [
        Leading("source", ids, rows: network.graph.sources),
        Leading("target", ids, rows: network.graph.targets),
      ], on: workers)
  }

  private static func line(_ cells: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, text) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      CSVTexts.append(text, to: &bytes)
    }
    bytes.append(UInt8(ascii: "\n"))
    return bytes
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
