import Testing

/// Files with mistakes in the less common formats are refused at their place.
struct OtherBadFileTests {
  static let expected: [(file: String, says: String)] = [
    (
      "dl-no-n.dl",
      "no-size 2:1 the header does not say how many nodes there are"
    ),
    (
      "dl-short-matrix.dl",
      "wrong-matrix 4:3 the matrix ends in row 2, before column 3 of 3"
    ),
    (
      "dot-mixed-operator.gv",
      "edge-operator 1:11 '->' in a graph without directions"
    ),
    (
      "dot-unclosed.gv",
      "open-bracket 1:9 this '{' is never closed"
    ),
    (
      "gexf-truncated.gexf",
      "bad-xml 1:84 the XML breaks off or is damaged inside 'nodes'"
    ),
    (
      "json-truncated.json",
      "open-quote 1:48 this text is never closed"
    ),
    (
      "json-wrong-shape.json",
      "no-nodes 1:1 there is no list 'nodes' in the file"
    ),
    (
      "metis-asymmetric.graph",
      "asymmetric 2:3 vertex 1 lists 3, and not the other way round"
    ),
    (
      "metis-edge-count.graph",
      "wrong-count 1:3 the first line says 5 edges, and the lists hold 2"
    ),
    (
      "metis-range.graph",
      "vertex-out-of-range 3:1 there is no vertex 7: they are numbered from 1 to 2"
    ),
    (
      "mtx-no-banner.mtx",
      "no-banner 1:1 the file does not begin with '%%MatrixMarket'"
    ),
    (
      "mtx-too-few.mtx",
      "wrong-count 2:5 there should be 2 entries, and there are 1"
    ),
    (
      "lagraph/mangled1.mtx",
      "bad-banner 1:16 the object 'mangled' is not known"
    ),
    (
      "lagraph/mangled2.mtx",
      "bad-banner 1:23 the format 'mangled' is not known"
    ),
    (
      "lagraph/mangled3.mtx",
      "bad-banner 1:34 the field 'mangled' is not known"
    ),
    (
      "lagraph/mangled4.mtx",
      "bad-banner 1:39 the symmetry 'mangled' is not known"
    ),
    (
      "lagraph/mangled5.mtx",
      "complex-matrix 1:42 complex values are no weights"
    ),
    (
      "lagraph/mangled6.mtx",
      "complex-matrix 1:39 complex values are no weights"
    ),
    (
      // Its %%GraphBLAS line is a comment here; its entries lack their values.
      "lagraph/mangled7.mtx",
      "wrong-entry 5:1 this entry should be row, column and value"
    ),
    (
      "lagraph/mangled8.mtx",
      "bad-size 4:1 this line should give the size of the matrix in 3 numbers, and has 1"
    ),
    (
      "lagraph/mangled_format.mtx",
      "bad-banner 1:29 an array cannot be a pattern"
    ),
    // The values of these do not fit the type in their %%GraphBLAS line, which is a comment here.
    (
      "lagraph/mangled_bool.mtx",
      "accepted"
    ),
    (
      "lagraph/mangled_int8.mtx",
      "negative-weight in line 8: the weight is -129"
    ),
    (
      "lagraph/mangled_uint8.mtx",
      "accepted"
    ),
    (
      "../formats/gexf/missing_nodes.gexf",
      "unknown-node 13:13 this edge names node '2', which is not declared"
    ),
  ]

  @Test(arguments: expected.indices) func saysWhatIsWrong(index: Int) {
    let (file, says) = Self.expected[index]
    let said = Reading.refusal { try Reading.resource("bad-input/" + file) }
    #expect(said == says)
  }

  static let texts: [(file: String, text: String, says: String)] = [
    ("a.gexf", "", "empty-file the file is empty"),
    ("a.gexf", "<gexf/>", "no-graph 1:1 there is no 'graph' element in the file"),
    (
      "a.gexf", "<graphml><graph/></graphml>",
      "wrong-root 1:1 the root element is 'graphml', not 'gexf'"
    ),
    (
      "a.gexf", "<gexf><graph>\n <nodes><node/></nodes></graph></gexf>",
      "node-without-id 2:9 this node has no id"
    ),
    (
      "a.gexf", "<gexf><graph><nodes><node id='a'/>\n<node id='a'/></nodes></graph></gexf>",
      "duplicate-id 2:1 a second node has the id 'a'"
    ),
    (
      "a.gexf", "<gexf><graph><edges>\n<edge target='a'/></edges></graph></gexf>",
      "edge-without-end 2:1 this edge has no source"
    ),
    (
      "a.gexf",
      "<gexf><graph><edges>\n<edge source='a' target='a' type='up'/></edges></graph></gexf>",
      "bad-value 2:1 'type' must be 'directed', 'undirected' or 'mutual', not 'up'"
    ),
    (
      "a.gexf", "<gexf>\n<graph defaultedgetype='up'/></gexf>",
      "bad-value 2:1 'defaultedgetype' must be 'directed', 'undirected' or 'mutual', not 'up'"
    ),
    (
      "a.gexf", "<gexf><graph/>\n<graph/></gexf>", "several-graphs 2:1 a second graph begins here"
    ),
    (
      "a.gexf",
      """
      <gexf><graph><attributes class='node'><attribute id='0' title='age' type='integer'/>
      </attributes><nodes><node id='a'><attvalues>
      <attvalue for='0' value='old'/></attvalues></node></nodes></graph></gexf>
      """, "bad-value 3:1 'old' is no integer, as attribute 'age' declares"
    ),
    (
      "a.gexf",
      "<gexf><graph><nodes><node id='a'><attvalues>\n<attvalue for='0' value='1'/></attvalues>"
        + "</node></nodes></graph></gexf>", "unknown-key 2:1 no attribute has the id '0'"
    ),
    (
      "a.gexf", "<gexf><graph>\n<attributes/></graph></gexf>",
      "bad-value 2:1 'class' must be 'node' or 'edge'"
    ),
    (
      "a.gexf", "<!DOCTYPE g [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><gexf><graph/></gexf>",
      "xml-entity 1:14 the file declares an entity"
    ),
    ("a.dl", "hello\n", "no-dl 1:1 the file does not begin with 'DL'"),
    ("a.dl", "dl n=2\n", "no-data 1:6 there is no 'data:' in the file"),
    (
      "a.dl", "dl n=two data:\n", "bad-count 1:6 the number of nodes is 'two'"
    ),
    (
      "a.dl", "dl n=99999999999 data:\n",
      "absurd-count 1:6 99999999999 nodes in a file of 23 bytes cannot be meant"
    ),
    (
      "a.dl", "dl n=2 format=fulmatrix\ndata:\n",
      "unknown-format 1:15 the format 'fulmatrix' cannot be read"
    ),
    (
      "a.dl", "dl n=2 size=3\ndata:\n",
      "unknown-keyword 1:8 'size' does not belong into the header of a DL file"
    ),
    (
      "a.dl", "dl n=3\nlabels:\nann bob\ndata:\n",
      "wrong-labels 2:1 there are 2 labels instead of 3"
    ),
    (
      "a.dl", "dl n=2\nlabels:\nann Ann\ndata:\n0 1 0 0\n",
      "duplicate-id 3:5 a second node has the label 'Ann'"
    ),
    (
      "a.dl", "dl n=2 format=edgelist1\ndata:\n1 3\n",
      "out-of-range 3:3 there is no node 3: they are numbered from 1 to 2"
    ),
    (
      "a.dl", "dl n=2 format=edgelist1\ndata:\nann bob\n",
      "bad-number 3:1 'ann' is not the number of a node"
    ),
    (
      "a.dl", "dl n=2 format=edgelist1 labels embedded\ndata:\nann bob\nann cat\n",
      "too-many-labels 4:5 'cat' is one label more than the 2 that the header says"
    ),
    (
      "a.dl", "dl n=2 format=edgelist1\ndata:\n1\n",
      "edge-without-end 3:1 this line needs two nodes"
    ),
    (
      "a.dl", "dl n=2 format=edgelist1\ndata:\n1 2 3 4\n",
      "wrong-cell-count 3:7 this line should have two nodes and a value"
    ),
    (
      "a.dl", "dl n=2 format=edgelist1\ndata:\n1 2 heavy\n",
      "bad-weight in line 3: 'heavy' is not a number"
    ),
    (
      "a.dl", "dl n=2\ndata:\n0 1\n0 x\n", "bad-number 4:3 'x' is not a number"
    ),
    (
      "a.dl", "dl n=2\ndata:\n0 1\n0 0\n1\n",
      "wrong-matrix 5:1 there are more values than the matrix has cells"
    ),
    (
      "a.dl", "dl n=2 nm=2 format=edgelist1\ndata:\n1 2\n!\n2 1\n!\n",
      "wrong-matrix 6:1 another matrix begins, and there should be 2"
    ),
    (
      "a.dl", "dl n=2 nm=2 format=edgearray1\ndata:\n1 2 1\n",
      "wrong-cell-count 3:1 this line should have two nodes and 2 values"
    ),
    (
      "a.dl", "dl n=2 labels embedded\ndata:\na \"b\n",
      "open-quote 3:3 this label is not closed on its line"
    ),
    ("a.graph", "% nothing\n", "no-header 1:1 the file holds no graph"),
    ("a.graph", "3\n", "bad-header 1:1 the number of edges is missing"),
    ("a.graph", "1 0 12\n\n", "bad-format 1:5 '12' is no format of METIS"),
    ("a.graph", "1 0 0 1 5\n\n", "bad-header 1:9 the first line has more than four numbers"),
    (
      "a.graph", "99999999999 1\n",
      "absurd-count 1:1 99999999999 vertices in a file of 14 bytes "
        + "cannot be meant"
    ),
    ("a.graph", "2 -1\n", "bad-count 1:3 the number of edges is negative: -1"),
    ("a.graph", "2 1\n2\n1\n1\n", "wrong-count 4:1 a line more than the 2 vertices have"),
    (
      "a.graph", "2 1 1\n2 5\n1 6\n", "asymmetric 2:1 the edge of 1 and 2 weighs 5 here"
    ),
    (
      "a.graph", "2 1 1\n2\n1 5\n", "missing-value 2:1 the weight of the edge to 2 is missing"
    ),
    (
      "a.graph", "2 1 10\n1 2\n", "wrong-count 1:1 lines of vertices: 1 instead of 2"
    ),
    ("a.graph", "2 1\n2 x\n1\n", "bad-number 2:3 'x' is not the number of a vertex"),
    (
      "a.mtx", "%%MatrixMarket matrix coordinate\n",
      "bad-banner 1:23 the first line ends before the field"
    ),
    (
      "a.mtx", "%%MatrixMarket matrix coordinate complex general\n1 1 1\n1 1 2 3\n",
      "complex-matrix 1:34 complex values are no weights"
    ),
    (
      "a.mtx", "%%MatrixMarket matrix coordinate real symmetric\n2 3 0\n",
      "bad-size 2:1 a symmetric matrix is square, not 2 by 3"
    ),
    (
      "a.mtx", "%%MatrixMarket matrix coordinate real general\n2 2 1\n0 1 5\n",
      "out-of-range 3:1 there is no row 0: they are numbered from 1 to 2"
    ),
    (
      "a.mtx", "%%MatrixMarket matrix coordinate real general\n2 2 1\n1 2 5\n2 1 5\n",
      "wrong-count 4:1 this is entry 2, and there should be 1"
    ),
    (
      "a.mtx", "%%MatrixMarket matrix coordinate integer general\n2 2 1\n1 2 1.5\n",
      "bad-number 3:5 '1.5' is not a whole number, as the first line says"
    ),
    (
      "a.mtx", "%%MatrixMarket matrix array real general\n2 2\n0\n1\n0\n",
      "wrong-count 2:1 the values end before row 2 of column 2"
    ),
    (
      "a.mtx", "%%MatrixMarket matrix array real symmetric\n2 2\n0 1 0 9\n",
      "wrong-count 3:7 there are more values than the matrix has cells"
    ),
    (
      "a.mtx", "%%MatrixMarket matrix coordinate real general\n2 2 99999999999999999999\n",
      "absurd-count 2:5 more entries than any file can describe"
    ),
  ]

  @Test(arguments: texts.indices) func saysWhatIsWrongInText(index: Int) {
    let (file, text, says) = Self.texts[index]
    let said = Reading.refusal { try Reading.text(text, as: file) }
    #expect(said == says)
  }
}
