internal import ModuleKit

/// How large a network is going to be, known before anything is made.
struct PlannedSize {
  /// Whole numbers, as products of parameters are beyond every integer soon.
  let nodes: Double
  /// Ties to be drawn, those that will be merged included.
  let ties: Double
  /// The parameter to point to when that is too large.
  let parameter: String
  /// What the model needs beside the network itself.
  var modelBytes = 0.0

  /// Drawn, sorted and stored, a tie takes 80 bytes at the worst moment, a node a hundred.
  var bytes: Double { 100 * nodes + 80 * ties + modelBytes }

  var complaints: [Complaint] {
    if nodes > Double(Int32.max / 2) {
      return [tooLarge("too-many-nodes", "people", nodes, Int(Int32.max / 2))]
    }
    if ties > Double(EdgeID.max) {
      return [tooLarge("too-many-edges", "ties", ties, Int(EdgeID.max))]
    }
    // To ask the system takes longer than to make a small network.
    if bytes < 0x1p26 { return [] }
    let free = SystemMemory.available
    if !(bytes > Double(free)) { return [] }
    return [
      Complaint(
        "larger-than-memory",
        "\(decimal(nodes)) people and \(decimal(ties.rounded())) ties would take "
          + "\(SystemMemory.text(Int(min(bytes, 0x1p62)))), and \(SystemMemory.text(free)) are free",
        parameter, help: "ask for a smaller network")
    ]
  }

  private func tooLarge(
    _ id: String, _ things: String, _ count: Double, _ most: Int
  ) -> Complaint {
    Complaint(
      id, "\(decimal(count.rounded())) \(things) are more than the \(most) that a network can have",
      parameter)
  }

  /// What is known of the network before it is made.
  func outline(_ manual: Manual, isDirected: Bool) -> Outline {
    var outline = Outline()
    outline.add(manual.writes)
    outline.isDirected = isDirected
    // Where parameters are refused, these may be anything.
    outline.nodeCount = nodes >= 0 ? Int(min(nodes, 0x1p62)) : nil
    outline.edgeCount = ties >= 0 ? Int(min(ties, 0x1p62)) : nil
    return outline
  }
}
