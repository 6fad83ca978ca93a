internal import ModuleKit

extension LedgerEntry {
  /// The entry without the details of rejections, which quote what was rejected, and without notes.
  var withoutNames: LedgerEntry {
    var entry = self
    entry.rejections = rejections.map { Rejection(line: $0.line, reason: $0.reason, detail: "") }
    entry.notes = []
    return entry
  }
}
