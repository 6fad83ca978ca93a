/// How the values of several rows become one.
///
/// Every rule but `first` gives the same result for any order of the rows.
public enum Aggregation: String, Sendable, CaseIterable {
  case sum, max, min, mean, count, first
  /// The value on which the rows agree. Where they do not, texts are joined by "; " and everything else
  /// is missing: the mean of two years or of two call numbers is nothing that anybody wrote.
  case agree
}

extension Column {
  /// One value per group of rows. Missing values are passed over; a group without any is missing.
  ///
  /// Whole numbers stay whole and exact, except under `mean` and where a sum goes beyond 64 bits.
  public func aggregated(_ groups: RowGroups, by rule: Aggregation) -> Column {
    if rule == .count { return .integers((0..<groups.count).map { groups[$0].count }) }
    // Most groups hold one row: its value is the result under every rule.
    switch self {
    case .numbers(let values):
      return .numbers(
        (0..<groups.count).map { group in
          let rows = groups.range(group)
          if rows.count == 1 { return values[Int(groups.rows[rows.lowerBound])] }
          return reduce(groups[group].map { values[Int($0)] }.filter { !$0.isNaN }, by: rule)
        })
    case .integers(let values):
      return aggregated(
        (0..<groups.count).map { group in
          groups[group].map { values[Int($0)] }.filter { $0 != Self.missingInteger }
        }, by: rule)
    case .texts(let values):
      return .texts(values.aggregated(groups, by: rule))
    case .flags(let values):
      return .flags(
        (0..<groups.count).map { group in
          let rows = groups.range(group)
          if rows.count == 1 { return values[Int(groups.rows[rows.lowerBound])] }
          return joinedFlag(
            groups[group].map { values[Int($0)] }.filter { $0 != .missing }, by: rule)
        })
    }
  }

  /// The number of groups whose known values differ, so that ``Aggregation/agree`` cannot keep one.
  public func disagreements(_ groups: RowGroups) -> Int {
    func count<T: Equatable>(_ values: [T], _ isKnown: (T) -> Bool) -> Int {
      (0..<groups.count).count { group in
        if groups.range(group).count == 1 { return false }
        let known = groups[group].lazy.map { values[Int($0)] }.filter(isKnown)
        guard let first = known.first else { return false }
        return known.contains { $0 != first }
      }
    }
    return switch self {
    case .numbers(let values): count(values) { !$0.isNaN }
    case .integers(let values): count(values) { $0 != Self.missingInteger }
    // Not by code: two spellings of one text in Unicode agree.
    case .texts(let values):
      count(values.codes.map { $0 < 0 ? nil : values.dictionary[Int($0)] }) { $0 != nil }
    case .flags(let values): count(values) { $0 != .missing }
    }
  }

  private func aggregated(_ groups: [[Int]], by rule: Aggregation) -> Column {
    let exact = groups.map { exactly($0, by: rule) }
    if !exact.contains(where: \.isInexact) { return .integers(exact.map(\.value)) }
    return .numbers(groups.map { reduce($0.map(Double.init), by: rule) })
  }

  /// The value of one group, and whether 64 bits do not hold it.
  private func exactly(_ values: [Int], by rule: Aggregation) -> (value: Int, isInexact: Bool) {
    guard let first = values.first else { return (Self.missingInteger, false) }
    if values.count == 1 { return (first, false) }
    switch rule {
    case .first: return (first, false)
    case .max: return (values.max() ?? first, false)
    case .min: return (values.min() ?? first, false)
    case .agree: return (values.allSatisfy { $0 == first } ? first : Self.missingInteger, false)
    case .count: return (values.count, false)
    case .sum, .mean:
      var sum = 0
      for value in values {
        let (next, overflows) = sum.addingReportingOverflow(value)
        if overflows || next == Self.missingInteger { return (0, true) }
        sum = next
      }
      if rule == .sum { return (sum, false) }
      return sum.isMultiple(of: values.count) ? (sum / values.count, false) : (0, true)
    }
  }
}

/// Sums in ascending order, so that the result does not depend on the order of the rows.
private func reduce(_ values: [Double], by rule: Aggregation) -> Double {
  guard let first = values.first else { return .nan }
  if values.count == 1 { return first }
  switch rule {
  case .first: return first
  case .max: return values.max() ?? .nan
  case .min: return values.min() ?? .nan
  case .sum: return values.sorted().reduce(0, +)
  case .mean: return values.sorted().reduce(0, +) / Double(values.count)
  case .agree: return values.allSatisfy { $0 == first } ? first : .nan
  case .count: return Double(values.count)
  }
}

extension TextColumn {
  /// New texts stand behind those of the column, in the order of their groups.
  fileprivate func aggregated(_ groups: RowGroups, by rule: Aggregation) -> TextColumn {
    var dictionary = dictionary
    var added: [String: Int32] = [:]
    let codeOfGroup = (0..<groups.count).map { group in
      let known = groups[group].lazy.map { codes[Int($0)] }.filter { $0 >= 0 }
      guard let first = known.first else { return Int32(-1) }
      if known.allSatisfy({ $0 == first }) { return first }
      guard let text = joinedText(known.map { dictionary[Int($0)] }, by: rule) else { return -1 }
      if let code = added[text] { return code }
      added[text] = Int32(dictionary.count)
      dictionary.append(text)
      return Int32(dictionary.count - 1)
    }
    return TextColumn(codes: codeOfGroup, dictionary: dictionary)
  }
}

private func joinedText(_ values: [String], by rule: Aggregation) -> String? {
  guard let first = values.first else { return nil }
  if rule == .first || values.count == 1 { return first }
  let distinct = Set(values).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  if rule == .min { return distinct.first }
  if rule == .max { return distinct.last }
  return distinct.joined(separator: "; ")
}

private func joinedFlag(_ values: [Column.Flag], by rule: Aggregation) -> Column.Flag {
  guard let first = values.first else { return .missing }
  switch rule {
  case .first: return first
  case .min: return values.contains(.no) ? .no : first
  case .agree: return values.allSatisfy { $0 == first } ? first : .missing
  case .sum, .max, .mean, .count: return values.contains(.yes) ? .yes : first
  }
}
