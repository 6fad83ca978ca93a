import ModuleKit
import Testing

/// The writer works by columns; the oracle writes cell by cell.
struct CSVWriterTests {
  private func oracle(_ frame: Frame, ids: [String]) -> String {
    func cell(_ text: String) -> String {
      let isPlain =
        !text.isEmpty && !text.hasPrefix(" ") && !text.hasSuffix(" ")
        && !text.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
      if isPlain { return text }
      let scalars = text.unicodeScalars.map { $0 == "\"" ? "\"\"" : String($0) }
      return "\"" + scalars.joined() + "\""
    }
    var lines = [(["id"] + frame.names).map(cell).joined(separator: ",")]
    for row in 0..<frame.rowCount {
      let cells = frame.entries.map { $0.column.text(at: row).map(cell) ?? "" }
      lines.append(([cell(ids[row])] + cells).joined(separator: ","))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func written(_ frame: Frame, _ leading: [CSVWriter.Leading], threads: Int) throws
    -> String
  {
    let pieces = try CSVWriter.pieces(of: frame, leading: leading, on: Workers(threads: threads))
    return String(decoding: pieces.joined(), as: UTF8.self)
  }

  @Test(arguments: [0, 1, 5, 4095, 4096, 9001, 70_000], [1, 2])
  func tablesAreAsCellByCell(rows: Int, threads: Int) throws {
    let texts = ["", " a", "a ", "a,b", "say \"x\"", "two\nlines", "r\rn", "é", "=1", "👩‍👩‍👧"]
    let numbers = [0, -0.0, 1e15, -1e15 + 1, 0.1, .infinity, 1e-300, 123_456.75, .nan, 999]
    let whole = [0, -1, 10, 99, 100, .max, .min + 1, Column.missingInteger, 7, 1_000_000]
    var frame = Frame(rowCount: rows)
    frame.set("text", .texts((0..<rows).map { $0 % 7 == 0 ? nil : texts[$0 % 10] }))
    frame.set("num,ber", .numbers((0..<rows).map { numbers[$0 % 10] }))
    frame.set("whole", .integers((0..<rows).map { whole[$0 % 10] }))
    frame.set("flag", .flags((0..<rows).map { [.no, .yes, .missing][$0 % 3] }))
    let ids = (0..<rows).map { texts[$0 % 10] + String($0) }
    let cells = try CSVTexts(ids, on: Workers(threads: threads))
    #expect(try written(frame, [.init("id", cells)], threads: threads) == oracle(frame, ids: ids))
    let backwards = (0..<Int32(rows)).reversed().map { $0 }
    #expect(
      try written(frame, [.init("id", cells, rows: backwards)], threads: threads)
        == oracle(frame, ids: ids.reversed()))
  }

  @Test func tablesWithoutColumnsHaveLines() throws {
    #expect(try written(Frame(rowCount: 3), [], threads: 1) == "\n\n\n\n")
    #expect(try written(Frame(rowCount: 0), [], threads: 1) == "\n")
  }
}
