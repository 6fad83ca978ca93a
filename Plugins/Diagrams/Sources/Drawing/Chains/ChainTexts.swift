internal import ModuleKit

/// What the slide of one chain says.
struct ChainTexts {
  let chain: Chain
  /// The two people in question when there is no chain between them, as far as they are known.
  let apart: [Chain.Person]
  let network: Network
  /// The name of the table that lists the chain.
  let table: String

  var sentence: String {
    guard chain.people.count > 1 else {
      if chain.people.isEmpty { return "\(pair) are not connected" }
      return "The chain begins and ends with \(chain.people[0].name)"
    }
    let between = chain.links - 1
    let length =
      "\(Noun("links").counted(chain.links)), \(Noun("people").counted(between)) between"
    let size = "Network of \(Noun("people").counted(network.graph.nodeCount))"
    return "\(length)\(rivals). \(([size] + comparison).joined(separator: ", "))"
  }

  /// How many chains are as short, where a stage has counted them.
  private var rivals: String {
    guard let count = value("equally_short_chains", in: table + "_summary"), count >= 1 else {
      return ""
    }
    return count == 1
      ? "; no other chain is as short" : "; one of \(NumberText.shown(count)) chains as short"
  }

  /// How far apart two people are on average, where a stage has told.
  private var comparison: [String] {
    guard let mean = value("mean_links", in: "chain_lengths"), mean.isFinite else { return [] }
    return ["mean distance \(NumberText.shown(mean)) links"]
  }

  private func value(_ measure: String, in table: String) -> Double? {
    guard let rows = network.table(table)?.rows, let names = rows["measure"],
      let values = rows["value"],
      let row = (0..<rows.rowCount).first(where: { names.text(at: $0) == measure })
    else { return nil }
    return values.number(at: row)
  }

  private var pair: String {
    apart.count == 2 ? apart.map(\.name).joined(separator: " and ") : "The two people"
  }

  var description: String {
    let names = chain.people.map(\.name)
    return names.isEmpty ? "\(sentence)." : "\(sentence): \(names.joined(separator: " – "))."
  }
}
