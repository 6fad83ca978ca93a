/// Named columns of equal length, in order of creation.
public struct Frame: Sendable, Equatable {
  public struct Entry: Sendable, Equatable {
    public let name: String
    public var column: Column
    /// What the values are by definition: normalisation, direction, treatment of special cases.
    /// Empty for attributes read from a file.
    public var convention: String
  }

  public let rowCount: Int
  public private(set) var entries: [Entry] = []

  public init(rowCount: Int) { self.rowCount = rowCount }

  public var names: [String] { entries.map(\.name) }
  public subscript(name: String) -> Column? { entries.first { $0.name == name }?.column }
  public func convention(of name: String) -> String {
    entries.first { $0.name == name }?.convention ?? ""
  }

  /// Adds a column, or replaces the one of that name in place.
  public mutating func set(_ name: String, _ column: Column, convention: String = "") {
    precondition(column.count == rowCount, "column '\(name)' has \(column.count) of \(rowCount)")
    let entry = Entry(name: name, column: column, convention: convention)
    if let index = entries.firstIndex(where: { $0.name == name }) {
      entries[index] = entry
    } else {
      entries.append(entry)
    }
  }

  public mutating func remove(_ name: String) { entries.removeAll { $0.name == name } }

  /// The rows `rows`, in that order.
  public func gathered(_ rows: [Int32]) -> Frame {
    var frame = Frame(rowCount: rows.count)
    frame.entries = entries.map {
      Entry(name: $0.name, column: $0.column.gathered(rows), convention: $0.convention)
    }
    return frame
  }
}
