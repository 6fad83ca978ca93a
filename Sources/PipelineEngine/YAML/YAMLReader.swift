internal import CYAML
public import ModuleKit

/// Reads a YAML 1.1/1.2 file into a located tree, through libyaml's events.
///
/// Events rather than documents, because they keep where each key, value and alias stands. What
/// could make a small file expand without end is refused by budget, with its position.
public struct YAMLReader: Sendable {
  /// What a file may at most be.
  public struct Limits: Sendable {
    public var bytes = 4 << 20
    public var depth = 64
    /// After aliases have been expanded.
    public var nodes = 100_000
    public init() {}
  }

  public struct Reading: Sendable {
    /// Nil when the text could not be parsed.
    public let document: ConfigNode?
    public let source: SourceText
    public let diagnostics: [Diagnostic]
  }

  private let limits: Limits
  /// Refuses keys that are lists or mappings, which no study has.
  private let needsScalarKeys: Bool

  public init(limits: Limits = Limits(), needsScalarKeys: Bool = true) {
    (self.limits, self.needsScalarKeys) = (limits, needsScalarKeys)
  }

  /// Reads a file that must hold exactly one document.
  public func read(_ bytes: [UInt8], name: String) -> Reading {
    let all = readAll(bytes, name: name)
    var diagnostics = all.diagnostics
    let whole = Diagnostic.Location(file: name, span: .beginning)
    if all.documents.isEmpty && !diagnostics.hasErrors {
      diagnostics.append(Diagnostic("yaml-empty", "the file is empty", at: whole))
    }
    if all.documents.count > 1 {
      diagnostics.append(
        Diagnostic(
          "yaml-documents", "a second document begins here, but a study is one document",
          at: all.documents[1].location, help: "remove the '---' line, or use two files"))
    }
    return Reading(
      document: all.documents.first, source: all.source, diagnostics: diagnostics)
  }

  /// Reads every document of a stream.
  package func readAll(
    _ bytes: [UInt8], name: String
  ) -> (documents: [ConfigNode], source: SourceText, diagnostics: [Diagnostic]) {
    // Some editors mark UTF-8; the mark is no column of the first line.
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let bytes = hasMark ? Array(bytes.dropFirst(3)) : bytes
    let source = SourceText(name: name, text: String(decoding: bytes, as: UTF8.self))
    if let refusal = refusal(of: bytes, name: name) { return ([], source, [refusal]) }
    var composer = YAMLComposer(
      name: name, limits: limits, needsScalarKeys: needsScalarKeys)
    var content = bytes
    let failure = unsafe content.withUnsafeMutableBufferPointer { buffer in
      unsafe parse(buffer, name: name, &composer)
    }
    let diagnostics = composer.diagnostics + (failure.map { [$0] } ?? [])
    return (composer.documents, source, diagnostics)
  }

  private func refusal(of bytes: [UInt8], name: String) -> Diagnostic? {
    let whole = Diagnostic.Location(file: name, span: .beginning)
    if bytes.count > limits.bytes {
      return Diagnostic(
        "yaml-too-large", "the file has \(bytes.count) bytes, more than \(limits.bytes)", at: whole)
    }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return Diagnostic(
        "yaml-encoding", "the file is UTF-16, but a study is UTF-8", at: whole,
        help: "save it again as UTF-8")
    }
    return nil
  }

  private func parse(
    _ buffer: UnsafeMutableBufferPointer<UInt8>, name: String, _ composer: inout YAMLComposer
  ) -> Diagnostic? {
    var parser = unsafe yaml_parser_t()
    guard unsafe yaml_parser_initialize(&parser) != 0 else {
      return Diagnostic("yaml-memory", "out of memory", at: .init(file: name))
    }
    defer { unsafe yaml_parser_delete(&parser) }
    unsafe yaml_parser_set_input_string(&parser, buffer.baseAddress, buffer.count)
    unsafe yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
    while true {
      var event = unsafe yaml_event_t()
      guard unsafe yaml_parser_parse(&parser, &event) != 0 else {
        return unsafe YAMLSyntaxError(parser, name: name, text: buffer).diagnostic
      }
      defer { unsafe yaml_event_delete(&event) }
      let isEnd = unsafe event.type == YAML_STREAM_END_EVENT
      if isEnd { return nil }
      if !composer.take(unsafe YAMLEvent(event)) { return nil }
    }
  }
}
