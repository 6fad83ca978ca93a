package import GraphvizKit
package import ModuleKit

extension Figure {
  /// Files of a figure in the formats asked for: those its stage has drawn, and others drawn now from the same
  /// scene.
  ///
  /// - Returns: a file for each format; nil where a format is missing and the figure does not tell how it was drawn.
  package func files(
    _ formats: [RenderFormat], cancellation: Cancellation = Cancellation()
  ) throws(RenderFailure) -> [RenderFormat: [UInt8]]? {
    var files: [RenderFormat: [UInt8]] = [:]
    // Outlines are a kind of SVG, and which kind was drawn is not known.
    for format in formats where format != .svgOutlines {
      files[format] = rendering(format.fileExtension)?.bytes
    }
    let missing = formats.filter { files[$0] == nil }
    if missing.isEmpty { return files }
    guard let drawing else { return nil }
    let scene = FinishedScene(
      dot: drawing.dot, names: drawing.names, pictures: drawing.pictures,
      paper: Size(width: drawing.width, height: drawing.height), title: title,
      summary: description)
    let drawn = try RenderWorker().render(
      scene, formats: missing, isCancelled: { cancellation.isCancelled })
    for format in missing { files[format] = drawn[format] }
    return files
  }

  /// The figure on the color that it is meant to lie on, for pages of which nobody knows what lies behind: to be drawn
  /// anew in every format. The figure itself where it has a ground.
  package var onItsGround: Figure {
    guard let drawing, let ground = drawing.ground else { return self }
    return Figure(
      name: name, series: series, title: title, description: description, caption: caption,
      renderings: [],
      drawing: Drawing(
        dot: FinishedScene.dot(drawing.dot, on: ground), names: drawing.names,
        pictures: drawing.pictures, width: drawing.width, height: drawing.height,
        dpi: drawing.dpi),
      checks: checks)
  }

  /// The bitmap as its stage would have drawn it.
  package var bitmap: RenderFormat { .png(dpi: drawing?.dpi ?? 144) }
}
