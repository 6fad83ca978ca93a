import GraphvizKit
import Testing

@Suite struct DOTTests {
  @Test func numbersAreWrittenWithoutExponent() {
    #expect(DOTText.number(0) == "0")
    #expect(DOTText.number(-0.0001) == "0")
    #expect(DOTText.number(1.5) == "1.5")
    #expect(DOTText.number(-0.25) == "-0.25")
    #expect(DOTText.number(12.3456) == "12.346")
    #expect(DOTText.number(0.001) == "0.001")
    #expect(DOTText.number(1e7) == "10000000")
    #expect(DOTText.number(1 / 72, decimals: 6) == "0.013889")
    #expect(DOTText.number(1e300) == "1000000000")
    #expect(DOTText.number(.nan) == nil)
    #expect(DOTText.number(-.infinity) == nil)
  }

  @Test func textsAreQuotedByTheirUse() {
    #expect(DOTText.identifier(#"a"b\c"#) == #""a\"b\\c""#)
    #expect(DOTText.identifier("R&D Q&A; &; &#65;") == #""R&D Q&amp;A; &amp;; &amp;#65;""#)
    #expect(DOTText.identifier("%a%") == #""&#37;a%""#)
    #expect(DOTText.label("a\n\"b\" & \\N") == #""a\n\"b\" &amp; \\N""#)
    #expect(DOTText.htmlLabel("a<b> & \\N\nc") == #"<a&lt;b&gt; &amp; \\N<BR/>c>"#)
    #expect(DOTText.htmlLabel("x", bold: true) == "<<B>x</B>>")
    #expect(DOTText.htmlLabel("", bold: true) == #""""#)
    #expect(DOTText.verbatim(#"a\"b"#) == "\"a\\\u{2060}\\\"b\"")
    #expect(DOTText.url("http://x/<é> \"&") == #""http://x/%3C%C3%A9%3E%20%22&amp;""#)
  }

  @Test func graphsAreWrittenStatementByStatement() {
    var writer = DOTWriter(directed: true, name: "a\"b", attributes: [("rankdir", .word("LR"))])
    writer.nodeDefaults([])
    writer.nodeDefaults([("shape", .word("box")), ("penwidth", .number(0.5))])
    writer.node("a b", [("label", .label("A")), ("node", .number(1)), ("my key", .word("v"))])
    writer.edge("a b", "c", [("color", .color(Color(0x0072B2).opacity(0.5)))])
    writer.cluster { $0.node("d") }
    #expect(
      writer.finished() == """
        digraph "a\\"b" {
          graph [rankdir="LR"];
          node [shape="box" penwidth=0.5];
          "a b" [label="A" "node"=1 "my key"="v"];
          "a b" -> "c" [color="#0072B280"];
          subgraph cluster1 {
            "d";
          }
        }

        """)
  }
}
