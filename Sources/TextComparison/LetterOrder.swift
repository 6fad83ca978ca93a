/// Letters of long texts in the order of their codes, and of their places among equal ones.
enum LetterOrder {
  private static let bitsOfPlace: UInt32 = 10

  @inline(__always) static func key(_ code: UInt32, _ place: Int) -> UInt32 {
    code << bitsOfPlace | UInt32(place)
  }
  @inline(__always) static func code(_ key: UInt32) -> UInt32 { key >> bitsOfPlace }
  @inline(__always) static func place(_ key: UInt32) -> Int {
    Int(key & (1 << bitsOfPlace - 1))
  }
}

extension LetterMatches {
  /// Matches as for short texts, with all places of one letter before the next letter.
  ///
  /// Letters do not compete with others, and of equal ones the windows only move on: what a window
  /// has left behind, taken or not, is never looked at again.
  ///
  /// - Complexity: O(letters of both).
  init(_ a: Span<UInt32>, _ b: Span<UInt32>) {
    let reach = Self.reach(a.count, b.count)
    var codesOfA = InlineArray<1024, UInt32>(repeating: 0)
    var codesOfB = InlineArray<1024, UInt32>(repeating: 0)
    var (i, j) = (0, 0)
    while i < a.count, j < b.count {
      let (code, other) = (LetterOrder.code(a[i]), LetterOrder.code(b[j]))
      let (place, mate) = (LetterOrder.place(a[i]), LetterOrder.place(b[j]))
      if code == other, abs(place - mate) <= reach {
        codesOfA[place] = code
        codesOfB[mate] = code
        count += 1
        (i, j) = (i + 1, j + 1)
      } else if code < other || code == other && place < mate {
        i += 1
      } else {
        j += 1
      }
    }
    // By span, since an array that is passed on is copied.
    displaced = Self.displaced(codesOfA.span, codesOfB.span, count)
  }

  /// Compares the matched letters in the order of their places; zero is no letter.
  private static func displaced(
    _ a: Span<UInt32>, _ b: Span<UInt32>, _ count: Int
  ) -> Int {
    var (i, j, displaced) = (0, 0, 0)
    for _ in 0..<count {
      while a[i] == 0 { i += 1 }
      while b[j] == 0 { j += 1 }
      if a[i] != b[j] { displaced += 1 }
      (i, j) = (i + 1, j + 1)
    }
    return displaced
  }
}

extension TextPool {
  /// The matches of two texts of which at least one is long.
  func longMatches(_ a: ComparedText, _ b: ComparedText) -> LetterMatches {
    var room = InlineArray<64, UInt32>(repeating: 0)
    if !a.isLong {
      sortLetters(a, &room)
      return LetterMatches(
        room.span.extracting(first: Int(a.count)), codes.span.extracting(placesOfOrder(b)))
    }
    if !b.isLong {
      sortLetters(b, &room)
      return LetterMatches(
        codes.span.extracting(placesOfOrder(a)), room.span.extracting(first: Int(b.count)))
    }
    return LetterMatches(
      codes.span.extracting(placesOfOrder(a)), codes.span.extracting(placesOfOrder(b)))
  }

  /// Where the sorted letters of a long text are.
  private func placesOfOrder(_ text: ComparedText) -> Range<Int> {
    let start = Int(text.start) + Int(text.count)
    return start..<start + Int(text.count)
  }

  /// Sorts the letters of a short text, for which the pool keeps no order.
  private func sortLetters(_ text: ComparedText, _ keys: inout InlineArray<64, UInt32>) {
    for place in 0..<Int(text.count) {
      let key = LetterOrder.key(code(text, place), place)
      var slot = place
      while slot > 0, keys[slot - 1] > key {
        keys[slot] = keys[slot - 1]
        slot -= 1
      }
      keys[slot] = key
    }
  }
}
