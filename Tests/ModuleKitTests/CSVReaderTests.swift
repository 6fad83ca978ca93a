import ModuleKit
import Testing

struct CSVReaderTests {
  private func id(_ bytes: [UInt8]) -> String {
    do {
      _ = try CSVReader(bytes, file: "table.csv")
      return "read"
    } catch {
      return "\(error.id) \(error.location?.span?.start.line ?? 0)"
    }
  }

  @Test(arguments: [
    "a,b\r\n1,\"x, \"\"y\"\"\r\nz\"\r\n\r\n2,\r\n", "\u{FEFF}a;b\n1;\"x, \"\"y\"\"\r\nz\"\n;\n2;",
  ]) func readsWhatSpreadsheetsWrite(text: String) throws {
    let table = try CSVReader(Array(text.utf8), file: "table.csv")
    #expect(table.header == ["a", "b"])
    #expect(table.rows.map(\.cells) == [["1", "x, \"y\"\r\nz"], ["2", ""]])
    #expect(table.rows[0].line == 2)
    #expect(table.column("b") == Optional(1))
    #expect(table.rows[1][Optional(7)] == "")
  }

  @Test func tellsLines() throws {
    let table = try CSVReader(Array("a\n\"x\ny\"\n\nz\n".utf8), file: "table.csv")
    let lines = table.rows.map(\.line)
    #expect(lines == [2, 5])
  }

  @Test func refusesWhatIsNoTable() {
    #expect(id([]) == "empty-table 1")
    #expect(id([0x61, 0xE9, 0x0A]) == "not-utf8 1")
    #expect(id(Array("a,b\n1,\"open\n".utf8)) == "open-quote 2")
  }

  @Test func namesTheColumnThatWasMeant() throws {
    let table = try CSVReader(Array("decison\n".utf8), file: "table.csv")
    do throws(Diagnostic) {
      _ = try table.required("decision")
      Issue.record("a column was found that is not there")
    } catch {
      #expect(error.id == "missing-column")
      #expect(error.help == "did you mean 'decison'?")
    }
  }
}
