internal import GraphCore

extension RepulsionTree {
  /// Adds up, for the groups `groups` of eight neighbouring nodes each, what pushes them away: the sum
  /// over all other nodes of mass / distance, a far square counting as one node in its centre.
  ///
  /// - Parameter out: two vectors per group: along x, along y.
  package func repulsion(of groups: Range<Int>, _ out: inout MutableSpan<SIMD8<Float>>) {
    let (x, y, mass) = (x.span, y.span, mass.span)
    let squares = squares.span
    let reach = Self.opening * Self.opening
    // Keeps a node from pushing itself, and two in one place from dividing by nothing.
    let soft = SIMD8<Float>(repeating: 1e-9)
    for group in groups {
      let first = group * Self.lanes
      var (groupX, groupY) = (SIMD8<Float>(), SIMD8<Float>())
      for lane in 0..<Self.lanes {
        (groupX[lane], groupY[lane]) = (x[first + lane], y[first + lane])
      }
      let (left, right) = (groupX.min(), groupX.max())
      let (bottom, top) = (groupY.min(), groupY.max())
      var (pushX, pushY) = (SIMD8<Float>(), SIMD8<Float>())
      var index = 0
      while index < squares.count {
        let square = squares[index]
        let awayX = max(left - square.x, 0, square.x - right)
        let awayY = max(bottom - square.y, 0, square.y - top)
        // Nobody is far from a square that he is in.
        let isFar =
          square.extent < reach * (awayX * awayX + awayY * awayY)
          && (Int(square.end) <= first || Int(square.start) >= first + Self.lanes)
        if isFar {
          let (dx, dy) = (groupX - square.x, groupY - square.y)
          let push = square.mass / (dx * dx + dy * dy + soft)
          pushX += dx * push
          pushY += dy * push
        } else if square.isLeaf {
          for other in Int(square.start)..<Int(square.end) {
            let (dx, dy) = (groupX - x[other], groupY - y[other])
            let push = mass[other] / (dx * dx + dy * dy + soft)
            pushX += dx * push
            pushY += dy * push
          }
        }
        index = isFar || square.isLeaf ? Int(square.next) : index + 1
      }
      out[2 * (group - groups.lowerBound)] = pushX
      out[2 * (group - groups.lowerBound) + 1] = pushY
    }
  }
}
