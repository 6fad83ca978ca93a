internal import ModuleKit

extension ResultHeader {
  /// An array that must be in the frame.
  private struct Expected {
    let type: WireType
    /// Nil where only the array itself tells.
    let count: Int?
    var most = Int.max
  }

  /// Holds the list of arrays against what has been said of the result, before any of them arrives.
  func check(_ arrays: [FrameHeader.Item]) throws(WireProblem) {
    var missing = try expected()
    for array in arrays {
      guard let expected = missing.removeValue(forKey: array.name) else {
        throw WireProblem("sent an array '\(shown(array.name))' that belongs to nothing")
      }
      if array.type != expected.type {
        throw WireProblem(
          "sent the array '\(shown(array.name))' as \(array.type), not \(expected.type)")
      }
      if let count = expected.count, array.count != count {
        throw WireProblem(
          "sent \(array.count) elements of '\(shown(array.name))', not \(count)")
      }
      if array.count > expected.most {
        throw WireProblem(
          "sent \(array.count) texts in '\(shown(array.name))', more than \(expected.most)")
      }
    }
    if let name = missing.keys.min() {
      throw WireProblem("sent no array '\(shown(name))'")
    }
    let bytes = arrays.reduce(0) { $0 + $1.byteCount }
    if bytes > SystemMemory.available {
      throw WireProblem(
        "announced \(SystemMemory.text(bytes)), which is more than this machine can still give")
    }
  }

  /// A dictionary may hold texts that no row has, such as all levels of a factor.
  private static let spareTexts = 1_000_000

  private func expected() throws(WireProblem) -> [String: Expected] {
    var list: [(String, Expected)] = []
    func add(_ name: String, _ column: ColumnPart, _ count: Int) {
      switch column.type {
      case .number: list.append((name, Expected(type: .f64, count: count)))
      case .integer: list.append((name, Expected(type: .i64, count: count)))
      case .boolean: list.append((name, Expected(type: .u8, count: count)))
      case .text:
        list.append(("\(name).codes", Expected(type: .i32, count: count)))
        addTexts(name, nil, most: count + Self.spareTexts)
      }
    }
    func addTexts(_ name: String, _ count: Int?, most: Int = .max) {
      list.append(("\(name).bytes", Expected(type: .u8, count: nil)))
      list.append(("\(name).ends", Expected(type: .i64, count: count, most: most)))
    }
    for column in nodeColumns { add("node:\(column.name)", column, nodes) }
    for column in edgeColumns { add("edge:\(column.name)", column, edges) }
    for table in tables {
      for column in table.columns { add("table:\(table.name):\(column.name)", column, table.rows) }
    }
    for name in documents { list.append(("document:\(name)", Expected(type: .u8, count: nil))) }
    if network != nil {
      addTexts("ids", nodes)
      list.append(("sources", Expected(type: .i32, count: edges)))
      list.append(("targets", Expected(type: .i32, count: edges)))
    }
    var expected: [String: Expected] = [:]
    for (name, item) in list where expected.updateValue(item, forKey: name) != nil {
      throw WireProblem("sent two columns whose arrays are both called '\(shown(name))'")
    }
    return expected
  }
}
