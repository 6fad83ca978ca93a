internal import ModuleKit

/// Different combinations of values, and who has which.
struct Profiles: Sendable {
  /// How many values a profile has.
  let width: Int
  /// The values of one profile after the other; NaN is a missing one.
  let values: [Double]
  /// The profile of each person, by rank.
  let ofPeople: [Int32]

  /// - Parameter columns: one value per node each.
  init(_ columns: [[Double]], of nodes: [NodeID]) {
    var ofNodes = [Int32](repeating: 0, count: nodes.count)
    for column in columns { Self.split(&ofNodes, by: column) }
    var ofPeople = [Int32](repeating: 0, count: nodes.count)
    // Numbered anew in the order of people, so that the profiles of those whom many know lie together.
    var numbers = [Int32](repeating: -1, count: nodes.count)
    var values: [Double] = []
    var count: Int32 = 0
    for (person, node) in nodes.enumerated() {
      let profile = Int(ofNodes[Int(node)])
      if numbers[profile] < 0 {
        numbers[profile] = count
        count += 1
        for column in columns { values.append(column[Int(node)]) }
      }
      ofPeople[person] = numbers[profile]
    }
    (width, self.values, self.ofPeople) = (columns.count, values, ofPeople)
  }

  func value(_ index: Int, of person: NodeID) -> Double {
    values[Int(ofPeople[Int(person)]) * width + index]
  }

  private struct Combination: Hashable {
    let profile: Int32
    let value: UInt64
  }

  /// Divides the profiles so far by one more value; all missing ones are alike.
  private static func split(_ profiles: inout [Int32], by column: [Double]) {
    var known: [Combination: Int32] = [:]
    for node in profiles.indices {
      let value = column[node]
      let bits = (value.isNaN ? Double.nan : value == 0 ? 0 : value).bitPattern
      let combination = Combination(profile: profiles[node], value: bits)
      let next = Int32(known.count)
      profiles[node] = known[combination] ?? next
      if profiles[node] == next { known[combination] = next }
    }
  }
}
