public import ModuleKit

/// In which order bars stand, from above.
public enum BarOrder: String, ParameterChoice {
  case descending, ascending
  /// As the rows of the table, or the nodes, are.
  case given
}

/// Which rows become bars, in their order, and how many do not.
package struct BarRows {
  /// Rows with a value, from above to below.
  package let shown: [Int]
  /// Rows with a value that find no place.
  package let remainder: Int
  package let missing: Int
  /// No bar is long enough for them.
  package let infinite: Int
  let order: BarOrder

  /// - Parameters:
  ///   - order: `ascending` begins with the smallest value, and leaves out the largest ones; rows of
  ///     equal value keep their order.
  ///   - most: how many bars there is room for.
  package init(_ values: [Double], order: BarOrder, most: Int) {
    let known = values.indices.filter { values[$0].isFinite }
    missing = values.count(where: \.isNaN)
    infinite = values.count - known.count - missing
    let sorted =
      switch order {
      case .given: known
      case .descending: known.sorted { (-values[$0], $0) < (-values[$1], $1) }
      case .ascending: known.sorted { (values[$0], $0) < (values[$1], $1) }
      }
    shown = Array(sorted.prefix(most))
    remainder = known.count - shown.count
    self.order = order
  }

  /// "The 15 largest of 77 people", "all 8 sectors".
  func counted(_ noun: String) -> String {
    let all = shown.count + remainder
    if all == 0 { return "No \(noun) with a value" }
    if remainder == 0 { return Noun(noun).counted(all) }
    let which =
      switch order {
      case .descending: "largest"
      case .ascending: "smallest"
      case .given: "first"
      }
    return shown.count == 1
      ? "The \(which) of \(all) \(noun)" : "The \(shown.count) \(which) of \(all) \(noun)"
  }

  /// What is not drawn, for the caption.
  func left(_ noun: String) -> [String] {
    func said(_ count: Int, _ which: String, _ why: String) -> String? {
      let name = count == 1 ? Noun(noun).singular : noun
      return count == 0 ? nil : "\(count) \(which)\(name) \(why)"
    }
    return [
      said(remainder, "other ", "not drawn"), said(missing, "", "without a value"),
      said(infinite, "", "with an infinite value not drawn"),
    ].compactMap { $0 }
  }
}
