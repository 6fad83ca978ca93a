public import ModuleKit

/// In which order the blocks of a column stand.
public enum BlockOrder: String, ParameterChoice {
  /// So that few ribbons cross.
  case crossings
  /// Largest first.
  case size
  case name
}

extension BlockOrder {
  /// For each column its blocks from above to below.
  ///
  /// - Parameters:
  ///   - names: of the blocks of each column, which are given largest first.
  ///   - fixed: how many at the end of each column stay there.
  func orders(_ names: [[String]], _ ribbons: [[Ribbon]], fixed: [Int]) -> [[Int]] {
    switch self {
    case .size: names.map { Array($0.indices) }
    case .name:
      zip(names, fixed).map { names, fixed in
        let free = names.indices.dropLast(fixed)
        return free.sorted { (names[$0], $0) < (names[$1], $1) } + names.indices.suffix(fixed)
      }
    case .crossings:
      RibbonOrder(counts: names.map(\.count), ribbons: ribbons, fixed: fixed).best()
    }
  }
}
