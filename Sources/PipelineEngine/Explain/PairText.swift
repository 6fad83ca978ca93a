internal import ModuleKit

/// What each comparison of two records adds, as a waterfall of characters.
struct PairText {
  let pair: PairWeights
  /// Of the two records, in the order in which they were asked for.
  let people: (a: String, b: String)

  private struct Line {
    let name, level: String
    let weight: String
    let total: String
    let bar: String
  }

  var text: String {
    let records = [pair.recordA, pair.recordB].map(TerminalText.shown)
    return """
      Are these one person?
        \(records[0])
        \(records[1])

      \(table)
      \(verdict)
      \(missing)
      """
  }

  private var table: String {
    let lines = lines
    let names = lines.map { TerminalText.width($0.name) }.max() ?? 0
    let levels = lines.map { TerminalText.width($0.level) }.max() ?? 0
    func row(_ name: String, _ level: String, _ weight: String, _ total: String, _ bar: String)
      -> String
    {
      let text =
        "  " + WeightText.left(name, names) + "  " + WeightText.left(level, levels)
        + WeightText.right(weight, 9) + WeightText.right(total, 9)
      return (bar.isEmpty ? text : text + "  " + bar) + "\n"
    }
    return row("", "", "weight", "total", "")
      + lines.map { row($0.name, $0.level, $0.weight, $0.total, $0.bar) }.joined()
  }

  private var lines: [Line] {
    let totals = pair.totals
    let bars = TextBars(totals)
    func line(_ name: String, _ level: String, from start: Double, to end: Double, _ weight: Double)
      -> Line
    {
      Line(
        name: name, level: level, weight: WeightText.signed(weight), total: WeightText.signed(end),
        bar: bars.bar(from: start, to: end))
    }
    var lines = [line("prior", "any two records", from: 0, to: pair.prior, pair.prior)]
    for (index, step) in pair.steps.enumerated() {
      lines.append(
        line(
          WeightText.words(step.name), cut(step.level), from: totals[index],
          to: totals[index + 1], step.weight))
    }
    lines.append(
      Line(
        name: "total", level: "", weight: "", total: WeightText.signed(pair.weight),
        bar: bars.bar(from: 0, to: pair.weight)))
    return lines
  }

  /// Levels are a few words; a table that somebody has edited may hold more.
  private func cut(_ level: String) -> String {
    let text = TerminalText.shown(level).replacing("\t", with: " ")
    return text.count <= 44 ? text : text.prefix(43) + "…"
  }

  private var verdict: String {
    let probability = "The probability is \(WeightText.probability(pair.probability))."
    let (a, b) = (TerminalText.shown(people.a), TerminalText.shown(people.b))
    return people.a == people.b
      ? "\(probability) They were linked: both are records of '\(a)'."
      : "\(probability) They were not linked: they are records of '\(a)' and of '\(b)'."
  }

  private var missing: String {
    let names = pair.missing.map(WeightText.words).joined(separator: ", ")
    return
      (names.isEmpty ? "" : "No value in one of them or in both, so it says nothing: \(names).\n")
      + "Weights are log2 of odds; + speaks for one person, − for two.\n"
  }
}

/// Two records that the table of pairs does not list.
struct UnlistedPairText {
  let a, b: String
  let people: (a: String, b: String)
  /// Of the person, when it is one.
  let links: PersonLinks?

  var text: String {
    let (a, b) = (TerminalText.shown(self.a), TerminalText.shown(self.b))
    return """
      '\(a)' and '\(b)' are not listed as a pair.

      Either they share no blocking key and were not compared, or their probability is below \
      'review_from'.
      The next run lists them when the stage is told 'explain: [[\(quoted(a)), \(quoted(b))]]'.

      \(verdict)
      """
  }

  private func quoted(_ id: String) -> String {
    "\"" + id.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private var verdict: String {
    let (personA, personB) = (TerminalText.shown(people.a), TerminalText.shown(people.b))
    guard let links else { return "They are records of '\(personA)' and of '\(personB)'.\n" }
    let start = "Both are records of '\(personA)' all the same"
    guard let from = links.members.firstIndex(of: a), let to = links.members.firstIndex(of: b),
      let way = links.way(from: from, to: to)
    else {
      return "\(start), and no listed pairs lead from one to the other: the study says so "
        + "('same').\n"
    }
    return "\(start), by way of others:\n\n" + PersonText(person: people.a, links: links).table(way)
  }
}
