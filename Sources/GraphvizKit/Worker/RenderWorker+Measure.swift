extension RenderWorker {
  /// Widths and heights in points, measured by the code that draws.
  ///
  /// The height is that of the line, not of the letters; newlines start new lines.
  public func measure(
    _ texts: [TextSpec], isCancelled: () -> Bool = { false }
  ) throws(RenderFailure) -> [Size] {
    if texts.isEmpty { return [] }
    var dot = """
      graph {
      graph [notranslate=true];
      node [\(LabelNode.attributes) pos="0,0" fontname="\(families)"];

      """
    for (index, spec) in texts.enumerated() {
      guard let size = DOTText.number(spec.size), spec.size > 0 else {
        throw .invalidScene(reason: "a font size is not a positive number")
      }
      let label = DOTText.htmlLabel(spec.text, bold: spec.bold)
      dot += "m\(index) [fontsize=\(size) label=\(label)];\n"
    }
    let rendering = try render(dot: dot + "}\n", formats: [.sizes], isCancelled: isCancelled)
    let sizes = String(decoding: rendering[.sizes], as: UTF8.self).split(separator: "\n")
      .compactMap { line -> Size? in
        let numbers = line.split(separator: " ").compactMap { Double($0) }
          // Graphviz keeps inches: 7 points come back as 6.999999999999999.
          .map { ($0 * 1000).rounded() / 1000 }
        return numbers.count == 2 ? Size(width: numbers[0], height: numbers[1]) : nil
      }
    guard sizes.count == texts.count else {
      throw .garbledAnswer(
        reason: "\(sizes.count) sizes for \(texts.count) texts", messages: "")
    }
    // Graphviz gives a node without text a size all the same.
    return zip(texts, sizes).map { $0.text.isEmpty ? Size(width: 0, height: 0) : $1 }
  }
}
