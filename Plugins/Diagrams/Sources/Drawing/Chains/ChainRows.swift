internal import GraphvizKit
internal import ModuleKit

/// Several chains below each other: alternatives from one to another, or chains that share nobody.
struct ChainRows {
  let chains: [Chain]
  let unit: String?
  let theme: Theme

  private static let most = 7
  private static let (top, bottom) = (440.0, 62.0)
  private static let right = 872.0

  var shown: ArraySlice<Chain> { chains.prefix(Self.most) }

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

  var description: String {
    let parts = shown.map { chain in
      "\(chain.name): \(chain.people.map(\.name).joined(separator: " – "))"
    }
    return "\(sentence). \(parts.joined(separator: "; "))."
  }

  func draw(on scene: inout Scene, _ worker: RenderWorker) throws {
    let height = min(112, (Self.top - Self.bottom) / Double(max(1, shown.count)))
    let notes = try heads(worker)
    let left = 36 + notes.width + 60
    let longest = shown.map(\.links).max() ?? 1
    let step = (Self.right - left) / Double(max(1, longest))
    let radius = min(15, height * 0.24, step * 0.4)
    let uses = uses
    let names = try self.names(room: step, worker)
    for (row, chain) in shown.enumerated() {
      let y = Self.top - (Double(row) + 0.42) * height
      for (line, text) in notes.texts[row].enumerated() {
        let middle = notes.texts[row].count > 1 ? 8.0 : 0
        scene.background.text(
          text, at: Point(36, y + middle - Double(line) * 16),
          color: line == 0 ? theme.ink : theme.secondary)
      }
      guard chain.people.count > 0 else { continue }
      let xs = chain.people.indices.map { left + Double($0) * step }
      if xs.count > 1 {
        scene.background.polyline(
          [Point(xs[0], y), Point(xs[xs.count - 1], y)],
          stroke: Stroke(theme.accent, width: 3.2))
      }
      for (position, person) in chain.people.enumerated() {
        let isEnd = position == 0 || position == chain.links
        let isShared = !isEnd && (uses[person.id] ?? 0) > 1
        let fill = isEnd ? theme.palette[0] : isShared ? theme.palette[1] : theme.palette[4]
        scene.background.circle(center: Point(xs[position], y), radius: radius, fill: fill)
        if radius >= 10 {
          scene.background.text(
            TextSpec("\(position)", size: 12, bold: true), at: Point(xs[position], y),
            color: fill.moreReadable(theme.background, theme.ink), anchor: .center)
        }
        if let name = names[row][position] {
          scene.background.text(
            name, at: Point(xs[position], y - radius - 11), color: theme.ink, anchor: .center)
        }
      }
      try drawWeights(chain, xs, y + 11, step, on: &scene, worker)
    }
    if uses.values.contains(where: { $0 > 1 }) { drawKey(on: &scene) }
  }

  /// The chain's name, its length and what is said of it.
  private func heads(_ worker: RenderWorker) throws -> (texts: [[TextSpec]], width: Double) {
    let names = try TextFitting.fitted(
      shown.map { chain in
        // A number alone says nothing.
        let isNumber = chain.name.allSatisfy(\.isNumber)
        return .init(
          text: isNumber ? "Chain \(chain.name)" : chain.name, sizes: [13], isBold: true, width: 130
        )
      }, worker)
    let notes = try TextFitting.fitted(
      shown.map { chain in
        let links = Noun("links").counted(chain.links)
        return .init(
          text: chain.note.isEmpty ? links : "\(links), \(chain.note)", sizes: [12],
          isBold: false, width: 130)
      }, worker)
    let widths = try worker.measure(names + notes).map(\.width)
    return (zip(names, notes).map { [$0, $1] }, widths.max() ?? 0)
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

  private func drawWeights(
    _ chain: Chain, _ xs: [Double], _ y: Double, _ step: Double, on scene: inout Scene,
    _ worker: RenderWorker
  ) throws {
    guard step > 60, chain.weights.count == xs.count else { return }
    for position in xs.indices.dropFirst() where chain.weights[position].isFinite {
      let weight = chain.weights[position]
      let noun = unit.map { " " + (weight == 1 ? Noun($0).singular : $0) } ?? ""
      let text = NumberText.shown(weight) + (step > 110 ? noun : "")
      scene.background.text(
        TextSpec(text, size: 12), at: Point(xs[position] - step / 2, y), color: theme.secondary,
        anchor: .center)
    }
  }

  private func drawKey(on scene: inout Scene) {
    let y = 40.0
    scene.background.circle(center: Point(42, y), radius: 5.5, fill: theme.palette[1])
    scene.background.text(
      TextSpec("stands in several chains", size: 12), at: Point(54, y), color: theme.secondary)
  }
}
