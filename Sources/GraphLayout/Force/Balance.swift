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
  /// - Parameter isFixed: when given, the springs between fixed nodes tell the scale, those to the others,
  ///   who may begin anywhere, do not.
  /// - Returns: by how much, and then the mean length of a spring; 1 without any.
  package func balance(
    _ places: inout Places, _ isFixed: [Bool]? = nil
  ) -> (factor: Float, length: Float) {
    var (cubes, lengths, count) = (0.0, 0.0, 0)
    for node in 0..<nodeCount where isFixed?[node] ?? true {
      for arc in range(node) where isFixed?[Int(neighbors[arc])] ?? true {
        let other = Int(neighbors[arc])
        let (dx, dy) = (places.x[other] - places.x[node], places.y[other] - places.y[node])
        let length = Double(dx * dx + dy * dy).squareRoot()
        cubes += length * length * length * Double(strengths[arc])
        lengths += length
        count += 1
      }
    }
    if count == 0, isFixed != nil { return balance(&places) }
    // As if the springs that were left out were like the others.
    cubes *= Double(neighbors.count) / Double(max(1, count))
    let total = masses.reduce(0.0) { $0 + Double($1) }
    let own = masses.reduce(0.0) { $0 + Double($1) * Double($1) }
    // Both the springs and the pairs are counted twice.
    let factor = cbrt(Double(Self.repulsion) * (total * total - own) / cubes)
    guard cubes > 0, factor.isFinite, factor > 0 else { return (1, 1) }
    places.scale(by: Float(factor))
    return (Float(factor), Float(lengths * factor / Double(count)))
  }
}
