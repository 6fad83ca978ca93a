internal import GraphvizKit
internal import ModuleKit

/// How the ties of a crowded network are drawn: fine and pale, so that where there are many it is dark.
///
/// All ties inside groups are equally pale, as pale as lets the densest group stand just short of a full
/// color: how dark a group is shows how dense it is. Ties between two groups run together.
struct CrowdedTies {
  private let points: [Point]
  private let groups: [Int]?
  private let grounds: Grounds
  /// Of ties inside groups, and of all others.
  private let inside: Double
  private let between: Double

  private static let width = 0.45
  /// How much of their distance ties keep on the way from one disc to another.
  private static let spread = 0.5

  init(_ graph: Graph, _ points: [Point], _ groups: [Int]?, _ grounds: Grounds) {
    (self.points, self.groups, self.grounds) = (points, groups, grounds)
    var lengths: [Int: Double] = [:]
    var others = 0.0
    for edge in 0..<graph.edgeCount {
      let (a, b) = (Int(graph.sources[edge]), Int(graph.targets[edge]))
      let length = points[a].distance(to: points[b])
      if let groups, groups[a] == groups[b], groups[a] >= 0 {
        lengths[groups[a], default: 0] += length
      } else {
        others += length
      }
    }
    guard !grounds.isEmpty, let groups else {
      (inside, between) = (0.30, 0.10)
      return
    }
    // How often ties cover the disc of their group.
    var covers: [Double] = []
    for (group, length) in lengths.sorted(by: { $0.key < $1.key }) {
      guard let member = groups.firstIndex(of: group), let disc = grounds.disc(of: member)
      else { continue }
      covers.append(length * Self.width / (.pi * disc.radius * disc.radius))
    }
    let (xs, ys) = (points.map(\.x), points.map(\.y))
    let area =
      ((xs.max() ?? 0) - (xs.min() ?? 0)) * ((ys.max() ?? 0) - (ys.min() ?? 0))
    inside = (1.6 / max(covers.max() ?? 1, 1e-9)).clamped(0.05, 0.5)
    between = (0.22 / max(others * Self.width / max(area, 1), 1e-9)).clamped(0.03, 0.10)
  }

  private func isInside(_ a: Int, _ b: Int) -> Bool {
    groups.map { $0[a] == $0[b] && $0[a] >= 0 } ?? false
  }

  func stroke(_ a: Int, _ b: Int, color: Color, _ theme: Theme) -> Stroke {
    isInside(a, b)
      ? Stroke(color.opacity(inside), width: Self.width)
      : Stroke(theme.bridge.opacity(between), width: Self.width)
  }

  /// Straight; between two discs drawn together towards the line between their middles.
  func curve(_ a: Int, _ b: Int) -> CubicBezier {
    let (from, to) = (points[a], points[b])
    guard !isInside(a, b), let first = grounds.disc(of: a), let second = grounds.disc(of: b) else {
      return CubicBezier(from: from, to: to, bend: 0)
    }
    let way = second.center - first.center
    let unit = way * (1 / max(way.length, 1e-9))
    func gathered(_ point: Point, _ center: Point) -> Point {
      let offset = point - center
      let across = offset.y * unit.x - offset.x * unit.y
      return Point(-unit.y * across * Self.spread, unit.x * across * Self.spread)
    }
    return CubicBezier(
      start: from,
      control1: first.center + unit * first.radius + gathered(from, first.center),
      control2: second.center - unit * second.radius + gathered(to, second.center), end: to)
  }
}
