// Havel 1955; Hakimi, "On realizability of a set of integers as degrees of the vertices of a linear
// graph", SIAM Journal 10, 1962.

internal import ModuleKit

/// Makes a simple network with given degrees, not a random one.
///
/// Whoever has most ties left is tied to those who have most beside them. Complexity: O(n + m).
struct HavelHakimi {
  /// Ties that each person still needs.
  private var left: [Int32]
  /// People by ties left, ascending.
  private var order: [Int32]
  private var place: [Int32]
  /// For each number of ties the first place of those who need as many, or more.
  private var first: [Int]

  /// Both ends of each tie, in turn; nil when no simple network has these degrees.
  static func ends(_ degrees: [Int]) -> [Int32]? {
    guard degrees.allSatisfy({ $0 >= 0 && $0 < degrees.count }),
      degrees.reduce(0, +).isMultiple(of: 2)
    else { return nil }
    var model = HavelHakimi(degrees)
    return model.run()
  }

  private init(_ degrees: [Int]) {
    left = degrees.map(Int32.init)
    order = degrees.indices.sorted { (degrees[$0], $0) < (degrees[$1], $1) }.map(Int32.init)
    place = Array(repeating: 0, count: degrees.count)
    for (index, person) in order.enumerated() { place[Int(person)] = Int32(index) }
    first = Array(repeating: 0, count: (degrees.max() ?? 0) + 2)
    for degree in degrees { first[degree + 1] += 1 }
    for degree in first.indices.dropFirst() { first[degree] += first[degree - 1] }
  }

  private mutating func run() -> [Int32]? {
    var ends: [Int32] = []
    ends.reserveCapacity(left.reduce(0) { $0 + Int($1) })
    for last in order.indices.reversed() {
      let person = order[last]
      let wanted = Int(left[Int(person)])
      if wanted == 0 { break }
      if wanted > last { return nil }
      // Nobody stands behind those who need this many any more.
      for other in Array(order[(last - wanted)..<last]) {
        if left[Int(other)] == 0 { return nil }
        lower(other)
        ends.append(person)
        ends.append(other)
      }
    }
    return ends
  }

  /// Moves a person to the front of those who need as many, who from now on begin behind.
  private mutating func lower(_ person: Int32) {
    let need = Int(left[Int(person)])
    let front = first[need]
    let (from, other) = (Int(place[Int(person)]), order[front])
    order.swapAt(front, from)
    place[Int(person)] = Int32(front)
    place[Int(other)] = Int32(from)
    first[need] = front + 1
    left[Int(person)] -= 1
  }
}
