/// How the values of several rows become one.
///
/// Every rule but `first` gives the same result for any order of the rows.
public enum Aggregation: String, Sendable, CaseIterable {
  case sum, max, min, mean, count, first
  /// The common value; distinct texts are joined by "; ", distinct numbers averaged.
  case agree
}

extension Column {
  /// One value per group of rows. Missing values are passed over; a group without any is missing.
  public func aggregated(_ groups: RowGroups, by rule: Aggregation) -> Column {
    if rule == .count { return .integers((0..<groups.count).map { groups[$0].count }) }
    switch self {
    case .numbers(let values):
      return .numbers(
        (0..<groups.count).map { group in
          reduce(groups[group].map { values[Int($0)] }.filter { !$0.isNaN }, by: rule)
        })
    case .integers(let values):
      let exact = (0..<groups.count).map { group in
        reduce(
          groups[group].map { values[Int($0)] }.filter { $0 != Self.missingInteger }
            .map(Double.init), by: rule)
      }
      if exact.allSatisfy({ $0.isNaN || ($0 == $0.rounded() && $0.magnitude < 9e15) }) {
        return .integers(exact.map { $0.isNaN ? Self.missingInteger : Int($0) })
      }
      return .numbers(exact)
    case .texts(let values):
      return .texts(
        (0..<groups.count).map { group in
          joinedText(groups[group].compactMap { values[Int($0)] }, by: rule)
        })
    case .flags(let values):
      return .flags(
        (0..<groups.count).map { group in
          let known = groups[group].map { values[Int($0)] }.filter { $0 != .missing }
          if rule == .first { return known.first ?? .missing }
          if rule == .min { return known.contains(.no) ? .no : known.first ?? .missing }
          return known.contains(.yes) ? .yes : known.first ?? .missing
        })
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
  case .mean, .agree: return values.sorted().reduce(0, +) / Double(values.count)
  case .count: return Double(values.count)
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
