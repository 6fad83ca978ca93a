internal import GraphvizKit
package import ModuleKit

extension Figure {
  /// Files of a figure in the formats asked for: those its stage has drawn, and others drawn now from the same
  /// scene.
  ///
  /// - Returns: a file for each format; nil where a format is missing and the figure does not tell how it was drawn.
  package func files(
    _ formats: [FigureFormat], cancellation: Cancellation = Cancellation()
  ) throws -> [FigureFormat: [UInt8]]? {
    var files: [FigureFormat: [UInt8]] = [:]
    for format in formats { files[format] = rendering(format.rawValue)?.bytes }
    let missing = formats.filter { files[$0] == nil }
    if missing.isEmpty { return files }
    guard let drawing else { return nil }
    let scene = FinishedScene(
      dot: drawing.dot, names: drawing.names,
      paper: Size(width: drawing.width, height: drawing.height), title: title,
      summary: description)
    func wanted(_ format: FigureFormat) -> RenderFormat {
      switch format {
      case .svg: .svg
      case .png: .png(dpi: drawing.dpi)
      case .pdf: .pdf
      }
    }
    let drawn = try RenderWorker().render(
      scene, formats: missing.map(wanted), isCancelled: { cancellation.isCancelled })
    for format in missing { files[format] = drawn[wanted(format)] }
    return files
  }
}
