internal import ModuleKit

/// Attributes as they are met in a file, each for some of the rows only.
struct AttributeTable {
  struct Attribute {
    let name: String
    /// Wide enough for all values: integers among numbers are numbers, anything else is text.
    var type: ColumnType
    var rows: [Int32] = []
    var values: [String] = []
  }

  private(set) var attributes: [Attribute] = []
  private var positions: [String: Int] = [:]
  /// How often a row had a second value for the same attribute, which is passed over.
  private(set) var repeated = 0

  var names: [String] { attributes.map(\.name) }
  subscript(name: String) -> Attribute? { positions[name].map { attributes[$0] } }

  /// Makes sure that the attribute exists, even when no row has it.
  mutating func declare(_ name: String, _ type: ColumnType) {
    if let position = positions[name] {
      attributes[position].type = Self.wider(attributes[position].type, type)
    } else {
      positions[name] = attributes.count
      attributes.append(Attribute(name: name, type: type))
    }
  }

  /// Sets a value; rows come in ascending order.
  ///
  /// - Parameter value: a text that reads as `type`.
  mutating func set(_ name: String, row: Int, _ value: String, _ type: ColumnType) {
    declare(name, type)
    guard let position = positions[name] else { return }
    if attributes[position].rows.last == Int32(row) {
      repeated += 1
      return
    }
    attributes[position].rows.append(Int32(row))
    attributes[position].values.append(value)
  }

  private static func wider(_ a: ColumnType, _ b: ColumnType) -> ColumnType {
    if a == b { return a }
    return [a, b].allSatisfy { $0 == .number || $0 == .integer } ? .number : .text
  }

  /// The type of a number as written; nil when it is none. NaN is "no value" and not for here.
  static func numberType(_ text: String) -> ColumnType? {
    if let whole = Int(text), whole != Column.missingInteger { return .integer }
    return NumberText.plain(text).map { _ in .number }
  }
}

extension AttributeTable.Attribute {
  /// One text per row.
  func texts(count: Int) -> [String?] {
    var texts = [String?](repeating: nil, count: count)
    for (row, value) in zip(rows, values) { texts[Int(row)] = value }
    return texts
  }

  /// One value per row.
  func column(count: Int) -> Column {
    let texts = texts(count: count)
    switch type {
    case .text: return .texts(texts)
    case .integer:
      return .integers(texts.map { $0.flatMap { Int($0) } ?? Column.missingInteger })
    case .number: return .numbers(texts.map { $0.flatMap(NumberText.plain) ?? .nan })
    case .boolean:
      return .flags(texts.map { $0.map { $0 == "true" ? .yes : .no } ?? .missing })
    }
  }
}
