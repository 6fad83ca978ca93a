internal import CYAML
internal import ModuleKit

/// One step of libyaml's parser, as a Swift value.
struct YAMLEvent {
  enum Kind {
    case documentStart, documentEnd, sequenceEnd, mappingEnd, other
    case alias(String)
    case scalar(String, plain: Bool, anchor: String?, tag: String?)
    case sequenceStart(anchor: String?, tag: String?)
    case mappingStart(anchor: String?, tag: String?)
  }

  let kind: Kind
  let start: SourcePosition
  let end: SourcePosition

  init(_ event: yaml_event_t) {
    start = unsafe SourcePosition(event.start_mark)
    end = unsafe SourcePosition(event.end_mark)
    switch unsafe event.type {
    case YAML_DOCUMENT_START_EVENT: kind = .documentStart
    case YAML_DOCUMENT_END_EVENT: kind = .documentEnd
    case YAML_SEQUENCE_END_EVENT: kind = .sequenceEnd
    case YAML_MAPPING_END_EVENT: kind = .mappingEnd
    case YAML_ALIAS_EVENT: kind = .alias(unsafe text(event.data.alias.anchor) ?? "")
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      let bytes = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let isPlain = unsafe scalar.style == YAML_PLAIN_SCALAR_STYLE
      kind = .scalar(
        unsafe String(decoding: bytes, as: UTF8.self), plain: isPlain,
        anchor: unsafe text(scalar.anchor), tag: unsafe text(scalar.tag))
    case YAML_SEQUENCE_START_EVENT:
      let data = unsafe event.data.sequence_start
      kind = .sequenceStart(anchor: unsafe text(data.anchor), tag: unsafe text(data.tag))
    case YAML_MAPPING_START_EVENT:
      let data = unsafe event.data.mapping_start
      kind = .mappingStart(anchor: unsafe text(data.anchor), tag: unsafe text(data.tag))
    default: kind = .other
    }
  }
}

extension SourcePosition {
  /// libyaml counts lines and characters from 0.
  init(_ mark: yaml_mark_t) {
    self.init(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
  }
}

private func text(_ pointer: UnsafeMutablePointer<UInt8>?) -> String? {
  guard let pointer = unsafe pointer else { return nil }
  return unsafe String(cString: pointer)
}
