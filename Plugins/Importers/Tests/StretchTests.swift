import Foundation
import Importers
import ModuleKit
import ModuleTesting
import Testing

/// Large tables, which are read in several stretches at once.
struct StretchTests {
  private func network(_ text: String, threads: Int, _ parameters: JSON = [:]) throws -> Network {
    let folder = NSTemporaryDirectory() + "sociogram-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/ties.csv"))
    var all: JSON = ["edges": .string(folder + "/ties.csv")]
    if case .object(let members) = parameters {
      for member in members { all[member.key] = member.value }
    }
    return try ModuleRun(
      CSVImport.self, on: Network(), with: all, workers: Workers(threads: threads)
    ).network
  }

  /// Rows of many kinds: quotes with line ends inside, comments, blanks, mistakes, wide names.
  private static func table(rows: Int, quoted: Int, lineEnd: String) -> String {
    var random = RandomSource(seed: 11)
    var text = "# a comment" + lineEnd + "from,to,weight,note,year" + lineEnd
    for row in 0..<rows {
      let (a, b) = (random.next(below: 900), random.next(below: 900))
      let name =
        a % 7 == 0 ? "Zoe\u{308} \(a)" : a % 7 == 1 ? "  person-of-a-long-name-\(a) " : "p\(a)"
      let note =
        random.next(below: 100) < quoted
        ? "\"said \"\"yes\"\",\(lineEnd)then, \(lineEnd)\(a % 40),x\"" : "n\(a % 40)"
      switch random.next(below: 400) {
      case 0: text += "# passed over \(row)" + lineEnd
      case 1: text += lineEnd
      case 2: text += "\(name),,1,\(note),1999" + lineEnd
      case 3: text += "\(name),p\(b),much,\(note),1999" + lineEnd
      case 4: text += "\(name),p\(b)" + lineEnd
      default: text += "\(name),p\(b),\(a % 13).\(b % 10),\(note),\(1900 + b % 100)" + lineEnd
      }
    }
    return text
  }

  @Test(arguments: [(0, "\n"), (3, "\n"), (60, "\r\n"), (100, "\n"), (0, "\r")])
  func cutsChangeNothing(quoted: Int, lineEnd: String) throws {
    let text = Self.table(rows: 120_000, quoted: quoted, lineEnd: lineEnd)
    #expect(text.utf8.count > 3 << 20)
    let one = try network(text, threads: 1)
    #expect(one.ledger[0].read > 119_000 && one.ledger[0].isBalanced)
    for threads in [2, 7] {
      let other = try network(text, threads: threads)
      #expect(other.graph == one.graph && other.ids == one.ids)
      #expect(other.edges == one.edges)
      #expect(other.ledger.map(\.rejections) == one.ledger.map(\.rejections))
      #expect(other.ledger.map(\.notes) == one.ledger.map(\.notes))
      #expect(other.ledger.map(\.read) == one.ledger.map(\.read))
    }
  }

  /// The lines of rejected rows are those of the file, in whatever stretch they are.
  @Test func linesAreThoseOfTheFile() throws {
    let text = Self.table(rows: 120_000, quoted: 30, lineEnd: "\n")
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let rejections = try network(text, threads: 3).ledger[0].rejections
    #expect(rejections.count > 500)
    for rejection in rejections {
      let line = lines[rejection.line - 1]
      switch rejection.reason {
      case "empty-endpoint": #expect(line.contains(",,1,"))
      case "bad-weight": #expect(line.contains(",much,"))
      case "wrong-cell-count": #expect(line.filter { $0 == "," }.count == 1)
      default: #expect(rejection.reason == "self-loop")
      }
    }
  }

  @Test func mistakesInALaterStretchAreFound() throws {
    let start = Self.table(rows: 120_000, quoted: 0, lineEnd: "\n")
    let line = start.utf8.count { $0 == 0x0A } + 1
    for threads in [1, 2, 7] {
      let error = #expect(throws: Diagnostic.self) {
        try network(start + "a,\"b,1,2,3\n" + start, threads: threads)
      }
      #expect(error?.id == "open-quote")
      #expect(error?.location?.span?.start == SourcePosition(line: line, column: 3))
    }
  }

  /// A decimal comma anywhere makes 1.500 elsewhere a thousand and a half.
  @Test func aDecimalCommaIsSeenInAllStretches() throws {
    let rows = (0..<300_000).map { "a\($0 % 500);b\($0);1.500\n" }.joined()
    let text = "from;to;weight\n" + rows + "x;y;2,5\n"
    for threads in [1, 4] {
      let weights = try network(text, threads: threads).edgeWeights
      #expect(weights.filter { $0 == 1500 }.count == 300_000 && weights.contains(2.5))
    }
  }
}
