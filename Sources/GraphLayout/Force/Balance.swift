internal import Foundation
internal import GraphCore

extension SpringGraph {
  /// Repulsion of two nodes of mass 1 in each other's natural distance (Hu's C).
  package static let repulsion: Float = 0.2

  /// Scales all places so that repulsion and springs are in balance on the whole.
  ///
  /// The energy of a layout that is stretched by s is s³ S / 3 - C P log s, where S is the sum of
  /// strength * length³ over all springs and P the sum of products of masses over all pairs: least where
  /// s³ = C P / S. So growing to size takes one step and not a hundred.
  ///
  /// - Returns: the mean length of a spring; 1 without any.
  package func balance(_ places: inout Places) -> Float {
    var (cubes, lengths) = (0.0, 0.0)
    for node in 0..<nodeCount {
      for arc in range(node) {
        let other = Int(neighbors[arc])
        let (dx, dy) = (places.x[other] - places.x[node], places.y[other] - places.y[node])
        let length = Double(dx * dx + dy * dy).squareRoot()
        cubes += length * length * length * Double(strengths[arc])
        lengths += length
      }
    }
    let total = masses.reduce(0.0) { $0 + Double($1) }
    let own = masses.reduce(0.0) { $0 + Double($1) * Double($1) }
    // Both the springs and the pairs are counted twice.
    let factor = cbrt(Double(Self.repulsion) * (total * total - own) / cubes)
    guard cubes > 0, factor.isFinite, factor > 0 else { return 1 }
    places.scale(by: Float(factor))
    return Float(lengths * factor / Double(neighbors.count))
  }
}
