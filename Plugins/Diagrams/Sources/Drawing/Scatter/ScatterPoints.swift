internal import GraphvizKit
public import ModuleKit

/// How points that lie on each other are drawn.
public enum ScatterPoints: String, ParameterChoice {
  /// `counts` where many whole numbers coincide, `hexagons` for thousands, else `dots`.
  case auto
  /// A dot for each row.
  case dots
  /// A dot for each place, its area the number of rows there.
  case counts
  /// The plane in hexagons, darker the more rows are in them.
  case hexagons
}

/// The rows of a scatter plot that have both values.
package struct ScatterRows {
  package let xs, ys: [Double]
  /// Of the table, for each point.
  package let rows: [Int]
  /// Rows without one of the values, which cannot be drawn.
  package let left: Int

  package init(_ xs: [Double], _ ys: [Double]) {
    rows = xs.indices.filter { xs[$0].isFinite && ys[$0].isFinite }
    left = xs.count - rows.count
    self.xs = rows.map { xs[$0] }
    self.ys = rows.map { ys[$0] }
  }

  /// A place and how many points lie on it; from left to right, from below to above.
  package struct Place: Hashable {
    package let x, y: Double
  }

  package var places: [(place: Place, count: Int)] {
    var counts: [Place: Int] = [:]
    for index in xs.indices { counts[Place(x: xs[index], y: ys[index]), default: 0] += 1 }
    return counts.map { ($0.key, $0.value) }.sorted {
      ($0.place.x, $0.place.y) < ($1.place.x, $1.place.y)
    }
  }

  /// - Parameter hasColor: only dots have a color of their own.
  func resolved(_ wanted: ScatterPoints, hasColor: Bool) -> ScatterPoints {
    if wanted != .auto { return wanted }
    if hasColor { return .dots }
    let areWhole = (xs + ys).allSatisfy { $0 == $0.rounded() }
    if areWhole, xs.count > 30, places.count <= 3000,
      Double(places.count) < 0.7 * Double(xs.count)
    {
      return .counts
    }
    return xs.count > 3000 ? .hexagons : .dots
  }

  /// Pearson's coefficient: how near the points are to a straight line.
  package var correlation: Double {
    let n = Double(xs.count)
    // Rounding would make a correlation of columns that do not vary.
    if n < 3 || xs.min() == xs.max() || ys.min() == ys.max() { return .nan }
    let (mx, my) = (xs.reduce(0) { $0 + $1 / n }, ys.reduce(0) { $0 + $1 / n })
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for (x, y) in zip(xs, ys) {
      xx += (x - mx) * (x - mx)
      xy += (x - mx) * (y - my)
      yy += (y - my) * (y - my)
    }
    let scale = (xx * yy).squareRoot()
    return scale > 0 && scale.isFinite ? xy / scale : .nan
  }
}

/// Hexagons that cover a plot, and how many points are in each.
struct Hexagons {
  let radius: Double
  /// Those with points, from left to right.
  let cells: [(center: Point, count: Int)]

  /// Each point goes to the nearest center of two grids of rectangles (Carr et al. 1987).
  init(_ points: [Point], radius: Double) {
    self.radius = radius
    let (width, height) = (radius * 3.0.squareRoot(), radius * 3)
    var counts: [[Int]: Int] = [:]
    for point in points {
      let (a, b) = ((point.x / width).rounded(), (point.y / height).rounded())
      let (c, d) = ((point.x / width).rounded(.down) + 0.5, (point.y / height).rounded(.down) + 0.5)
      let first = Point(a * width, b * height)
      let second = Point(c * width, d * height)
      let isFirst = point.distance(to: first) <= point.distance(to: second)
      counts[isFirst ? [Int(2 * a), Int(2 * b)] : [Int(2 * c), Int(2 * d)], default: 0] += 1
    }
    cells = counts.map {
      (Point(Double($0.key[0]) * width / 2, Double($0.key[1]) * height / 2), $0.value)
    }.sorted { ($0.0.x, $0.0.y) < ($1.0.x, $1.0.y) }
  }

  func corners(_ center: Point) -> [Point] {
    let (half, side) = (radius * 3.0.squareRoot() / 2, radius / 2)
    return [
      (0, radius), (half, side), (half, -side), (0, -radius), (-half, -side), (-half, side),
    ].map { center + Point($0.0, $0.1) }
  }
}
