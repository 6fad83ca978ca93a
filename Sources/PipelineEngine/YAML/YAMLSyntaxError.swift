internal import CYAML
internal import ModuleKit

/// libyaml's complaint, with its position and in words that say what to do.
struct YAMLSyntaxError {
  let diagnostic: Diagnostic

  init(_ parser: yaml_parser_t, name: String, text: UnsafeMutableBufferPointer<UInt8>) {
    let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? "unknown problem"
    if unsafe parser.error == YAML_READER_ERROR {
      let offset = unsafe min(Int(parser.problem_offset), text.count)
      let place = unsafe Self.position(of: offset, in: text)
      diagnostic = Diagnostic(
        "yaml-encoding", Self.encodingMessage(problem),
        at: .init(file: name, span: SourceSpan(place, place)),
        help: "save the file as UTF-8 without control characters")
      return
    }
    let place = unsafe SourcePosition(parser.problem_mark)
    var notes: [Diagnostic.Note] = []
    if let context = unsafe parser.context.map({ unsafe String(cString: $0) }) {
      let start = unsafe SourcePosition(parser.context_mark)
      if start != place, let note = Self.note(context) {
        notes.append(.init(note, at: .init(file: name, span: SourceSpan(start, start))))
      }
    }
    let (message, help) = Self.explained(problem)
    diagnostic = Diagnostic(
      "yaml-syntax", message, at: .init(file: name, span: SourceSpan(place, place)),
      notes: notes, help: help)
  }

  private static func encodingMessage(_ problem: String) -> String {
    problem.contains("control")
      ? "a control character is not allowed here"
      : "these bytes are not UTF-8"
  }

  /// The messages that people meet most, said plainly.
  private static func explained(_ problem: String) -> (message: String, help: String?) {
    switch problem {
    case "found character that cannot start any token":
      (
        "this character cannot begin a value",
        "indent with spaces, not tabs; quote texts that begin with @, ` or %"
      )
    case "mapping values are not allowed in this context":
      (
        "a ':' is not expected here",
        "put a text that holds ': ' in quotes, and check the indentation"
      )
    case "did not find expected ',' or ']'":
      ("a ',' or ']' is missing before this", "close the list that begins with '['")
    case "did not find expected ',' or '}'":
      ("a ',' or '}' is missing before this", "close the mapping that begins with '{'")
    case "did not find expected key":
      ("a key is expected here", "check that the lines around are indented alike")
    case "did not find expected '-' indicator":
      ("a list item ('- ') is expected here", "check that the items of the list are indented alike")
    case "could not find expected ':'":
      ("a ':' is missing after this key", nil)
    case "found unexpected end of stream":
      ("the file ends inside a quoted text", "close the quotation marks")
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      ("a tab cannot indent", "indent with spaces")
    default: (plain(problem), nil)
    }
  }

  /// What libyaml was reading when it met the problem.
  private static func note(_ context: String) -> String? {
    switch context {
    case "while parsing a flow sequence": "the list begins here"
    case "while parsing a flow mapping": "the mapping begins here"
    case "while parsing a block collection": "in the list that begins here"
    case "while parsing a block mapping": "in the mapping that begins here"
    case "while scanning a quoted scalar": "the quoted text begins here"
    case "while scanning a simple key": "the key begins here"
    case "while scanning for the next token": nil
    default: context
    }
  }

  private static func plain(_ text: String) -> String {
    text.hasPrefix("while ") ? text : text.replacing("did not find", with: "missing:")
  }

  /// Line and column of a byte; reader errors have no mark of their own.
  private static func position(
    of offset: Int, in text: UnsafeMutableBufferPointer<UInt8>
  ) -> SourcePosition {
    var position = SourcePosition(line: 1, column: 1)
    for index in 0..<offset {
      let byte = unsafe text[index]
      if byte == 0x0A {
        position = SourcePosition(line: position.line + 1, column: 1)
      } else if byte & 0xC0 != 0x80 {
        position.column += 1
      }
    }
    return position
  }
}
