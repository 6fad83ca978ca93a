internal import GraphvizKit

/// The parts that every presentation has, whatever its slides: master, layout, colors and the page of notes.
struct PresentationTemplate {
  let size: Size
  /// Of the deck.
  let look: Theme

  var parts: [ZipArchive.File] {
    func part(_ name: String, _ xml: String) -> ZipArchive.File {
      ZipArchive.File(name, OfficeXML.declaration + xml)
    }
    return [
      part("ppt/theme/theme1.xml", theme), part("ppt/theme/theme2.xml", theme),
      part("ppt/slideMasters/slideMaster1.xml", master),
      part(
        "ppt/slideMasters/_rels/slideMaster1.xml.rels",
        OfficeXML.relationships([
          ("slideLayout", "../slideLayouts/slideLayout1.xml"), ("theme", "../theme/theme1.xml"),
        ])),
      part("ppt/slideLayouts/slideLayout1.xml", layout),
      part(
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
        OfficeXML.relationships([("slideMaster", "../slideMasters/slideMaster1.xml")])),
      part("ppt/notesMasters/notesMaster1.xml", notesMaster),
      part(
        "ppt/notesMasters/_rels/notesMaster1.xml.rels",
        OfficeXML.relationships([("theme", "../theme/theme2.xml")])),
    ]
  }

  /// The picture has the title in it: that for outlines and screen readers stands above the slide's edge.
  private var titleFrame: String {
    OfficeXML.frame(x: 0, y: -72, width: size.width, height: 60)
  }

  private func title(_ id: Int) -> String {
    """
    <p:sp><p:nvSpPr><p:cNvPr id="\(id)" name="Title"/>\
    <p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr></p:nvSpPr>\
    <p:spPr>\(titleFrame)<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>\
    <p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>\(OfficeXML.paragraph("Title"))</p:txBody></p:sp>
    """
  }

  /// Which of the theme's two pairs is the ground, and which the text.
  private func colorMap(isDark: Bool) -> String {
    let (ground, text) = isDark ? ("dk", "lt") : ("lt", "dk")
    return """
      <p:clrMap bg1="\(ground)1" tx1="\(text)1" bg2="\(ground)2" tx2="\(text)2" accent1="accent1" accent2="accent2" \
      accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" \
      folHlink="folHlink"/>
      """
  }

  private var master: String {
    """
    <p:sldMaster \(OfficeXML.namespaces)><p:cSld>\(OfficeXML.background(look.background))<p:spTree>\
    \(OfficeXML.treeStart)\(title(2))</p:spTree></p:cSld>\(colorMap(isDark: isDark))\
    <p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>\
    <p:txStyles><p:titleStyle><a:lvl1pPr algn="l"><a:defRPr sz="2600" b="1">\
    <a:solidFill><a:schemeClr val="tx1"/></a:solidFill><a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr>\
    </p:titleStyle><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>
    """
  }

  private var layout: String {
    """
    <p:sldLayout \(OfficeXML.namespaces) type="titleOnly" preserve="1"><p:cSld name="Picture"><p:spTree>\
    \(OfficeXML.treeStart)\(title(2))</p:spTree></p:cSld>\
    <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>
    """
  }

  /// The slide above, the notes below, on a page of 7.5 x 10 inches.
  private var notesMaster: String {
    let width = min(432, 288 * size.width / size.height)
    let height = width * size.height / size.width
    let slide = OfficeXML.frame(x: 270 - width / 2, y: 54, width: width, height: height)
    let text = OfficeXML.frame(x: 54, y: 366, width: 432, height: 300)
    return """
      <p:notesMaster \(OfficeXML.namespaces)><p:cSld>\(OfficeXML.background(Color(0xFFFFFF)))<p:spTree>\
      \(OfficeXML.treeStart)<p:sp><p:nvSpPr><p:cNvPr id="2" name="Slide"/>\
      <p:cNvSpPr><a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr>\
      <p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr></p:nvSpPr>\
      <p:spPr>\(slide)<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:sp>\
      <p:sp><p:nvSpPr><p:cNvPr id="3" name="Notes"/>\
      <p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="body" sz="quarter" idx="1"/></p:nvPr></p:nvSpPr>\
      <p:spPr>\(text)<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>\
      <p:txBody><a:bodyPr><a:normAutofit/></a:bodyPr><a:lstStyle/>\(OfficeXML.paragraph("Notes"))</p:txBody></p:sp>\
      </p:spTree></p:cSld>\(colorMap(isDark: false))<p:notesStyle><a:lvl1pPr><a:spcBef><a:spcPts val="600"/></a:spcBef>\
      <a:defRPr sz="1200"><a:solidFill><a:schemeClr val="tx1"/></a:solidFill>\
      <a:latin typeface="+mn-lt"/></a:defRPr></a:lvl1pPr></p:notesStyle></p:notesMaster>
      """
  }

  /// Whether letters are lighter than what they stand on.
  private var isDark: Bool { look.ink.luminance > look.background.luminance }

  /// Six are needed, however few a theme has.
  private static let accentCount = 6

  /// The colors and the typeface of the deck, for slides that are added later. What is dark and what is light keep
  /// their places: the page of notes is white whatever the slides are.
  private var theme: String {
    let (ink, ground) = (OfficeXML.color(look.ink), OfficeXML.color(look.background))
    let (second, faint) = (OfficeXML.color(look.secondary), OfficeXML.color(look.track))
    let (dark, light) = isDark ? ((ground, faint), (ink, second)) : ((ink, second), (ground, faint))
    let accents = (0..<Self.accentCount).map { index in
      "<a:accent\(index + 1)>\(OfficeXML.color(look.community(index)))</a:accent\(index + 1)>"
    }
    let face = XMLText.escaped(Typeface.first(of: look.families) ?? "Inter")
    let font = "<a:latin typeface=\"\(face)\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>"
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
    let line = "<a:ln w=\"9525\">\(fill)</a:ln>"
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"
    return """
      <a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Sociogram">\
      <a:themeElements><a:clrScheme name="Sociogram">\
      <a:dk1>\(dark.0)</a:dk1><a:lt1>\(light.0)</a:lt1>\
      <a:dk2>\(dark.1)</a:dk2><a:lt2>\(light.1)</a:lt2>\
      \(accents.joined())<a:hlink>\(OfficeXML.color(look.community(0)))</a:hlink>\
      <a:folHlink>\(second)</a:folHlink></a:clrScheme>\
      <a:fontScheme name="Sociogram"><a:majorFont>\(font)</a:majorFont>\
      <a:minorFont>\(font)</a:minorFont></a:fontScheme><a:fmtScheme name="Sociogram">\
      <a:fillStyleLst>\(fill)\(fill)\(fill)</a:fillStyleLst><a:lnStyleLst>\(line)\(line)\(line)</a:lnStyleLst>\
      <a:effectStyleLst>\(effect)\(effect)\(effect)</a:effectStyleLst>\
      <a:bgFillStyleLst>\(fill)\(fill)\(fill)</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>
      """
  }
}
