import ModuleKit
import ModuleTesting
import Privacy
import Testing

/// Tries to find out numbers that were left out, by trying all tables that fit the ones that are shown.
struct Attacker {
  /// What is known of each cell and total; nil was left out. Cells that are 0 are known to be.
  var cells: [[Int?]]
  var rows: [Int?]
  var columns: [Int?]
  let total: Int

  struct Limits {
    var low = Int.max
    var high = Int.min
    mutating func add(_ value: Int) { (low, high) = (min(low, value), max(high, value)) }
    var width: Int { high - low }
  }

  /// The smallest and the largest number of each cell, row and column over all tables that fit.
  func limits() -> (cells: [[Limits]], rows: [Limits], columns: [Limits]) {
    var table = cells.map { $0.map { $0 ?? 0 } }
    var found = (
      cells: cells.map { $0.map { _ in Limits() } }, rows: rows.map { _ in Limits() },
      columns: columns.map { _ in Limits() }
    )
    let unknown = cells.indices.flatMap { r in
      cells[r].indices.filter { cells[r][$0] == nil }.map { (r, $0) }
    }
    func rowSum(_ r: Int) -> Int { table[r].reduce(0, +) }
    func columnSum(_ c: Int) -> Int { table.reduce(0) { $0 + $1[c] } }
    func tryAll(_ next: Int, left: Int) {
      if next == unknown.count {
        let fits =
          left == 0 && rows.indices.allSatisfy { rows[$0] == nil || rows[$0] == rowSum($0) }
          && columns.indices.allSatisfy { columns[$0] == nil || columns[$0] == columnSum($0) }
        if !fits { return }
        for r in rows.indices {
          found.rows[r].add(rowSum(r))
          for c in columns.indices { found.cells[r][c].add(table[r][c]) }
        }
        for c in columns.indices { found.columns[c].add(columnSum(c)) }
        return
      }
      let (r, c) = unknown[next]
      let room = min(
        left, (rows[r] ?? total) - rowSum(r), (columns[c] ?? total) - columnSum(c))
      if room < 0 { return }
      for value in 0...room {
        table[r][c] = value
        tryAll(next + 1, left: left - value)
      }
      table[r][c] = 0
    }
    tryAll(0, left: total - table.joined().reduce(0, +))
    return found
  }
}

struct AttackTests {
  /// A table of random counts, most of them small.
  private func table(_ seed: UInt64, rows: Int, columns: Int, upTo total: Int) -> [[Int]] {
    var random = RandomSource(seed: seed, stream: "attack")
    var counts = Array(repeating: Array(repeating: 0, count: columns), count: rows)
    for _ in 0..<total {
      let (r, c) = (
        Int.random(in: 0..<rows, using: &random), Int.random(in: 0..<columns, using: &random)
      )
      let (r2, c2) = (Int.random(in: 0...r, using: &random), Int.random(in: 0...c, using: &random))
      counts[r2][c2] += 1
    }
    return counts
  }

  /// Rows of a published table as level, first and second label, and count.
  private func published(_ table: Table?, _ count: String, _ labels: [String]) throws
    -> [(level: String, a: String, b: String, count: Int)]
  {
    let frame = try #require(table).rows
    return try (0..<frame.rowCount).map { row in
      func text(_ name: String) throws -> String { try #require(frame[name]?.text(at: row)) }
      return (
        try text("level"), try text(labels[0]), try text(labels[1]),
        try #require(Int(try text(count)))
      )
    }
  }

  /// - Returns: how many small numbers were attacked.
  private func attack(
    _ counts: [[Int]], _ shown: [(level: String, a: String, b: String, count: Int)], k: Int,
    rowWord: String, columnWord: String
  ) -> Int {
    let rows = counts.map { $0.reduce(0, +) }
    let columns = counts[0].indices.map { c in counts.reduce(0) { $0 + $1[c] } }
    let total = rows.reduce(0, +)
    #expect(shown.allSatisfy { $0.count >= k })
    // All but the total was left out: nothing more can be done.
    if !shown.contains(where: { $0.level != "total" }) { return 0 }
    func found(_ level: String, _ a: String, _ b: String) -> Int? {
      shown.first { ($0.level, $0.a, $0.b) == (level, a, b) }?.count
    }
    var attacker = Attacker(cells: [], rows: [], columns: [], total: total)
    attacker.cells = counts.indices.map { r in
      counts[r].indices.map { counts[r][$0] == 0 ? 0 : found("cell", "r\(r)", "c\($0)") }
    }
    attacker.rows = rows.indices.map { rows[$0] == 0 ? 0 : found(rowWord, "r\($0)", "(all)") }
    attacker.columns = columns.indices.map {
      columns[$0] == 0 ? 0 : found(columnWord, "(all)", "c\($0)")
    }
    let limits = attacker.limits()
    var attacked = 0
    func expectHidden(_ value: Int, _ limits: Attacker.Limits) {
      if !(1..<k).contains(value) { return }
      attacked += 1
      #expect(limits.low <= value && value <= limits.high)
      #expect(
        limits.width >= k, "\(value) is known to be \(limits.low)...\(limits.high): \(counts)")
    }
    for r in rows.indices {
      expectHidden(rows[r], limits.rows[r])
      for c in columns.indices { expectHidden(counts[r][c], limits.cells[r][c]) }
    }
    for c in columns.indices { expectHidden(columns[c], limits.columns[c]) }
    return attacked
  }

  @Test func countsOfPeopleCannotBeFound() throws {
    var attacked = 0
    for seed in 0..<UInt64(300) {
      let (rows, columns, total) = seed % 2 == 0 ? (2, 3, 24) : (3, 3, 14)
      let counts = table(seed, rows: rows, columns: columns, upTo: total)
      var (firsts, seconds) = ([String?](), [String?]())
      for r in counts.indices {
        for c in counts[r].indices {
          firsts += Array(repeating: "r\(r)", count: counts[r][c])
          seconds += Array(repeating: "c\(c)", count: counts[r][c])
        }
      }
      var network = Network(sketch: firsts.indices.map { "p\(100 + $0)" }.joined(separator: " "))
      network.nodes.set("a", .texts(firsts))
      network.nodes.set("b", .texts(seconds))
      let k = 3
      let result = try ModuleRun(
        Aggregate.self, on: network, with: ["by": ["a", "b"], "k": .integer(k)]
      ).network
      attacked += attack(
        counts, try published(result.table("aggregate"), "people", ["a", "b"]), k: k,
        rowWord: "total by a", columnWord: "total by b")
    }
    #expect(attacked > 200)
  }

  @Test func countsOfTiesCannotBeFound() throws {
    var attacked = 0
    for seed in 0..<UInt64(200) {
      let counts = table(seed, rows: 3, columns: 3, upTo: 14)
      // Five people a group, whose ties differ.
      var words = (0..<3).flatMap { g in (0..<5).map { "g\(g)p\($0)" } }
      for r in 0..<3 {
        for c in 0..<3 {
          let pairs = (0..<25).filter { r != c || $0 / 5 != $0 % 5 }
          words += pairs.prefix(counts[r][c]).map { "g\(r)p\($0 / 5)>g\(c)p\($0 % 5)" }
        }
      }
      if !words.contains(where: { $0.contains(">") }) { continue }
      var network = Network(sketch: words.joined(separator: " "))
      network.nodes.set("g", .texts(network.ids.map { String($0.prefix(2)) }))
      let result = try ModuleRun(Aggregate.self, on: network, with: ["by": ["g"], "k": 3]).network
      let shown = try published(result.table("mixing"), "ties", ["from", "to"]).map {
        (
          level: $0.level, a: $0.a.replacing("g", with: "r"), b: $0.b.replacing("g", with: "c"),
          count: $0.count
        )
      }
      attacked += attack(counts, shown, k: 3, rowWord: "total from", columnWord: "total to")
    }
    #expect(attacked > 100)
  }

  /// Sums follow from means and numbers of people: none of a group too small may follow from others.
  @Test func sumsCannotBeSolvedFor() throws {
    var attacked = 0
    for seed in 0..<UInt64(200) {
      let counts = table(seed, rows: 3, columns: 4, upTo: 40)
      var random = RandomSource(seed: seed, stream: "values")
      var known = counts
      var (firsts, seconds, values) = ([String?](), [String?](), [Double]())
      for r in counts.indices {
        for c in counts[r].indices {
          for _ in 0..<counts[r][c] {
            let isMissing = Int.random(in: 0..<4, using: &random) == 0
            if isMissing { known[r][c] -= 1 }
            firsts.append("r\(r)")
            seconds.append("c\(c)")
            values.append(isMissing ? .nan : Double(values.count))
          }
        }
      }
      var network = Network(sketch: firsts.indices.map { "p\(100 + $0)" }.joined(separator: " "))
      network.nodes.set("a", .texts(firsts))
      network.nodes.set("b", .texts(seconds))
      network.nodes.set("v", .numbers(values))
      let result = try ModuleRun(
        Aggregate.self, on: network, with: ["by": ["a", "b"], "k": 3, "measures": ["v"]]
      ).network
      let frame = try #require(result.table("aggregate")).rows
      var shown: Set<[String]> = []
      for row in 0..<frame.rowCount where frame["v_mean"]?.text(at: row) != nil {
        shown.insert(["level", "a", "b"].compactMap { frame[$0]?.text(at: row) })
      }
      if shown.allSatisfy({ $0[0] == "total" }) { continue }
      // Unknown are the sums of the cells; each mean that is shown is an equation.
      let cells = (0..<12).map { (r: $0 / 4, c: $0 % 4) }
      func equation(_ holds: ((r: Int, c: Int)) -> Bool) -> [Double] {
        cells.map { holds($0) ? 1 : 0 }
      }
      var equations = [equation { _ in true }]
      for cell in cells
      where known[cell.r][cell.c] == 0 || shown.contains(["cell", "r\(cell.r)", "c\(cell.c)"]) {
        equations.append(equation { $0 == cell })
      }
      for r in 0..<3 where shown.contains(["total by a", "r\(r)", "(all)"]) {
        equations.append(equation { $0.r == r })
      }
      for c in 0..<4 where shown.contains(["total by b", "(all)", "c\(c)"]) {
        equations.append(equation { $0.c == c })
      }
      for cell in cells where (1..<3).contains(known[cell.r][cell.c]) {
        attacked += 1
        let more = equations + [equation { $0 == cell }]
        #expect(rank(more) > rank(equations), "the sum of \(cell) follows: \(known)")
      }
    }
    #expect(attacked > 200)
  }

  private func rank(_ equations: [[Double]]) -> Int {
    var (rows, rank) = (equations, 0)
    for column in rows[0].indices {
      guard let pivot = (rank..<rows.count).first(where: { abs(rows[$0][column]) > 1e-9 }) else {
        continue
      }
      rows.swapAt(rank, pivot)
      for row in rows.indices where row != rank && abs(rows[row][column]) > 1e-9 {
        let factor = rows[row][column] / rows[rank][column]
        for place in rows[row].indices { rows[row][place] -= factor * rows[rank][place] }
      }
      rank += 1
      if rank == rows.count { break }
    }
    return rank
  }
}
