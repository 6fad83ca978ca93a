/// The values of one attribute, one per node or per edge.
public enum Column: Sendable, Equatable {
  /// Real numbers; a missing or undefined value is NaN.
  case numbers([Double])
  /// Whole numbers; a missing value is ``missingInteger``.
  case integers([Int])
  /// Texts from a shared dictionary.
  case texts(TextColumn)
  /// Truth values.
  case flags([Flag])

  /// Stands for "no value" among integers.
  public static let missingInteger = Int.min
  public enum Flag: UInt8, Sendable, BitwiseCopyable { case no, yes, missing }

  /// Compares values; two missing numbers are equal.
  public static func == (a: Column, b: Column) -> Bool {
    switch (a, b) {
    case (.numbers(let x), .numbers(let y)):
      x.count == y.count && zip(x, y).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    case (.integers(let x), .integers(let y)): x == y
    case (.texts(let x), .texts(let y)):
      x.count == y.count && (0..<x.count).allSatisfy { x[$0] == y[$0] }
    case (.flags(let x), .flags(let y)): x == y
    default: false
    }
  }
}

/// What kind of values a ``Column`` holds.
public enum ColumnType: String, Sendable, CaseIterable {
  case number, integer, text, boolean
}

extension Column {
  public var type: ColumnType {
    switch self {
    case .numbers: .number
    case .integers: .integer
    case .texts: .text
    case .flags: .boolean
    }
  }

  public var count: Int {
    switch self {
    case .numbers(let values): values.count
    case .integers(let values): values.count
    case .texts(let values): values.count
    case .flags(let values): values.count
    }
  }

  /// A column of `count` missing values.
  public static func missing(_ type: ColumnType, count: Int) -> Column {
    switch type {
    case .number: .numbers(Array(repeating: .nan, count: count))
    case .integer: .integers(Array(repeating: missingInteger, count: count))
    case .text: .texts(TextColumn(repeating: nil, count: count))
    case .boolean: .flags(Array(repeating: .missing, count: count))
    }
  }

  /// Texts, interned; nil is a missing value.
  public static func texts(_ values: [String?]) -> Column { .texts(TextColumn(values)) }

  /// The value as written in CSV and on diagrams; nil when it is missing.
  ///
  /// Numbers use the shortest decimal form that reads back to the same value.
  public func text(at index: Int) -> String? {
    switch self {
    case .numbers(let values): values[index].isNaN ? nil : decimal(values[index])
    case .integers(let values):
      values[index] == Self.missingInteger ? nil : String(values[index])
    case .texts(let values): values[index]
    case .flags(let values):
      switch values[index] {
      case .no: "false"
      case .yes: "true"
      case .missing: nil
      }
    }
  }

  /// The value as a number (true is 1); NaN when it is missing or a text.
  public func number(at index: Int) -> Double {
    switch self {
    case .numbers(let values): values[index]
    case .integers(let values):
      values[index] == Self.missingInteger ? .nan : Double(values[index])
    case .texts: .nan
    case .flags(let values): values[index] == .missing ? .nan : Double(values[index].rawValue)
    }
  }

  /// All values as numbers; see ``number(at:)``.
  public var asNumbers: [Double] {
    if case .numbers(let values) = self { return values }
    return (0..<count).map(number(at:))
  }

  /// The values at `rows`, in that order.
  public func gathered(_ rows: [Int32]) -> Column {
    switch self {
    case .numbers(let values): .numbers(rows.map { values[Int($0)] })
    case .integers(let values): .integers(rows.map { values[Int($0)] })
    case .texts(let values): .texts(values.gathered(rows))
    case .flags(let values): .flags(rows.map { values[Int($0)] })
    }
  }
}

extension Column {
  /// The values at `rows`, in that order, looked up by several threads.
  public func gathered(_ rows: [Int32], on workers: Workers) throws(Cancelled) -> Column {
    switch self {
    case .numbers(let values): .numbers(try gather(values, rows, on: workers))
    case .integers(let values): .integers(try gather(values, rows, on: workers))
    case .texts(let texts):
      .texts(
        TextColumn(
          codes: try gather(texts.codes, rows, on: workers), dictionary: texts.dictionary))
    case .flags(let values): .flags(try gather(values, rows, on: workers))
    }
  }
}

private func gather<Value: BitwiseCopyable & Sendable>(
  _ values: [Value], _ rows: [Int32], on workers: Workers
) throws(Cancelled) -> [Value] {
  var result = [Value](unset: rows.count)
  try workers.fill(&result, Chunks.even(rows.count, count: 64)) { range, result in
    for index in range { result[index - range.lowerBound] = values[Int(rows[index])] }
  }
  return result
}

/// The shortest decimal text that reads back to `value`; whole numbers have no fraction.
public func decimal(_ value: Double) -> String {
  if value == value.rounded(), value.magnitude < 1e15 { return String(Int(value)) }
  return value.description
}

/// The same as French writes it: `0,85`.
public func frenchDecimal(_ value: Double) -> String { decimal(value).replacing(".", with: ",") }
