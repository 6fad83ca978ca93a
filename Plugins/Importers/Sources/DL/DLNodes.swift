internal import ModuleKit

/// The nodes of one side of a DL matrix, which have numbers and may have labels.
///
/// UCINET takes capital and small letters for the same; the first spelling stays.
struct DLNodes {
  let count: Int
  /// Goes before the number of a node without label: `r` and `c` in two-mode networks.
  let prefix: String
  private(set) var labels: [String] = []
  private var places: [SourceLines.Place] = []
  private var numbers: [String: Int] = [:]
  /// True when no label may be added: all were listed before the data.
  private let isClosed: Bool

  init(
    count: Int, prefix: String, listed: [DLScanner.Token]?, _ lines: SourceLines
  ) throws(Diagnostic) {
    (self.count, self.prefix) = (count, prefix)
    isClosed = listed != nil
    for label in listed ?? [] {
      if let first = numbers[Self.key(label.text)] {
        throw lines.error(
          "duplicate-id", "a second node has the label '\(label.text.prefix(100))'",
          at: label.place,
          notes: [.init("the first one", at: lines.location(of: places[first - 1]))],
          help: "capital and small letters are the same to UCINET")
      }
      add(label)
    }
  }

  private static func key(_ label: String) -> String {
    NetworkAssembly.canonical(label.trimmed.lowercased())
  }

  private mutating func add(_ label: DLScanner.Token) {
    labels.append(label.text.trimmed)
    places.append(label.place)
    numbers[Self.key(label.text)] = labels.count
  }

  /// The number of the node that a label in the data means, a new one for a new label.
  mutating func number(
    labelled label: DLScanner.Token, _ lines: SourceLines
  ) throws(Diagnostic) -> Int {
    if let number = numbers[Self.key(label.text)] { return number }
    if isClosed {
      throw lines.error(
        "unknown-node", "no node has the label '\(label.text.prefix(100))'", at: label.place,
        help: Suggestion.help(
          for: label.text, among: Array(labels.prefix(1000)), kind: "labels"))
    }
    if labels.count >= count {
      throw lines.error(
        "too-many-labels",
        "'\(label.text.prefix(100))' is one label more than the \(count) that the header says",
        at: label.place)
    }
    add(label)
    return labels.count
  }

  /// The number that stands in the data.
  func number(
    _ token: DLScanner.Token, _ lines: SourceLines
  ) throws(Diagnostic) -> Int {
    guard !token.isQuoted, let number = Int(token.text) else {
      throw lines.error(
        "bad-number", "'\(token.text.prefix(40))' is not the number of a node", at: token.place,
        help: "where the data name nodes by their labels, the header says 'labels embedded'")
    }
    guard number >= 1, number <= count else {
      throw lines.error(
        "out-of-range", "there is no node \(number): they are numbered from 1 to \(count)",
        at: token.place)
    }
    return number
  }

  func knownNumber(of label: String) -> Int? { numbers[Self.key(label)] }
  func label(_ number: Int) -> String? { number <= labels.count ? labels[number - 1] : nil }
  /// The label, or the number of a node that has none.
  func name(_ number: Int) -> String { label(number) ?? numberName(number) }
  func numberName(_ number: Int) -> String { "\(prefix)\(number)" }
  func place(_ number: Int) -> SourceLines.Place? {
    number <= places.count ? places[number - 1] : nil
  }
}
