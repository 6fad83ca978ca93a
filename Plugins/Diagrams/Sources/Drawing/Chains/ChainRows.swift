internal import Foundation
internal import GraphvizKit
internal import ModuleKit

/// Several chains below each other: alternatives from one to another, or chains that share nobody.
struct ChainRows {
  let chains: [Chain]
  let numbers: TieNumbers
  let theme: Theme
  /// At most so many are drawn.
  var most = 7
  /// Where the first row begins, the foot of the slide's head when nil, and where the last must end.
  var top: Double?
  var bottom = 62.0
  /// The most points that a row takes.
  var rowHeight = 112.0
  /// Whether those who stand in several chains are marked.
  var marksShared = true
  /// Whether the first chain is one to go; else it is drawn as one that is only told.
  var isStrong = true

  private var right: Double { theme.page.width - 88 }
  private static let lineHeight = 14.0
  private static let headWidth = 150.0

  var shown: ArraySlice<Chain> { chains.prefix(most) }

  /// In how many of the chains each person stands between the ends.
  private var uses: [String: Int] {
    var uses: [String: Int] = [:]
    for chain in chains {
      for id in Set(chain.people.dropFirst().dropLast().map(\.id)) { uses[id, default: 0] += 1 }
    }
    return uses
  }

  var sentence: String {
    let lengths = chains.map(\.links)
    let (least, most) = (lengths.min() ?? 0, lengths.max() ?? 0)
    let range = least == most ? Noun("links").counted(least) : "\(least) to \(most) links"
    let shared = uses.values.count { $0 > 1 }
    let ending =
      shared == 0
      ? "nobody between stands in two of them"
      : "\(Noun("people").counted(shared)) between stand\(shared == 1 ? "s" : "") in several"
    let hidden = chains.count - shown.count
    let rest = hidden > 0 ? "; the first \(shown.count) are drawn" : ""
    return "\(Noun("chains").counted(chains.count)) of \(range); \(ending)\(rest)"
  }

  var description: String { "\(sentence). \(ways)." }

  var ways: String {
    shown.map { chain in
      "\(chain.name): \(chain.people.map(\.name).joined(separator: " – "))"
    }.joined(separator: "; ")
  }

  // MARK: Plan

  /// Where everything stands, once texts are measured.
  struct Plan {
    fileprivate let heads: [[TextSpec]]
    fileprivate let names: [[TextSpec?]]
    /// Over the ties of the first chain, for each person they lead to.
    fileprivate let evidence: [[TextSpec]]
    fileprivate let left, step, radius: Double
    /// The middle of each row.
    fileprivate let ys: [Double]
    fileprivate let hasNumbers: Bool
    /// Whether what the numbers count stands beside them.
    fileprivate let hasWords: Bool
    /// What the caption must say of the numbers.
    let note: String?
    /// The upper end of the first row.
    let top: Double
  }

  func plan(_ worker: RenderWorker) throws -> Plan {
    let heads = try self.heads(worker)
    let left = 36 + heads.width + 60
    let step = (right - left) / Double(max(1, shown.map(\.links).max() ?? 1))
    let evidence = try evidence(step, worker)
    let lines = evidence.map(\.count).max() ?? 0
    let top = self.top ?? theme.page.height - 100
    let extra = lines == 0 ? 0 : Double(lines) * Self.lineHeight + 2
    let height = min(rowHeight, (top - bottom - extra) / Double(max(1, shown.count)))
    let words = numberWords
    let widest = try worker.measure(words.map { TextSpec($0, size: 12) }).map(\.width).max() ?? 0
    let radius = min(15, height * 0.24, step * 0.4)
    let hasNumbers = step > 60 && !words.isEmpty
    let hasWords = widest <= step - 2 * radius - 8
    // Rows stand on the lower edge where they do not fill their room.
    let used = height * Double(shown.count) + extra
    let start = rowHeight < 112 ? bottom + used : top
    return Plan(
      heads: heads.texts, names: try names(room: step, worker), evidence: evidence, left: left,
      step: step, radius: radius,
      ys: shown.indices.map { start - extra - (Double($0) + 0.42) * height },
      hasNumbers: hasNumbers, hasWords: hasWords,
      note: hasNumbers ? numbers.note(isSaid: hasWords) : nil, top: start)
  }

  private var numberWords: [String] {
    shown.flatMap { $0.weights.dropFirst().filter(\.isFinite).map(numbers.words) }
  }

  /// The chain's name, its length and what is said of it.
  private func heads(_ worker: RenderWorker) throws -> (texts: [[TextSpec]], width: Double) {
    let names = try TextFitting.fitted(
      shown.map {
        .init(text: $0.heading, sizes: [13], isBold: true, width: Self.headWidth)
      }, worker)
    let notes = try TextFitting.fitted(
      shown.map { chain in
        let links = Noun("links").counted(chain.links)
        return .init(
          text: chain.note.isEmpty ? links : "\(links), \(chain.note)", sizes: [12],
          isBold: false, width: Self.headWidth)
      }, worker)
    let widths = try worker.measure(names + notes).map(\.width)
    return (zip(names, notes).map { [$0, $1] }, widths.max() ?? 0)
  }

  /// What the ties of the first chain rest on, in at most three lines each; nothing where ties are
  /// too short for it.
  private func evidence(_ step: Double, _ worker: RenderWorker) throws -> [[TextSpec]] {
    guard let first = shown.first, step >= 110 else { return [] }
    let width = step - 10
    var texts: [[String]] = []
    for text in first.evidence {
      let parts = text.components(separatedBy: ", ")
      let widths = try worker.measure(parts.map { TextSpec($0 + ", ", size: 12) }).map(\.width)
      var lines: [(text: String, width: Double)] = []
      for (part, own) in zip(parts, widths) where !part.isEmpty {
        if let last = lines.last, last.width + own <= width {
          lines[lines.count - 1] = ("\(last.text), \(part)", last.width + own)
        } else {
          lines.append((part, own))
        }
      }
      texts.append(lines.count > 3 ? lines.prefix(2).map(\.text) + ["…"] : lines.map(\.text))
    }
    let fitted = try TextFitting.fitted(
      texts.joined().map { .init(text: $0, sizes: [12], isBold: false, width: width) }, worker)
    var next = 0
    return texts.map { lines in
      defer { next += lines.count }
      return Array(fitted[next..<(next + lines.count)])
    }
  }

  /// Names below the beads, all or none of a row's inner ones; the ends where nothing else fits.
  private func names(room: Double, _ worker: RenderWorker) throws -> [[TextSpec?]] {
    let isWide = room >= 46
    var wishes: [TextFitting.Wish] = []
    for chain in shown {
      for (position, person) in chain.people.enumerated() {
        let isEnd = position == 0 || position == chain.links
        let width = isWide ? max(room - 8, 40) : isEnd ? 84 : 0
        wishes.append(
          .init(text: width > 0 ? person.name : "", sizes: [12], isBold: isEnd, width: width))
      }
    }
    let fitted = try TextFitting.fitted(wishes, worker)
    var next = 0
    return shown.map { chain in
      defer { next += chain.people.count }
      return fitted[next..<(next + chain.people.count)].map { $0.text.isEmpty ? nil : $0 }
    }
  }

  // MARK: Drawing

  func draw(_ plan: Plan, on scene: inout Scene) {
    let uses = marksShared ? uses : [:]
    for (row, chain) in shown.enumerated() {
      let y = plan.ys[row]
      for (line, text) in plan.heads[row].enumerated() {
        scene.background.text(
          text, at: Point(36, y + 8 - Double(line) * 16),
          color: line == 0 ? theme.ink : theme.secondary)
      }
      drawBeads(chain, row, uses, plan, on: &scene)
      if plan.hasNumbers { drawNumbers(chain, row, plan, on: &scene) }
    }
    drawEvidence(plan, on: &scene)
    if uses.values.contains(where: { $0 > 1 }) { drawKey(on: &scene) }
  }

  private func stroke(_ row: Int) -> Stroke {
    if row == 0, !isStrong { return Stroke(theme.bridge, width: 2.2, pattern: .dashed) }
    return row == 0 || marksShared
      ? Stroke(theme.accent, width: 3.2) : Stroke(theme.companion, width: 2)
  }

  private func drawBeads(
    _ chain: Chain, _ row: Int, _ uses: [String: Int], _ plan: Plan, on scene: inout Scene
  ) {
    let y = plan.ys[row]
    let xs = chain.people.indices.map { plan.left + Double($0) * plan.step }
    if let first = xs.first, let last = xs.last, xs.count > 1 {
      scene.background.polyline([Point(first, y), Point(last, y)], stroke: stroke(row))
    }
    for (position, person) in chain.people.enumerated() {
      let isEnd = position == 0 || position == chain.links
      let isShared = !isEnd && (uses[person.id] ?? 0) > 1
      let fill = isEnd ? theme.strong : isShared ? theme.shared : theme.companion
      scene.background.circle(center: Point(xs[position], y), radius: plan.radius, fill: fill)
      if plan.radius >= 10 {
        scene.background.text(
          TextSpec("\(position)", size: 12, bold: true), at: Point(xs[position], y),
          color: theme.letters(on: fill), anchor: .center)
      }
      if let name = plan.names[row][position] {
        scene.background.text(
          name, at: Point(xs[position], y - plan.radius - 11), color: theme.ink, anchor: .center)
      }
    }
  }

  /// The middle of the tie that leads to a person.
  private func middle(_ position: Int, _ plan: Plan) -> Double {
    plan.left + (Double(position) - 0.5) * plan.step
  }

  private func drawNumbers(_ chain: Chain, _ row: Int, _ plan: Plan, on scene: inout Scene) {
    for position in chain.people.indices.dropFirst()
    where chain.weights.indices.contains(position) && chain.weights[position].isFinite {
      let weight = chain.weights[position]
      let text = plan.hasWords ? numbers.words(weight) : numbers.number(weight)
      scene.background.text(
        TextSpec(text, size: 12, bold: !marksShared && row == 0),
        at: Point(middle(position, plan), plan.ys[row] + 11), color: theme.secondary,
        anchor: .center)
    }
  }

  private func drawEvidence(_ plan: Plan, on scene: inout Scene) {
    for (position, lines) in plan.evidence.enumerated() where position > 0 {
      for (line, text) in lines.reversed().enumerated() {
        scene.background.text(
          text,
          at: Point(
            middle(position, plan),
            plan.ys[0] + (plan.hasNumbers ? 27 : 13) + Double(line) * Self.lineHeight),
          color: theme.secondary, anchor: .center)
      }
    }
  }

  private func drawKey(on scene: inout Scene) {
    let y = 40.0
    scene.background.circle(center: Point(42, y), radius: 5.5, fill: theme.shared)
    scene.background.text(
      TextSpec("stands in several chains", size: 12), at: Point(54, y), color: theme.secondary)
  }
}
