internal import ModuleKit

/// What can be said of every slide.
struct SlideParameters: ParameterSet {
  @Param("The title; the study's when not given") var title: String? = nil
  @Param("The line below the title; made from what is drawn when not given")
  var subtitle: String? = nil
  @Param("File formats; png has 1920 x 1080 pixels") var formats: [FigureFormat] = [.svg, .png]
  @Param("Dark letters on white, or light ones on dark") var theme = Appearance.light

  init() {}

  /// - Parameter what: of what the line below the title is made, for its words.
  init(subtitleFrom what: String) {
    _subtitle = Param(
      wrappedValue: nil, "The line below the title; made from \(what) when not given")
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
  var theme: Appearance { slide.theme }
}
