public import ModuleKit

extension [Diagnostic] {
  /// The diagnostics for programs: positions count from 1, columns count Unicode scalars.
  public var json: JSON { .array(map(\.json)) }
}

extension Diagnostic {
  var json: JSON {
    var json: JSON = [
      "severity": .string(severity.rawValue), "id": .string(id), "message": .string(message),
    ]
    if let location { json["location"] = location.json }
    if !notes.isEmpty {
      json["notes"] = .array(
        notes.map { note in
          var json: JSON = ["message": .string(note.message)]
          if let location = note.location { json["location"] = location.json }
          return json
        })
    }
    if let help { json["help"] = .string(help) }
    return json
  }
}

extension Diagnostic.Location {
  var json: JSON {
    var json: JSON = ["file": .string(file)]
    if let span {
      json["start"] = ["line": .integer(span.start.line), "column": .integer(span.start.column)]
      json["end"] = ["line": .integer(span.end.line), "column": .integer(span.end.column)]
    }
    return json
  }
}
