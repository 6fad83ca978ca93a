internal import Foundation
internal import GraphCore

/// What tells the scale of a layout in which springs and repulsion are in balance on the whole.
package struct Balance: Equatable {
  /// By how much places were scaled.
  package let factor: Float
  /// The mean length of a spring after that; 1 without any.
  package let length: Float
  /// How hard springs of strength 1 pull, per length, that balance repulsion as well though their pull
  /// grows with the length and not with its square.
  package let stiffness: Float

  static let none = Balance(factor: 1, length: 1, stiffness: 1)
}

extension SpringGraph {
  /// Repulsion of two nodes of mass 1 in each other's natural distance (Hu's C).
  package static let repulsion: Float = 0.2

  /// Scales all places so that repulsion and springs are in balance on the whole.
  ///
  /// The energy of a layout that is stretched by s is s³ S / 3 - C P log s, where S is the sum of
  /// strength * length³ over all springs and P the sum of products of masses over all pairs: least where
  /// s³ = C P / S. So growing to size takes one step and not a hundred.
  ///
  /// - Parameter isFixed: when given, the springs between fixed nodes tell the scale, those to the others,
  ///   who may begin anywhere, do not.
  package func balance(_ places: inout Places, _ isFixed: [Bool]? = nil) -> Balance {
    var (cubes, squares, lengths, count) = (0.0, 0.0, 0.0, 0)
    for node in 0..<nodeCount where isFixed?[node] ?? true {
      for arc in range(node) where isFixed?[Int(neighbors[arc])] ?? true {
        let other = Int(neighbors[arc])
        let (dx, dy) = (places.x[other] - places.x[node], places.y[other] - places.y[node])
        let square = Double(dx * dx + dy * dy)
        let length = square.squareRoot()
        cubes += length * square * Double(strengths[arc])
        squares += square * Double(strengths[arc])
        lengths += length
        count += 1
      }
    }
    if count == 0, isFixed != nil { return balance(&places) }
    let total = masses.reduce(0.0) { $0 + Double($1) }
    let own = masses.reduce(0.0) { $0 + Double($1) * Double($1) }
    // As if the springs that were left out were like the others.
    let all = cubes * Double(neighbors.count) / Double(max(1, count))
    // Both the springs and the pairs are counted twice.
    let factor = cbrt(Double(Self.repulsion) * (total * total - own) / all)
    guard all > 0, factor.isFinite, factor > 0 else { return .none }
    places.scale(by: Float(factor))
    return Balance(
      factor: Float(factor), length: Float(lengths * factor / Double(count)),
      stiffness: Float(cubes * factor / squares))
  }
}
