internal import GraphvizKit
internal import ModuleKit

/// The words around a drawing.
struct SlideWords {
  let title: String
  let subtitle: String
  let caption: String
  /// What is to be seen, for those who cannot see it.
  let description: String
}

extension OfSlide {
  /// A finished slide: its words, and what `draw` puts between them.
  func figure(
    _ words: SlideWords, _ context: StageContext,
    draw: (inout Scene, RenderWorker) throws -> Void
  ) throws -> Figure {
    try SlideOutput.reportingFailures(context) {
      let worker = RenderWorker(theme: theme.theme)
      var scene = Scene(theme: theme.theme)
      try SlideFrame(title: words.title, subtitle: words.subtitle, caption: words.caption)
        .draw(on: &scene, worker)
      try draw(&scene, worker)
      let output = SlideOutput(
        title: words.title, description: words.description, slide: slide, context: context)
      return try output.figure(scene, worker)
    }
  }
}
