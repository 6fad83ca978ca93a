internal import GraphvizKit

/// Pieces that the parts of a presentation have in common.
enum OfficeXML {
  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"

  static let namespaces = """
    xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" \
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" \
    xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"
    """

  /// What a tree of shapes begins with.
  static let treeStart = """
    <p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>\
    <p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/>\
    <a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>
    """

  /// Points in English metric units.
  static func emu(_ points: Double) -> Int { Int((points * 12_700).rounded()) }

  /// A rectangle in points from the upper left corner.
  static func frame(x: Double, y: Double, width: Double, height: Double) -> String {
    "<a:xfrm><a:off x=\"\(emu(x))\" y=\"\(emu(y))\"/>"
      + "<a:ext cx=\"\(emu(width))\" cy=\"\(emu(height))\"/></a:xfrm>"
  }

  static func paragraph(_ text: String) -> String {
    // An empty run is no run.
    text.isEmpty ? "<a:p/>" : "<a:p><a:r><a:rPr/><a:t>\(XMLText.escaped(text))</a:t></a:r></a:p>"
  }

  static func color(_ color: Color) -> String {
    "<a:srgbClr val=\"\(color.hex.dropFirst().prefix(6).uppercased())\"/>"
  }

  static func background(_ fill: Color) -> String {
    "<p:bg><p:bgPr><a:solidFill>\(color(fill))</a:solidFill><a:effectLst/></p:bgPr></p:bg>"
  }

  /// Numbered from `rId1` in the order given.
  static func relationships(_ links: [(type: String, target: String)]) -> String {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    let entries = links.enumerated().map { index, link in
      let type =
        link.type == "core-properties"
        ? package + "/metadata/core-properties" : office + link.type
      return "<Relationship Id=\"rId\(index + 1)\" Type=\"\(type)\" Target=\"\(link.target)\"/>"
    }
    return "<Relationships xmlns=\"\(package)\">\(entries.joined())</Relationships>"
  }
}
