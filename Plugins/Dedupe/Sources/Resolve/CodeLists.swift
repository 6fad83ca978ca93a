/// For each record, the codes of what it says in one respect; most say one thing or nothing.
package struct CodeLists: Sendable {
  /// The code of each record, -1 for none; empty once a record has several.
  private(set) var single: [Int32] = []
  private var offsets: [Int32] = [0]
  private var codes: [Int32] = []
  package private(set) var count = 0

  package init() {}

  /// - Parameter lists: of each record.
  package init(_ lists: [[Int32]]) {
    for list in lists { append(list) }
  }

  /// Adds the next record.
  package mutating func append(_ list: [Int32]) {
    count += 1
    if isSingle, list.count <= 1 {
      single.append(list.first ?? -1)
      return
    }
    if isSingle { takeApart() }
    codes += list
    offsets.append(Int32(codes.count))
  }

  /// Whether no record has more than one.
  package var isSingle: Bool { offsets.count == 1 }

  private mutating func takeApart() {
    for code in single {
      if code >= 0 { codes.append(code) }
      offsets.append(Int32(codes.count))
    }
    single = []
  }

  package subscript(record: Int) -> ArraySlice<Int32> {
    if isSingle { return single[record] < 0 ? single[0..<0] : single[record..<(record + 1)] }
    return codes[Int(offsets[record])..<Int(offsets[record + 1])]
  }

  /// Whether two records have a code in common.
  package func shares(_ a: Int, _ b: Int) -> Bool {
    if isSingle { return single[a] >= 0 && single[a] == single[b] }
    let theirs = self[b]
    return self[a].contains { theirs.contains($0) }
  }

  package func isEmpty(_ record: Int) -> Bool {
    isSingle ? single[record] < 0 : offsets[record] == offsets[record + 1]
  }

  /// Whether no record says anything.
  var saysNothing: Bool { isSingle ? single.allSatisfy { $0 < 0 } : codes.isEmpty }
}
