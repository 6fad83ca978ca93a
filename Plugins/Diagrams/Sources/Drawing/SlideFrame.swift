internal import GraphvizKit

/// The parts that every slide has: title, subtitle, caption, in their places.
struct SlideFrame {
  let title: String
  let subtitle: String
  let caption: String

  /// Draws the texts, smaller or cut where they are too long for the slide.
  func draw(on scene: inout Scene, _ worker: RenderWorker) throws {
    scene.caption = caption
    let height = scene.size.height
    let width = scene.size.width - 2 * Page.margin
    let titles = try TextFitting.fitted(
      [.init(text: title, sizes: [26, 23, 20, 17], isBold: true, width: width)], worker)
    scene.background.text(
      titles[0], at: Point(Page.margin, height - 37), color: scene.theme.ink)
    let below = try subtitleLines(width, worker)
    for (line, text) in below.enumerated() {
      let y = below.count == 1 ? 64.0 : 60 + Double(line) * 15
      scene.background.text(text, at: Point(Page.margin, height - y), color: scene.theme.secondary)
    }
    let lines = try captionLines(width - scene.drawLogo(), worker)
    let first = scene.background.texts.count
    for (line, text) in lines.enumerated() {
      let y = lines.count == 1 ? 17.0 : 10 + Double(lines.count - 1 - line) * 11
      scene.background.text(text, at: Point(Page.margin, y), color: scene.theme.muted)
    }
    scene.captionTexts = first..<scene.background.texts.count
  }

  /// On a page this narrow, lines that fit a wide slide would often be cut.
  private static let narrow = 800.0

  /// One line; on a narrow page two where one would be cut.
  private func subtitleLines(_ room: Double, _ worker: RenderWorker) throws -> [TextSpec] {
    var lines = [subtitle]
    var sizes = [14.0, 13, 12]
    if room < Self.narrow,
      try worker.measure([TextSpec(subtitle, size: 12)])[0].width > room
    {
      lines = try TextFitting.wrapped(subtitle, size: 12, room, most: 2, worker)
      sizes = [12]
    }
    return try TextFitting.fitted(
      lines.map { .init(text: $0, sizes: sizes, isBold: false, width: room) }, worker)
  }

  /// In one line, or in some of small letters: what a slide is made of should not be cut.
  private func captionLines(_ room: Double, _ worker: RenderWorker) throws -> [TextSpec] {
    let lines = try TextFitting.wrapped(
      caption, size: 8, room, most: room < Self.narrow ? 3 : 2, worker)
    return try TextFitting.fitted(
      lines.map {
        .init(text: $0, sizes: lines.count == 1 ? [9, 8] : [8], isBold: false, width: room)
      }, worker)
  }
}

extension Scene {
  /// Draws the logo of the theme, where it has one, at the right of the foot.
  ///
  /// - Returns: how much of the caption's width it takes.
  mutating func drawLogo() -> Double {
    guard let logo = theme.logo else { return 0 }
    // No higher than the room below the drawing, no wider than a fifth of the page.
    let height = min(22, size.width / 5 / logo.aspect)
    let shown = Size(width: height * logo.aspect, height: height)
    picture(
      logo.png, at: Point(size.width - Page.margin - shown.width / 2, 16), size: shown)
    return shown.width + 16
  }
}
