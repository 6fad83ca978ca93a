internal import GraphvizKit

/// The tinted grounds of the groups of a slide, for drawing and for those who ask what lies where.
struct Grounds {
  private enum Shape {
    case free(GroundField)
    case disc(center: Point, radius: Double)
  }
  private let shapes: [(color: Color, shape: Shape)]

  /// The number of each node's ground.
  let ofNode: [Int?]

  static func none(_ count: Int) -> Grounds {
    Grounds(shapes: [], ofNode: Array(repeating: nil, count: count))
  }

  private init(shapes: [(color: Color, shape: Shape)], ofNode: [Int?]) {
    (self.shapes, self.ofNode) = (shapes, ofNode)
  }

  /// Shapes around the members of each colored group.
  init(_ groups: [ColorScale.Group], _ points: [Point], _ radii: [Double]) {
    var ofNode = [Int?](repeating: nil, count: points.count)
    let colored = groups.filter { !$0.isRest && $0.members.count > 1 }
    shapes = colored.enumerated().map { index, group in
      let inside = Set(group.members)
      for member in group.members { ofNode[member] = index }
      let shape = GroupShape(
        points: group.members.map { points[$0] }, radii: group.members.map { radii[$0] },
        foreign: points.indices.filter { !inside.contains($0) }.map { points[$0] }, reach: 128)
      return (group.color, .free(shape.field))
    }
    self.ofNode = ofNode
  }

  /// A disc under each group, grey ones too, when no two of them meet; none else.
  init(discsOf groupOfNode: [Int], colors: [Color], _ points: [Point], _ radii: [Double]) {
    let members = Dictionary(grouping: points.indices.filter { groupOfNode[$0] >= 0 }) {
      groupOfNode[$0]
    }
    let keys = members.keys.sorted()
    let discs = keys.map { key in
      let own = members[key] ?? []
      let disc = EnclosingDisc(own.map { points[$0] })
      let rim = own.map { radii[$0] }.max() ?? 0
      return (center: disc.center, radius: disc.radius + rim + Self.rim)
    }
    let isClear = discs.indices.allSatisfy { a in
      discs[..<a].allSatisfy { other in
        other.center.distance(to: discs[a].center) > other.radius + discs[a].radius
      }
    }
    guard isClear else {
      self = .none(points.count)
      return
    }
    var ofNode = [Int?](repeating: nil, count: points.count)
    shapes = zip(keys, discs).enumerated().map { index, entry in
      let own = members[entry.0] ?? []
      for member in own { ofNode[member] = index }
      let color = own.first.map { colors[$0] } ?? .black
      return (color, .disc(center: entry.1.center, radius: entry.1.radius))
    }
    self.ofNode = ofNode
  }

  /// Between the outermost circles and the edge of a disc.
  static let rim = 2.0

  var isEmpty: Bool { shapes.isEmpty }

  func draw(on scene: inout Scene) {
    for (color, shape) in shapes {
      switch shape {
      case .free(let field): GroupShape.draw(field, on: &scene, color: color)
      case .disc(let center, let radius):
        scene.background.circle(
          center: center, radius: radius, fill: color.tint(0.10, over: scene.theme.background),
          stroke: Stroke(color.tint(0.45, over: scene.theme.background), width: 0.9))
      }
    }
  }

  /// The ground under a point.
  func number(at point: Point) -> Int? {
    shapes.indices.first { index in
      switch shapes[index].shape {
      case .free(let field): field.depth(at: point) > 0
      case .disc(let center, let radius): center.distance(to: point) < radius
      }
    }
  }

  /// Of a node's disc.
  func disc(of node: Int) -> (center: Point, radius: Double)? {
    guard let number = ofNode[node], case .disc(let center, let radius) = shapes[number].shape
    else { return nil }
    return (center, radius)
  }
}
