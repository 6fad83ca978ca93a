import ModuleKit
import Testing

/// Which sentence on methods belongs to which table.
struct MethodTests {
  private func table(_ name: String, _ values: [Double] = [1]) -> Table {
    var rows = Frame(rowCount: values.count)
    rows.set("mean", .numbers(values))
    rows.set("share", .numbers(values))
    return Table(name: name, title: name, rows: rows)
  }

  private func captions(_ network: Network, _ table: String, _ columns: [String] = []) -> [String] {
    network.methods(ofTable: table, columns: columns).map(\.caption)
  }

  @Test func aStageIsCreditedWithTheTablesItWrites() {
    var network = Network()
    var before = network
    network.set(table("first"))
    network.methods.append(MethodNote(.measure("a"), "A.", caption: "by a"))
    network.creditTables(since: before)
    before = network
    network.set(table("second"))
    network.methods.append(MethodNote(.preparation, "B.", caption: "filtered"))
    network.methods.append(MethodNote(.measure("c"), "C.", caption: "by c"))
    network.creditTables(since: before)
    #expect(captions(network, "first") == ["by a"])
    #expect(captions(network, "second") == ["by c"])
    #expect(captions(network, "third") == [])
  }

  /// Another stage may write a table of the same name: what made the one before made it no more.
  @Test func aTableThatIsReplacedIsOfTheNewMethod() {
    var network = Network()
    network.set(table("t"))
    network.methods.append(MethodNote(.measure("a"), "A.", caption: "by a"))
    network.creditTables(since: Network())
    let before = network
    network.set(table("t", [2, 3]))
    network.methods.append(MethodNote(.measure("b"), "B.", caption: "by b"))
    network.creditTables(since: before)
    #expect(captions(network, "t") == ["by b"])
    let after = network
    network.creditTables(since: after)
    #expect(network.methods == after.methods)
  }

  @Test func whatIsSaidOfAColumnCountsWhereTheColumnIsShown() {
    var network = Network()
    network.set(table("t"))
    network.set(table("u"))
    network.methods = [
      MethodNote(.measure("mean"), "M.", caption: "of the mean"),
      MethodNote(.measure("whole"), "W.", caption: "of all"),
      MethodNote(.measure("share"), "S.", caption: "of the share", tables: ["t"]),
    ]
    network.creditTables(since: Network())
    #expect(captions(network, "t", ["mean"]) == ["of the mean", "of all"])
    #expect(captions(network, "t", ["share"]) == ["of all", "of the share"])
    #expect(captions(network, "u", ["share"]) == ["of all"])
  }
}
