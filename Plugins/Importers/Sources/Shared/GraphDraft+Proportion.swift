internal import ModuleKit

/// Defaults, and attributes that differ from node to node, can make columns out of all proportion
/// to the file that they come from; so can names that many edges refer to by a number.
extension GraphDraft {
  /// What values may cost together. A million nodes with dozens of defaults cost less.
  var mostValues: Int { 5_000_000 + 8 * lines.bytes.count }

  /// What it costs to give a node or an edge a value that stands in the file once.
  static func cost(of value: String) -> Int { 1 + value.utf8.count / 4 }

  /// Refuses columns, most of them empty, that no memory would hold.
  func checkAttributes() throws(Diagnostic) {
    for (attributes, count) in [(nodeAttributes, nodeCount), (edgeAttributes, edgeCount)] {
      let (values, overflows) = attributes.names.count.multipliedReportingOverflow(by: count)
      if overflows || values > mostValues { throw outOfProportion() }
    }
  }

  /// Counts values that a few bytes of the file can make many of.
  mutating func spend(_ cost: Int, times count: Int = 1) throws(Diagnostic) {
    let (total, overflows) = cost.multipliedReportingOverflow(by: count)
    if overflows || total > mostValues - spent { throw outOfProportion() }
    spent += total
  }

  private func outOfProportion() -> Diagnostic {
    Diagnostic(
      "too-many-attributes",
      "attributes and their defaults make more values than a file of \(lines.bytes.count) bytes "
        + "can mean", at: .init(file: lines.file, span: .beginning),
      help: "are names written where values should be?")
  }

  /// Refuses names that nobody gives: each edge goes over those of its ends.
  func checkLength(of name: String, at place: Place) throws(Diagnostic) {
    if name.utf8.count > 4096 {
      throw lines.error(
        "long-id", "the id of this node has \(name.utf8.count) bytes", at: place,
        help: "at most 4096 are taken")
    }
  }
}
