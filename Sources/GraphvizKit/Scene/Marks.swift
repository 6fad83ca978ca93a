internal import Foundation

/// Outlines of nodes that Graphviz draws to the exact size given.
public enum NodeShape: String, Sendable, Hashable, CaseIterable {
  case circle, ellipse, square, diamond, triangle, hexagon, octagon, star
  case rectangle = "box"
  case downTriangle = "invtriangle"

  /// The diameter that gives the area of a circle of diameter 1.
  public var evenDiameter: Double {
    switch self {
    case .square, .rectangle: 0.89
    case .triangle, .downTriangle, .diamond: 1.25
    default: 1
    }
  }

  /// The corners within a circle, from above; empty for round shapes.
  public func corners(center: Point, radius: Double) -> [Point] {
    func regular(_ count: Int, from angle: Double) -> [Point] {
      (0..<count).map { corner in
        let turn = angle + 2 * .pi * Double(corner) / Double(count)
        return Point(x: center.x + radius * cos(turn), y: center.y + radius * sin(turn))
      }
    }
    return switch self {
    case .square, .rectangle: regular(4, from: .pi / 4)
    case .diamond: regular(4, from: .pi / 2)
    case .triangle: regular(3, from: .pi / 2)
    case .downTriangle: regular(3, from: -.pi / 2)
    case .hexagon: regular(6, from: 0)
    default: []
    }
  }
}

/// A node as it is drawn.
public struct NodeMark: Sendable, Hashable {
  public let center: Point
  public let size: Size
  public let shape: NodeShape
  public let fill: Color
  public let outline: Stroke?
  /// Shown by browsers that point at the node in an SVG.
  public let name: String?
}

/// An edge as it is drawn; edges lie under all nodes.
public struct EdgeMark: Sendable, Hashable {
  public let from, to: Scene.NodeID
  public let curve: CubicBezier
  public let stroke: Stroke
  /// Length of the arrow head at the end of the curve in points; 0 means none.
  public let arrowLength: Double
}

/// A label as it is drawn, centered, over all nodes; newlines start new lines.
public struct LabelMark: Sendable, Hashable {
  public let spec: TextSpec
  /// The middle between the ends, at half the height of the capitals.
  public let center: Point
  public let color: Color
  /// The color around the letters that keeps them apart from lines below.
  public let halo: Color?
}

/// A bitmap as it is drawn.
public struct PictureMark: Sendable, Hashable {
  /// The bytes of a PNG file.
  public let png: [UInt8]
  public let center: Point
  public let size: Size
}
