internal import ModuleKit

/// Reads the account of what a plug-in has read.
enum LedgerReader {
  /// Sums of these stay exact.
  private static let counts = 0...(1 << 53)

  static func entries(_ view: JSONView, isInput: Bool) -> [LedgerEntry] {
    view.items().map { item in
      let entry = LedgerEntry(
        source: item["source"].text(), isInput: isInput, unit: item["unit"].text(),
        read: item["read"].integer(counts), kept: item["kept"].integer(counts),
        merged: item["merged"].integer(counts, or: 0),
        dropped: item["dropped"].integer(counts, or: 0),
        rejections: item["rejections"].items(most: .max).map(rejection),
        notes: item["notes"].texts())
      if !entry.isBalanced {
        item.report(
          "does not account for all \(shown(entry.unit)): read \(entry.read), kept \(entry.kept), "
            + "merged \(entry.merged), rejected \(entry.rejected), dropped \(entry.dropped)")
      }
      return entry
    }
  }

  private static func rejection(_ item: JSONView) -> LedgerEntry.Rejection {
    let reason = item["reason"].text()
    if !reason.isEmpty, !PluginComplaint.isCode(reason) {
      item["reason"].report("must be in kebab case, not '\(shown(reason))'")
    }
    return LedgerEntry.Rejection(
      line: item["line"].integer(counts), reason: reason,
      detail: item["detail"].optionalText() ?? "")
  }
}
