internal import GraphvizKit
internal import ModuleKit

/// The first slide of a deck: its title, a line below, and what follows.
struct TitleSlide {
  let title: String
  let subtitle: String
  /// The titles of the slides that follow.
  let contents: [String]
  let caption: String
  let theme: Theme

  private static let row = 27.0

  func figure(_ worker: RenderWorker, _ context: StageContext) throws -> Figure {
    var scene = Scene(theme: theme)
    scene.caption = caption
    try draw(on: &scene, worker)
    var slide = SlideParameters()
    slide.formats = [.png]
    let output = SlideOutput(
      title: title, description: description, slide: slide, context: context)
    let drawn = try output.figure(scene, worker)
    return Figure(
      name: "title", title: title, description: description, caption: caption,
      renderings: drawn.renderings, drawing: drawn.drawing, checks: drawn.checks)
  }

  private var description: String {
    let list = contents.enumerated().map { "\($0 + 1). \($1)" }
    return ([subtitle] + list).filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private func draw(on scene: inout Scene, _ worker: RenderWorker) throws {
    let page = theme.page
    let room = page.right - page.left
    var y = page.height - min(104, 0.2 * page.height)
    scene.background.fill(Rect(page.left, y + 38, page.left + 64, y + 43), theme.community(0))
    let lines = try TextFitting.wrapped(title, size: 40, bold: true, room, most: 3, worker)
    for spec in try TextFitting.fitted(
      lines.map { .init(text: $0, sizes: [40, 34, 28], isBold: true, width: room) }, worker)
    {
      scene.background.text(spec, at: Point(page.left, y), color: theme.ink)
      y -= 47
    }
    let below = try TextFitting.wrapped(subtitle, size: 18, room, most: 2, worker)
    for spec in try TextFitting.fitted(
      below.map { .init(text: $0, sizes: [18, 16], isBold: false, width: room) }, worker)
    where !spec.text.isEmpty {
      scene.background.text(spec, at: Point(page.left, y), color: theme.secondary)
      y -= 25
    }
    try drawContents(from: y - 22, on: &scene, worker)
    let foot = try TextFitting.fitted(
      [.init(text: caption, sizes: [9, 8], isBold: false, width: room - scene.drawLogo())], worker)
    let first = scene.background.texts.count
    scene.background.text(foot[0], at: Point(page.left, 17), color: theme.muted)
    scene.captionTexts = first..<scene.background.texts.count
  }

  private func drawContents(
    from top: Double, on scene: inout Scene, _ worker: RenderWorker
  ) throws {
    let page = theme.page
    let rows = max(1, Int((top - 48) / Self.row) + 1)
    let isWhole = contents.count <= rows
    let shown = Array(contents.prefix(isWhole ? rows : rows - 1))
    let indent = 34.0
    let specs = try TextFitting.fitted(
      shown.map {
        .init(text: $0, sizes: [16, 14], isBold: false, width: page.right - page.left - indent)
      }, worker)
    for (index, spec) in specs.enumerated() {
      let y = top - Double(index) * Self.row
      scene.background.text(
        TextSpec("\(index + 1)", size: 16, bold: true), at: Point(page.left, y),
        color: theme.secondary)
      scene.background.text(spec, at: Point(page.left + indent, y), color: theme.ink)
    }
    if !isWhole {
      scene.background.text(
        TextSpec("and \(contents.count - shown.count) more", size: 16),
        at: Point(page.left + indent, top - Double(shown.count) * Self.row), color: theme.secondary)
    }
  }
}

extension Page {
  /// The page of a picture's size in points: as the diagrams lay it out where it is one of theirs.
  init(of picture: Size) {
    let known = PageFormat.allCases.map(\.page).first {
      abs($0.paper.width - picture.width) < 1 && abs($0.paper.height - picture.height) < 1
    }
    self = known ?? Page(paper: picture, scale: max(0.1, picture.height / 540))
  }
}
