internal import GraphvizKit

/// Makes texts fit a width: by a smaller size, then by an ellipsis.
enum TextFitting {
  struct Wish {
    let text: String
    /// Points, largest first.
    let sizes: [Double]
    let isBold: Bool
    let width: Double
  }

  static func fitted(_ wishes: [Wish], _ worker: RenderWorker) throws -> [TextSpec] {
    let smallest = wishes.map { TextSpec($0.text, size: $0.sizes.last ?? 10, bold: $0.isBold) }
    let widths = try worker.measure(smallest).map(\.width)
    var specs = zip(wishes, widths).map { wish, width in
      let last = wish.sizes.last ?? 10
      // Widths grow in proportion to the size.
      let size = wish.sizes.first { width * $0 / last <= wish.width } ?? last
      return TextSpec(wish.text, size: size, bold: wish.isBold)
    }
    let long = wishes.indices.filter {
      widths[$0] * specs[$0].size / (wishes[$0].sizes.last ?? 10) > wishes[$0].width
    }
    try shorten(long, of: wishes, &specs, widths, worker)
    return specs
  }

  /// Broken between words; what does not fit the lines stays in the last.
  static func wrapped(
    _ text: String, size: Double, bold: Bool = false, _ room: Double, most: Int,
    _ worker: RenderWorker
  ) throws -> [String] {
    let whole = try worker.measure([TextSpec(text, size: size, bold: bold)])[0].width
    if whole <= room { return [text] }
    let words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let widths = try worker.measure(words.map { TextSpec($0 + " ", size: size, bold: bold) }).map(
      \.width)
    var lines: [ArraySlice<String>] = []
    var rest = words[...]
    while lines.count < most - 1 {
      var width = 0.0
      let count = rest.indices.prefix { index in
        width += widths[index]
        return width <= room
      }.count
      // One word longer than the slide stays one line, and is cut.
      if count == 0 || count == rest.count { break }
      lines.append(rest.prefix(count))
      rest = rest.dropFirst(count)
    }
    return (lines + [rest]).map { $0.joined(separator: " ") }
  }

  /// Cuts texts, measures them, and cuts again those that are still too long.
  private static func shorten(
    _ long: [Int], of wishes: [Wish], _ specs: inout [TextSpec], _ widths: [Double],
    _ worker: RenderWorker
  ) throws {
    var rooms = long.map { index in
      max(2, Int(Double(wishes[index].text.count) * wishes[index].width / widths[index]))
    }
    for _ in 0..<6 {
      let texts = Shortening.shortened(long.map { wishes[$0].text }, rooms)
      for (position, index) in long.enumerated() { specs[index].text = texts[position] }
      let extents = try worker.measure(long.map { specs[$0] }).map(\.width)
      var isDone = true
      for (position, index) in long.enumerated()
      where extents[position] > wishes[index].width && rooms[position] > 2 {
        rooms[position] -= max(
          1, Int(Double(rooms[position]) * (1 - wishes[index].width / extents[position])))
        isDone = false
      }
      if isDone { return }
    }
  }
}

/// Cuts texts to a number of characters so that they stay different where they are.
package enum Shortening {
  /// - Parameter rooms: the characters that each may keep, the ellipsis included.
  package static func shortened(_ texts: [String], _ rooms: [Int]) -> [String] {
    zip(texts, rooms).map { text, room in
      let result = cut(text, room)
      if result == text { return result }
      let stem = result.dropLast()
      let alike = texts.filter { $0 != text && $0.hasPrefix(stem) }
      // Nobody else begins like this: the beginning is enough.
      if alike.isEmpty { return result }
      return cutInTheMiddle(text, room, sharedWords([text] + alike))
    }
  }

  private static func cut(_ text: String, _ room: Int) -> String {
    text.count <= room ? text : trimmed(text.prefix(max(1, room - 1))) + "…"
  }

  /// The beginning, then what tells the text from others: "Person n…39".
  private static func cutInTheMiddle(_ text: String, _ room: Int, _ shared: Int) -> String {
    if text.count <= room { return text }
    let tail = text.dropFirst(shared)
    let left = room - tail.count - 1
    if left >= 4 { return trimmed(text.prefix(left)) + "…" + tail }
    return "…" + cut(String(tail), max(2, room - 1))
  }

  /// Characters of the words that all texts begin with.
  private static func sharedWords(_ texts: [String]) -> Int {
    let characters = texts.map(Array.init)
    guard let first = characters.first else { return 0 }
    let shared = first.indices.prefix { index in
      characters.allSatisfy { index < $0.count && $0[index] == first[index] }
    }.count
    let space = first.prefix(shared).lastIndex(of: " ")
    return space.map { $0 + 1 } ?? shared
  }

  private static func trimmed(_ text: Substring) -> String {
    var result = text
    while result.last == " " { result.removeLast() }
    return String(result)
  }
}
