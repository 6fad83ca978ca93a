// ECMA-376, Office Open XML file formats, parts 1 (PresentationML) and 2 (packages); Microsoft [MS-ODRAWXML], 2.3
// (svgBlip).

internal import Foundation
package import GraphvizKit

/// A presentation in Office Open XML: a picture on each slide, its title for readers who cannot see it, and what the
/// speaker says below.
package struct Presentation {
  package struct Slide {
    package let title: String
    /// What is to be seen, in words.
    package let description: String
    /// One paragraph each.
    package let notes: [String]
    package let png: [UInt8]
    /// The same picture for programs that show vectors.
    package let svg: [UInt8]?
    /// Of the picture, in points.
    package let size: Size
    package init(
      title: String, description: String, notes: [String], png: [UInt8], svg: [UInt8]?,
      size: Size
    ) {
      (self.title, self.description, self.notes) = (title, description, notes)
      (self.png, self.svg, self.size) = (png, svg, size)
    }
  }

  package let title: String
  package let subject: String
  /// Of all slides, in points.
  package let size: Size
  /// Its ground lies behind pictures that do not fill the slide; its colors and typeface are those of slides added later.
  package let theme: Theme
  package let slides: [Slide]

  package init(title: String, subject: String, size: Size, theme: Theme, slides: [Slide]) {
    (self.title, self.subject, self.size) = (title, subject, size)
    (self.theme, self.slides) = (theme, slides)
  }

  /// The parts of the package, the list of their types first.
  package var parts: [ZipArchive.File] {
    let template = PresentationTemplate(size: size, look: theme)
    var parts = template.parts
    parts += [
      part("docProps/core.xml", coreProperties), part("docProps/app.xml", appProperties),
      part("ppt/presentation.xml", presentation),
      part("ppt/_rels/presentation.xml.rels", presentationRelationships),
    ]
    for (index, slide) in slides.enumerated() { parts += self.parts(of: slide, index + 1) }
    parts.insert(part("_rels/.rels", packageRelationships), at: 0)
    parts.insert(part("[Content_Types].xml", Self.contentTypes(parts.map(\.name))), at: 0)
    return parts
  }

  private func part(_ name: String, _ xml: String) -> ZipArchive.File {
    ZipArchive.File(name, OfficeXML.declaration + xml)
  }

  // MARK: The package

  private static func contentTypes(_ names: [String]) -> String {
    let office = "application/vnd.openxmlformats-officedocument."
    let types: [(prefix: String, type: String)] = [
      ("ppt/presentation.xml", office + "presentationml.presentation.main+xml"),
      ("ppt/slideMasters/slide", office + "presentationml.slideMaster+xml"),
      ("ppt/slideLayouts/slide", office + "presentationml.slideLayout+xml"),
      ("ppt/notesMasters/notes", office + "presentationml.notesMaster+xml"),
      ("ppt/slides/slide", office + "presentationml.slide+xml"),
      ("ppt/notesSlides/notes", office + "presentationml.notesSlide+xml"),
      ("ppt/theme/theme", office + "theme+xml"),
      ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
      ("docProps/app.xml", office + "extended-properties+xml"),
    ]
    let overrides = names.compactMap { name in
      types.first { name.hasPrefix($0.prefix) && name.hasSuffix(".xml") }.map {
        "<Override PartName=\"/\(name)\" ContentType=\"\($0.type)\"/>"
      }
    }
    return """
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">\
      <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Default Extension="xml" ContentType="application/xml"/>\
      <Default Extension="png" ContentType="image/png"/>\
      <Default Extension="svg" ContentType="image/svg+xml"/>\
      \(overrides.joined())</Types>
      """
  }

  private var packageRelationships: String {
    OfficeXML.relationships([
      ("officeDocument", "ppt/presentation.xml"), ("extended-properties", "docProps/app.xml"),
      ("core-properties", "docProps/core.xml"),
    ])
  }

  private var coreProperties: String {
    """
    <cp:coreProperties \
    xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
    xmlns:dc="http://purl.org/dc/elements/1.1/">\
    <dc:title>\(XMLText.escaped(title))</dc:title>\
    <dc:subject>\(XMLText.escaped(subject))</dc:subject></cp:coreProperties>
    """
  }

  private var appProperties: String {
    """
    <Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">\
    <Application>Sociogram</Application><Slides>\(slides.count)</Slides>\
    <Notes>\(slides.count)</Notes></Properties>
    """
  }

  // MARK: The presentation

  private var presentation: String {
    let ids = slides.indices.map { "<p:sldId id=\"\(256 + $0)\" r:id=\"rId\($0 + 4)\"/>" }
    return """
      <p:presentation \(OfficeXML.namespaces) saveSubsetFonts="1">\
      <p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId1"/></p:sldMasterIdLst>\
      <p:notesMasterIdLst><p:notesMasterId r:id="rId2"/></p:notesMasterIdLst>\
      <p:sldIdLst>\(ids.joined())</p:sldIdLst>\
      <p:sldSz cx="\(OfficeXML.emu(size.width))" cy="\(OfficeXML.emu(size.height))"/>\
      <p:notesSz cx="6858000" cy="9144000"/></p:presentation>
      """
  }

  private var presentationRelationships: String {
    OfficeXML.relationships(
      [
        ("slideMaster", "slideMasters/slideMaster1.xml"),
        ("notesMaster", "notesMasters/notesMaster1.xml"), ("theme", "theme/theme1.xml"),
      ] + slides.indices.map { ("slide", "slides/slide\($0 + 1).xml") })
  }

  // MARK: Slides

  private func parts(of slide: Slide, _ number: Int) -> [ZipArchive.File] {
    var links = [
      ("slideLayout", "../slideLayouts/slideLayout1.xml"),
      ("notesSlide", "../notesSlides/notesSlide\(number).xml"),
      ("image", "../media/image\(number).png"),
    ]
    if slide.svg != nil { links.append(("image", "../media/image\(number).svg")) }
    let pictures =
      [ZipArchive.File("ppt/media/image\(number).png", slide.png)]
      + (slide.svg.map { [ZipArchive.File("ppt/media/image\(number).svg", $0)] } ?? [])
    return [
      part("ppt/slides/slide\(number).xml", xml(of: slide)),
      part("ppt/slides/_rels/slide\(number).xml.rels", OfficeXML.relationships(links)),
      part("ppt/notesSlides/notesSlide\(number).xml", notes(of: slide)),
      part(
        "ppt/notesSlides/_rels/notesSlide\(number).xml.rels",
        OfficeXML.relationships([
          ("notesMaster", "../notesMasters/notesMaster1.xml"),
          ("slide", "../slides/slide\(number).xml"),
        ])),
    ] + pictures
  }

  private func xml(of slide: Slide) -> String {
    let vectors =
      slide.svg == nil
      ? ""
      : """
      <a:extLst><a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip \
      xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="rId4"/>\
      </a:ext></a:extLst>
      """
    return """
      <p:sld \(OfficeXML.namespaces)><p:cSld>\(OfficeXML.background(theme.background))<p:spTree>\
      \(OfficeXML.treeStart)<p:sp><p:nvSpPr><p:cNvPr id="2" name="Title"/>\
      <p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>\
      <p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>\(OfficeXML.paragraph(slide.title))</p:txBody></p:sp>\
      <p:pic><p:nvPicPr><p:cNvPr id="3" name="Picture" \
      descr="\(XMLText.escaped(slide.description))" title="\(XMLText.escaped(slide.title))"/>\
      <p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>\
      <p:blipFill><a:blip r:embed="rId3">\(vectors)</a:blip>\
      <a:stretch><a:fillRect/></a:stretch></p:blipFill>\
      <p:spPr>\(frame(of: slide.size))<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>\
      </p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>
      """
  }

  /// As large as fits, in the middle.
  private func frame(of picture: Size) -> String {
    let share = min(size.width / picture.width, size.height / picture.height)
    let (width, height) = (picture.width * share, picture.height * share)
    return OfficeXML.frame(
      x: (size.width - width) / 2, y: (size.height - height) / 2, width: width, height: height)
  }

  private func notes(of slide: Slide) -> String {
    """
    <p:notes \(OfficeXML.namespaces)><p:cSld><p:spTree>\(OfficeXML.treeStart)\
    <p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/>\
    <p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>\
    <p:nvPr><p:ph type="sldImg"/></p:nvPr></p:nvSpPr><p:spPr/></p:sp>\
    <p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/>\
    <p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" idx="1"/></p:nvPr></p:nvSpPr>\
    <p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/>\
    \((slide.notes.isEmpty ? [""] : slide.notes).map(OfficeXML.paragraph).joined())</p:txBody></p:sp>\
    </p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>
    """
  }
}
