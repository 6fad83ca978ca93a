/// Rows that a database gives one after the other.
protocol RowSource: AnyObject {
  /// Column names, in the order of the cells.
  var columns: [String] { get }

  /// The next row as texts, in the form that the database writes values in; nil behind the last.
  ///
  /// - Parameter isWanted: for each column, whether its cell is read; the others are nil, as NULL is.
  func next(_ isWanted: [Bool]) throws -> [String?]?
}
