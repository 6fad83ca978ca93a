internal import ModuleKit

/// How far two records agree, in words: what the comparators make of them, whatever it weighs.
package enum PairVerdict {
  /// The level of every comparison of two records.
  ///
  /// - Parameters:
  ///   - a: by field, what the first record says; the same for `b`.
  ///   - region: where telephone numbers without a country are dialled.
  /// - Returns: field and level, given names before family names; nothing for what one of the two does not say.
  package static func levels(
    _ a: [FieldKind: String], _ b: [FieldKind: String], region: String
  ) -> [(field: FieldKind, level: String)] {
    var network = Network(
      graph: Graph(nodeCount: 2, isDirected: false, sources: [], targets: []), ids: ["a", "b"])
    for field in FieldKind.allCases where a[field] != nil || b[field] != nil {
      network.nodes.set(field.rawValue, .texts([a[field], b[field]]))
    }
    let records = PersonRecords(network, .named(like: network.nodes.names))
    return Linkage.comparisons(records, region: region).compactMap { comparison in
      let level = comparison.level(0, 1)
      return level == AgreementPattern.missing
        ? nil : (comparison.field, comparison.levels[Int(level)])
    }
  }
}
