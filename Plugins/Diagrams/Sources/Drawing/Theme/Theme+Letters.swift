internal import GraphvizKit

extension Theme {
  /// The color, darkened or lightened until a text in it can be read on the background.
  func readable(_ color: Color) -> Color {
    for share in [1.0, 0.85, 0.7, 0.55] {
      let mixed = color.tint(share, over: ink)
      if mixed.contrast(with: background) >= ContrastCheck.leastForText { return mixed }
    }
    return ink
  }

  /// Letters on a filled shape: white or black, of which one can always be read.
  func letters(on fill: Color) -> Color { fill.moreReadable(.white, .black) }
}
