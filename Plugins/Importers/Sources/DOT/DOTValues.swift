internal import ModuleKit

/// What a DOT file says of its nodes, or of its edges, the last word counting.
struct DOTValues {
  typealias Name = DOTScanner.Name

  private var codes: [String: Int32] = [:]
  private var names: [String] = []
  private var rows: [Int32] = []
  private var attributes: [Int32] = []
  private var values: [Name] = []

  func knows(_ attribute: String) -> Bool { codes[attribute] != nil }

  /// The number of an attribute, a new one for a new name.
  mutating func code(_ attribute: String) -> Int32 {
    if let code = codes[attribute] { return code }
    let code = Int32(names.count)
    codes[attribute] = code
    names.append(attribute)
    return code
  }

  mutating func set(_ attribute: Int32, row: Int, _ value: Name) {
    rows.append(Int32(row))
    attributes.append(attribute)
    values.append(value)
  }

  /// Gives rows that have no value for `attribute` one.
  mutating func fill(_ attribute: String, rowCount: Int, with value: Name) {
    let code = code(attribute)
    var has = [Bool](repeating: false, count: rowCount)
    for (row, other) in zip(rows, attributes) where other == code { has[Int(row)] = true }
    for row in 0..<rowCount where !has[row] { set(code, row: row, value) }
  }

  /// Hands all values over.
  ///
  /// - Parameters:
  ///   - room: how many bytes of labels may be gone over, and made of their escapes.
  ///   - label: turns the text of a row's label into what it shows; nil when there is no room.
  /// - Returns: how many labels kept their escapes for want of room.
  func write(
    to table: inout AttributeTable, room: Int, label: (Int, String, Int) -> String?
  ) -> Int {
    var room = room
    var kept = 0
    let keys = zip(rows, attributes).map { UInt64($0) << 32 | UInt64($1) }
    let order = keys.indices.sorted { keys[$0] == keys[$1] ? $0 < $1 : keys[$0] < keys[$1] }
    for (position, index) in order.enumerated() {
      // A later value for the same follows at once.
      let isLast = position + 1 == order.count || keys[order[position + 1]] != keys[index]
      if !isLast { continue }
      let (row, name) = (Int(rows[index]), names[Int(attributes[index])])
      let value = values[index]
      let isLabel = DOTLabel.attributes.contains(name)
      var text = value.text
      if isLabel, !value.isHTML {
        room -= text.utf8.count
        if room > 0, let shown = label(row, text, room) {
          room -= shown.utf8.count
          text = shown
        } else {
          room = 0
          kept += 1
        }
      }
      table.set(name, row: row, text, isLabel || value.isHTML ? .text : Self.type(of: text))
    }
    return kept
  }

  /// The type of a value, which DOT does not tell: codes such as `007` stay texts.
  private static func type(of text: String) -> ColumnType {
    if text.utf8.count > 64 { return .text }
    let digits = text.utf8.drop { $0 == UInt8(ascii: "-") }
    guard let first = digits.first, first == UInt8(ascii: ".") || isDigit(first),
      !(first == 0x30 && digits.dropFirst().first.map(isDigit) ?? false),
      NumberText.plain(text)?.isFinite == true
    else { return .text }
    return AttributeTable.numberType(text) ?? .text
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
