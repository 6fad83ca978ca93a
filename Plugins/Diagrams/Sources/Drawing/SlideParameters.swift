internal import GraphvizKit
public import ModuleKit

/// What can be said of every slide.
struct SlideParameters: ParameterSet {
  @Param("The title; the study's when not given") var title: String? = nil
  @Param("The line below the title; made from what is drawn when not given")
  var subtitle: String? = nil
  @Param("File formats; png has 1920 x 1080 pixels on a wide slide, or as dpi says")
  var formats: [FigureFormat] = [.svg, .png]
  @Param(
    "Dark letters on white, light ones on dark, shapes and greys for printing, or a theme of your own"
  )
  var theme = ThemeChoice()
  @Param("The page: a slide, a sheet of A4 to be read at hand, or a poster of A1")
  var page = PageFormat.wide
  @Param("Pixels of png to an inch; at most 16384 a side and 100 million in all", in: 36...2400)
  var dpi = 144

  @Param("Paint nothing behind the drawing, so that it lies on what is there")
  var transparent = false
  @Param("Draw letters of svg as outlines: they look the same without the typeface") var outlines =
    false

  @Param(
    "What happens when the finished figure is not fit to be shown: texts overlap, are small or pale"
  )
  var checks = FigureChecking.warn

  init() {}

  /// - Parameter what: of what the line below the title is made, for its words.
  init(subtitleFrom what: String) {
    _subtitle = Param(
      wrappedValue: nil, "The line below the title; made from \(what) when not given")
  }
}

/// The sheet that a slide fills.
public enum PageFormat: String, ParameterChoice {
  case wide = "16:9"
  case standard = "4:3"
  case square, a4
  case a4Portrait = "a4_portrait"
  case poster

  var page: Page {
    switch self {
    case .wide: .wide
    case .standard: .standard
    case .square: .square
    case .a4: .a4
    case .a4Portrait: .a4Portrait
    case .poster: .poster
    }
  }
}

/// Parameters of a diagram, those of its slide among them.
protocol OfSlide: ParameterSet {
  var slide: SlideParameters { get }
}

extension OfSlide {
  var title: String? { slide.title }
  var subtitle: String? { slide.subtitle }
  var formats: [FigureFormat] { slide.formats }
  var theme: SlideLook { slide.look }
}

/// How a slide looks, from all parameters that say so.
struct SlideLook {
  let theme: Theme
}

extension SlideParameters {
  /// What is wrong before anything is drawn.
  func check(_ check: CheckContext) {
    FigureFormat.check(formats, check)
    let page = look.theme.page
    if formats.contains(.png), !page.fitsBitmap {
      check.report("too-many-pixels", page.complaint, parameter: "dpi", help: Page.bitmapHelp)
    }
  }

  var look: SlideLook {
    var theme = theme.theme
    theme.page = page.page
    theme.page.dpi = dpi
    theme.isTransparent = transparent
    theme.hasOutlinedText = outlines
    return SlideLook(theme: theme)
  }
}

/// What follows when a finished figure fails its checks.
public enum FigureChecking: String, ParameterChoice {
  case warn, fail, off
}
