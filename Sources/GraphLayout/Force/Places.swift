/// Where nodes lie.
public struct Places: Sendable, Equatable {
  public var x, y: [Float]

  public init(x: [Float], y: [Float]) {
    precondition(x.count == y.count, "one place per node")
    (self.x, self.y) = (x, y)
  }
  public init(count: Int) {
    self.init(x: [Float](repeating: 0, count: count), y: [Float](repeating: 0, count: count))
  }

  public var count: Int { x.count }

  /// The longer side of the box around all places; 1 when they coincide.
  package var side: Float {
    guard let left = x.min(), let right = x.max(), let bottom = y.min(), let top = y.max() else {
      return 1
    }
    let side = max(right - left, top - bottom)
    return side > 0 ? side : 1
  }

  package mutating func scale(by factor: Float) {
    for node in x.indices {
      x[node] *= factor
      y[node] *= factor
    }
  }
}
