/// Texts of which many are equal: a code per row into a dictionary of distinct texts.
public struct TextColumn: Sendable, Equatable {
  /// Position in `dictionary`; -1 is a missing value.
  public let codes: [Int32]
  public let dictionary: [String]

  public init(codes: [Int32], dictionary: [String]) {
    (self.codes, self.dictionary) = (codes, dictionary)
  }

  /// Interns `values`; the dictionary is sorted by UTF-8 bytes, whatever the order of rows.
  public init(_ values: [String?]) {
    var interner = Interner()
    let codes = values.map { $0.map { interner.intern($0) } ?? -1 }
    let order = canonicalOrder(interner.strings)
    var newCode = [Int32](repeating: 0, count: order.count)
    for (position, old) in order.enumerated() { newCode[Int(old)] = Int32(position) }
    self.codes = codes.map { $0 < 0 ? -1 : newCode[Int($0)] }
    dictionary = order.map { interner.strings[Int($0)] }
  }

  public init(repeating value: String?, count: Int) {
    codes = Array(repeating: value == nil ? -1 : 0, count: count)
    dictionary = value.map { [$0] } ?? []
  }

  public var count: Int { codes.count }
  public subscript(row: Int) -> String? { codes[row] < 0 ? nil : dictionary[Int(codes[row])] }
  /// The same texts, row by row, whatever their codes.
  public static func == (a: TextColumn, b: TextColumn) -> Bool {
    a.count == b.count && (0..<a.count).allSatisfy { a[$0] == b[$0] }
  }

  func gathered(_ rows: [Int32]) -> TextColumn {
    TextColumn(codes: rows.map { codes[Int($0)] }, dictionary: dictionary)
  }
}

/// Gives each distinct text one number, in order of first appearance.
public struct Interner: Sendable {
  public private(set) var strings: [String] = []
  private var codes: [String: Int32] = [:]

  public init() {}

  public mutating func intern(_ text: String) -> Int32 {
    if let code = codes[text] { return code }
    let code = Int32(strings.count)
    codes[text] = code
    strings.append(text)
    return code
  }

  /// The number of `text`, if it has been seen.
  public func code(of text: String) -> Int32? { codes[text] }
}

/// Positions of `texts` in the order of their UTF-8 bytes, the canonical order of names.
public func canonicalOrder(_ texts: [String]) -> [Int32] {
  (0..<Int32(texts.count)).sorted {
    texts[Int($0)].utf8.lexicographicallyPrecedes(texts[Int($1)].utf8)
  }
}
