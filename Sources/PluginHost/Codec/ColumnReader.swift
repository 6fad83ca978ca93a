internal import ModuleKit

/// Takes columns and texts out of a frame whose header has been checked.
struct ColumnReader {
  let frame: Message

  func column(_ name: String, _ type: ColumnType) throws(WireProblem) -> Column {
    switch type {
    case .number:
      let values = numbers(name)
      if let place = values.firstIndex(where: \.isInfinite) {
        throw WireProblem("sent an infinite number in '\(shown(name))' (element \(place))")
      }
      return .numbers(values)
    case .integer:
      guard case .i64(let values)? = frame.array(name) else { return .integers([]) }
      return .integers(values)
    case .boolean: return .flags(try flags(name))
    case .text: return .texts(try textColumn(name))
    }
  }

  func bytes(_ name: String) -> [UInt8] {
    guard case .u8(let values)? = frame.array(name) else { return [] }
    return values
  }

  func positions(_ name: String) -> [Int32] {
    guard case .i32(let values)? = frame.array(name) else { return [] }
    return values
  }

  private func numbers(_ name: String) -> [Double] {
    guard case .f64(let values)? = frame.array(name) else { return [] }
    return values
  }

  private func flags(_ name: String) throws(WireProblem) -> [Column.Flag] {
    let bytes = bytes(name)
    let flags = bytes.compactMap(Column.Flag.init(rawValue:))
    if flags.count < bytes.count {
      throw WireProblem("sent a truth value in '\(shown(name))' that is none of 0, 1 and 2")
    }
    return flags
  }

  /// Texts that stand one behind the other.
  func texts(_ name: String) throws(WireProblem) -> [String] {
    let bytes = bytes("\(name).bytes")
    guard case .i64(let ends)? = frame.array("\(name).ends") else { return [] }
    var texts: [String] = []
    texts.reserveCapacity(ends.count)
    var start = 0
    for end in ends {
      guard end >= start, end <= bytes.count else {
        throw WireProblem("sent '\(shown(name)).ends' that do not ascend within the texts")
      }
      guard let text = String(validating: bytes[start..<end], as: UTF8.self) else {
        throw WireProblem("sent a text in '\(shown(name))' that is not UTF-8")
      }
      texts.append(text)
      start = end
    }
    if start != bytes.count {
      throw WireProblem("sent '\(shown(name)).ends' that leave bytes over")
    }
    return texts
  }

  private func textColumn(_ name: String) throws(WireProblem) -> TextColumn {
    let dictionary = try texts(name)
    let codes = positions("\(name).codes")
    if let code = codes.first(where: { $0 < -1 || Int($0) >= dictionary.count }) {
      throw WireProblem(
        "sent the code \(code) in '\(shown(name))', whose dictionary has \(dictionary.count) texts")
    }
    return TextColumn(codes: codes, dictionary: dictionary).canonical
  }
}

extension TextColumn {
  /// Whether the dictionary is in canonical order, so that no text is there twice.
  var hasAscendingTexts: Bool {
    zip(dictionary, dictionary.dropFirst()).allSatisfy {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
  }

  /// The same rows with a dictionary in canonical order, of texts that occur, each once.
  var canonical: TextColumn {
    var isUsed = [Bool](repeating: false, count: dictionary.count)
    for code in codes where code >= 0 { isUsed[Int(code)] = true }
    var sorted: [String] = []
    var newCode = [Int32](repeating: -1, count: dictionary.count)
    for old in canonicalOrder(dictionary) where isUsed[Int(old)] {
      let text = dictionary[Int(old)]
      if sorted.last.map({ !$0.utf8.elementsEqual(text.utf8) }) ?? true { sorted.append(text) }
      newCode[Int(old)] = Int32(sorted.count - 1)
    }
    return TextColumn(codes: codes.map { $0 < 0 ? -1 : newCode[Int($0)] }, dictionary: sorted)
  }
}
