internal import ModuleKit

/// The values of one column that people are counted by, in order, and which one each node has.
struct CellColumn {
  let name: String
  let values: [String]
  let codes: [Int32]

  static let missing = "(missing)"
  static let all = "(all)"

  /// - Parameter bounds: where numbers are cut into classes; nil takes each value for itself.
  init(_ name: String, _ column: Column, bounds: [Double]?) {
    self.name = name
    var codes: [Int32]
    var values: [String]
    if let bounds {
      values = ClassBounds.names(bounds)
      codes = column.asNumbers.map { value in
        value.isNaN ? -1 : Int32(Self.position(of: value, in: bounds))
      }
    } else {
      (values, codes) = Self.distinct(column)
    }
    if codes.contains(-1) {
      for row in codes.indices where codes[row] < 0 { codes[row] = Int32(values.count) }
      values.append(Self.missing)
    }
    (self.values, self.codes) = (values, codes)
  }

  /// How many of `bounds` are at or below `value`.
  private static func position(of value: Double, in bounds: [Double]) -> Int {
    var (low, high) = (0, bounds.count)
    while low < high {
      let middle = (low + high) / 2
      if bounds[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The texts of a column, numbers by size and others in canonical order; -1 is a missing value.
  private static func distinct(_ column: Column) -> (values: [String], codes: [Int32]) {
    let texts = TextColumn((0..<column.count).map { column.text(at: $0) })
    var order = Array(0..<Int32(texts.dictionary.count))
    if column.type == .integer || column.type == .number {
      let sizes = texts.dictionary.map { Double($0) ?? 0 }
      order.sort { (sizes[Int($0)], $0) < (sizes[Int($1)], $1) }
    }
    var position = [Int32](repeating: 0, count: order.count)
    for (place, old) in order.enumerated() { position[Int(old)] = Int32(place) }
    return (
      order.map { unambiguous(texts.dictionary[Int($0)]) },
      texts.codes.map { $0 < 0 ? -1 : position[Int($0)] }
    )
  }

  /// A value that is called like one of our own words gets an underscore.
  private static func unambiguous(_ text: String) -> String {
    [missing, all].contains(text) ? text + "_" : text
  }
}
