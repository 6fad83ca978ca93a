import ModuleKit

/// The group of each node as a number.
struct Groups: Sendable {
  /// One per node: 0 ..< `count`; -1 for a node without a group.
  let codes: [Int32]
  let count: Int

  init(_ column: Column) {
    switch column {
    case .texts(let texts): self.init(codes: texts.codes, count: texts.dictionary.count)
    case .integers(let values):
      self.init(values.map { $0 == Column.missingInteger ? nil : $0 })
    case .numbers(let values): self.init(values.map { $0.isNaN ? nil : $0 })
    case .flags(let values): self.init(values.map { $0 == .missing ? nil : $0 })
    }
  }

  private init(codes: [Int32], count: Int) { (self.codes, self.count) = (codes, count) }

  /// Numbers groups by first appearance.
  private init<Value: Hashable>(_ values: [Value?]) {
    var known: [Value: Int32] = [:]
    let codes = values.map { value -> Int32 in
      guard let value else { return -1 }
      let code = known[value, default: Int32(known.count)]
      known[value] = code
      return code
    }
    self.init(codes: codes, count: known.count)
  }
}
