internal import ModuleKit

/// Cuts of a text into stretches that begin with a line, to be read side by side.
///
/// Where a line end stands inside quotes a cut is a wrong guess: the stretch before it then ends
/// elsewhere than the next begins, and the next must be read again from there. So the guess costs time
/// at worst, never a record.
struct Stretches {
  let source: TextSource
  let body: Range<Int>

  /// At most `count` stretches of about equal length.
  func cuts(_ count: Int) throws(Diagnostic) -> [Range<Int>] {
    var starts = [body.lowerBound]
    for index in 1..<max(1, count) {
      let wanted = body.lowerBound + body.count * index / count
      let start = try lineStart(from: wanted)
      if start > starts[starts.count - 1], start < body.upperBound { starts.append(start) }
    }
    return zip(starts, starts.dropFirst() + [body.upperBound]).map { $0..<$1 }
  }

  /// The first place behind a line end, at `offset` or later.
  private func lineStart(from offset: Int) throws(Diagnostic) -> Int {
    var position = offset - 1
    var bytes: [UInt8] = []
    while position < source.size {
      bytes.removeAll(keepingCapacity: true)
      // One byte more than is looked at: what follows a carriage return.
      let end = min(source.size, position + (1 << 12) + 1)
      try source.append(position..<end, to: &bytes)
      let looked = end == source.size ? bytes.count : bytes.count - 1
      for index in 0..<looked {
        if bytes[index] == 0x0A { return position + index + 1 }
        if bytes[index] == 0x0D, index + 1 == bytes.count || bytes[index + 1] != 0x0A {
          return position + index + 1
        }
      }
      position += looked
    }
    return source.size
  }
}
