import ModuleKit
import PluginHost

/// Descriptions of the modules of the tests.
enum Manuals {
  /// Everything that a description can hold.
  static let full: JSON = [
    "name": "test.full", "summary": "Makes one of everything", "details": "More.\nAnd more.",
    "version": 3, "inputs": "one",
    "reads": ["weight": true, "ids": false, "node_columns": ["year"], "edge_columns": []],
    "writes": [
      ["kind": "node_column", "name": "number", "type": "number", "meaning": "a number"],
      ["kind": "node_column", "name": "integer", "type": "integer", "meaning": ""],
      ["kind": "node_column", "name": "text", "type": "text", "meaning": ""],
      ["kind": "node_column", "name": "boolean", "type": "boolean", "meaning": ""],
      ["kind": "edge_column", "name": "twice", "type": "integer", "meaning": ""],
      ["kind": "table", "name": "sizes", "meaning": "sizes"],
      ["kind": "document", "name": "given.json", "meaning": "what was given"],
    ],
    "uses": ["seed"], "assumes": ["allTies"],
    "parameters": [
      [
        "key": "k", "type": "integer", "doc": "Degree threshold", "default": 5, "minimum": 1,
        "maximum": 9,
      ],
      [
        "key": "share", "type": "number", "doc": "A share", "default": .number(0.5),
        "exclusive_minimum": 0,
      ],
      ["key": "names", "type": ["list": "text"], "doc": "Names", "default": ["a"]],
      ["key": "mode", "type": "choice", "doc": "A mode", "choices": ["x", "y"], "default": "x"],
      ["key": "column", "type": "node_column", "doc": "A column", "default": .null],
      ["key": "tie", "type": "edge_column", "doc": "A column", "default": .null],
      ["key": "flag", "type": "boolean", "doc": "A flag", "default": false],
      ["key": "file", "type": "file", "doc": "A file", "default": .null],
    ],
    "references": ["Half (1999)"], "complexity": "O(n)",
    "examples": [
      [
        "title": "A triangle", "network": "a-b b-c c-a", "weight": "distance",
        "files": [["name": "f.txt", "text": "hello"]], "yaml": "- use: test.full",
        "expected": [
          ["kind": "nodes", "csv": "id,number\na,0.5\n"],
          ["kind": "edges", "csv": "source,target,twice\na,b,2\n"],
          ["kind": "table", "name": "sizes", "csv": "n\n3\n"],
          ["kind": "file", "name": "given.json", "contains": "5"],
        ],
      ]
    ],
  ]

  /// A module that starts a network, with an account of what it has read.
  static let maker: JSON = [
    "name": "test.make", "summary": "Starts a network", "inputs": "none",
    "writes": [["network": true], ["kind": "table", "name": "t", "meaning": ""]],
  ]
}
