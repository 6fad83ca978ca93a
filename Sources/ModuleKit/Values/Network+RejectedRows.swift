extension Network {
  /// The list of rows that were not taken, as the table `rejected_rows`.
  public mutating func setRejectedRows() {
    let all = ledger.flatMap { entry in entry.rejections.map { (entry.source, $0) } }
    var rows = Frame(rowCount: all.count)
    rows.set("source", .texts(all.map { Optional($0.0) }))
    rows.set("line", .integers(all.map(\.1.line)))
    rows.set("reason", .texts(all.map { Optional($0.1.reason) }))
    rows.set("detail", .texts(all.map { Optional($0.1.detail) }))
    set(
      Table(
        name: "rejected_rows", title: "Rows that were not taken",
        note: "one row per rejected row; lines count from 1", rows: rows))
  }
}
