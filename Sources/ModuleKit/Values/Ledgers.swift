/// What became of the rows of several networks.
public enum Ledgers {
  /// The ledgers one behind the other; what several have from a common ancestor is told once.
  ///
  /// Stages write behind what they were given, so that ancestors in common are a common beginning. Equal
  /// entries behind that are of different stages, and stay.
  public static func joined(_ ledgers: [[LedgerEntry]]) -> [LedgerEntry] {
    var result: [LedgerEntry] = []
    for (index, ledger) in ledgers.enumerated() {
      let shared = ledgers[..<index].map { earlier in
        zip(earlier, ledger).prefix { $0 == $1 }.count
      }
      result += ledger.dropFirst(shared.max() ?? 0)
    }
    return result
  }
}
