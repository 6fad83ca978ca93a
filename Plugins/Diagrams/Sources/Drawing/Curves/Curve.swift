internal import ModuleKit

/// A line of a figure: values over others, with an interval around each where it is known.
package struct Curve {
  package struct Sample {
    package let x, y: Double
    /// NaN where there is no interval.
    package let low, high: Double
  }
  package let name: String
  /// From left to right.
  package let samples: [Sample]

  package init(name: String, samples: [Sample]) { (self.name, self.samples) = (name, samples) }

  package var hasBand: Bool { samples.contains { $0.low.isFinite && $0.high.isFinite } }
  /// Where the line ends: the last sample with a value.
  package var end: Sample? { samples.last { $0.y.isFinite } }

  /// Stretches without a gap: a missing value ends a line.
  package var stretches: [[Sample]] {
    samples.split { !$0.y.isFinite }.map(Array.init)
  }

  /// Stretches over which the interval is known.
  package var bands: [[Sample]] {
    samples.split { !($0.low.isFinite && $0.high.isFinite) }.map(Array.init)
  }
}

/// The columns that curves are read from.
struct CurveColumns {
  let x: [Double]
  /// One for each column of heights.
  let heights: [(name: String, values: [Double], low: [Double]?, high: [Double]?)]
  /// What splits the rows into curves; nil for one curve of each column.
  let groups: [String]?

  /// Rows without a place along the bottom, which cannot be drawn.
  var placeless: Int { x.count { !$0.isFinite } }

  /// One curve for each group and each column, the groups by their number of rows.
  func curves() -> [Curve] {
    guard let groups else { return heights.map { curve($0.name, $0, Array(x.indices)) } }
    var rows: [String: [Int]] = [:]
    for (row, group) in groups.enumerated() { rows[group, default: []].append(row) }
    let order = rows.keys.sorted { a, b in
      let (m, n) = (rows[a]?.count ?? 0, rows[b]?.count ?? 0)
      return m != n ? m > n : a < b
    }
    return order.flatMap { group in
      heights.map { height in
        curve(
          heights.count == 1 ? group : "\(group), \(height.name)", height, rows[group] ?? [])
      }
    }
  }

  private func curve(
    _ name: String, _ height: (name: String, values: [Double], low: [Double]?, high: [Double]?),
    _ rows: [Int]
  ) -> Curve {
    let placed = rows.filter { x[$0].isFinite }.sorted { (x[$0], $0) < (x[$1], $1) }
    return Curve(
      name: name,
      samples: placed.map { row in
        .init(
          x: x[row], y: height.values[row], low: height.low?[row] ?? .nan,
          high: height.high?[row] ?? .nan)
      })
  }
}

extension AxisFormat {
  /// Columns that hold shares are called so.
  private static let shares = [
    "share", "rate", "survival", "proportion", "probability", "completion", "cumulative",
    "reliability", "p",
  ]

  /// Whether values are written as percents.
  func isPercent(_ values: [Double], names: [String]) -> Bool {
    switch self {
    case .number: return false
    case .percent: return true
    case .auto:
      let known = values.filter(\.isFinite)
      return !known.isEmpty && known.allSatisfy { (0...1).contains($0) }
        && names.allSatisfy { name in
          name.lowercased().split(separator: "_").contains { Self.shares.contains(String($0)) }
        }
    }
  }
}
