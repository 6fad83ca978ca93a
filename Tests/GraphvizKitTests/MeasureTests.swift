import GraphvizKit
import Testing

extension WithProcesses {
  @Suite struct Measuring {
    @Test func longerTextsAreWider() throws {
      let texts = (1...30).map { TextSpec(String(repeating: "a", count: $0), size: 12) }
      let widths = try WithProcesses.worker.measure(texts).map(\.width)
      #expect(widths.count == 30)
      #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 < $1 })
      // An "a" is between 0.4 and 0.8 of the font size wide in every common typeface.
      #expect((30 * 12 * 0.4...30 * 12 * 0.8).contains(widths[29]))
    }

    @Test func largerAndBolderTextsAreWider() throws {
      let sizes = [9.0, 10.5, 12, 14, 17, 26].map { TextSpec("Valjean & Javert", size: $0) }
      let widths = try WithProcesses.worker.measure(sizes).map(\.width)
      #expect(zip(widths, widths.dropFirst()).allSatisfy { $0 < $1 })
      let text = "Mme Thénardier and Mlle Gillenormand"
      let pair = try WithProcesses.worker.measure([
        TextSpec(text, size: 12), TextSpec(text, size: 12, bold: true),
      ])
      #expect(pair[0].width < pair[1].width)
      #expect(pair[0].height == pair[1].height)
    }

    @Test func markupIsMeasuredAsText() throws {
      let sizes = try WithProcesses.worker.measure(
        ["<b>", "b", #"\N"#, "N", "&lt;", "<", "a\nb", "a"].map { TextSpec($0, size: 20) })
      for index in [0, 2, 4] { #expect(sizes[index].width > sizes[index + 1].width) }
      #expect(sizes[6].height == 2 * sizes[7].height)
    }

    @Test func nothingHasNoSize() throws {
      #expect(try WithProcesses.worker.measure([]) == [])
      let sizes = try WithProcesses.worker.measure([TextSpec("", size: 9), TextSpec("x", size: 9)])
      #expect(sizes[0] == Size(width: 0, height: 0))
      #expect(sizes[1].width > 0)
    }

    @Test func hostileTextsAreMeasured() throws {
      var dice = Dice(state: 19)
      let texts = Nasty.names + (0..<100).map { _ in Nasty.text(&dice) }
      let sizes = try WithProcesses.worker.measure(
        texts.map { TextSpec($0, size: 12, bold: $0.count % 2 == 0) })
      #expect(sizes.allSatisfy { $0.width > 0 && $0.height > 0 })
    }

    @Test func sizesMustBePositive() {
      #expect(throws: RenderFailure.self) {
        try WithProcesses.worker.measure([TextSpec("a", size: 0)])
      }
    }
  }
}
