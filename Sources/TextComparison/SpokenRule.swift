/// One rule of a phonetic transcription: letters between others are written in another way.
struct SpokenRule: Sendable {
  /// Its number in the publication.
  let name: String
  let before: Neighbours
  let written: [[UInt8]]
  let after: Neighbours
  /// What is written instead; nil for the first of the letters.
  let spoken: [UInt8]?
  /// Letters that must not follow.
  let unlessBefore: [UInt8]
  /// Endings of words in which nothing changes.
  let unlessEnding: [[UInt8]]
  private let firstLetters: Neighbours

  init(
    _ name: String, _ before: Neighbours, _ written: String, _ after: Neighbours = .any,
    to spoken: String?, unlessBefore: String = "", unlessEnding: String = ""
  ) {
    self.name = name
    self.before = before
    self.written = written.split(separator: " ").map { Array($0.utf8) }
    self.after = after
    self.spoken = spoken.map { Array($0.utf8) }
    self.unlessBefore = Array(unlessBefore.utf8)
    self.unlessEnding = unlessEnding.split(separator: " ").map { Array($0.utf8) }
    firstLetters = self.written.reduce(.none) { $0.union(Neighbours(letter: $1[0])) }
  }

  init(
    _ name: String, _ written: String, _ after: Neighbours = .any, to spoken: String?,
    unlessBefore: String = ""
  ) {
    self.init(name, .any, written, after, to: spoken, unlessBefore: unlessBefore)
  }

  /// Applies the rule from left to right wherever it holds; what is around is looked up as it was before.
  ///
  /// - Complexity: O(length)
  func apply(to word: inout [UInt8]) {
    guard word.contains(where: firstLetters.contains), !unlessEnding.contains(where: word.ends)
    else { return }
    var result: [UInt8] = []
    result.reserveCapacity(word.count + 4)
    var place = 0
    while place < word.count {
      guard firstLetters.contains(word[place]), let letters = match(word, place) else {
        result.append(word[place])
        place += 1
        continue
      }
      if let spoken { result += spoken } else { result.append(word[place]) }
      place += letters.count
    }
    word = result
  }

  /// The first of the spellings that stands here between the right neighbours.
  private func match(_ word: [UInt8], _ place: Int) -> [UInt8]? {
    guard before.contains(place == 0 ? nil : word[place - 1]) else { return nil }
    return written.first { letters in
      let end = place + letters.count
      return word[place...].starts(with: letters)
        && after.contains(end == word.count ? nil : word[end])
        && (unlessBefore.isEmpty || !word[end...].starts(with: unlessBefore))
    }
  }
}

extension [UInt8] {
  fileprivate func ends(with ending: [UInt8]) -> Bool { suffix(ending.count).elementsEqual(ending) }
}

/// Letters that may stand beside others, and whether the edge of the word may.
struct Neighbours: OptionSet, Sendable {
  let rawValue: UInt32

  static let edge = Neighbours(rawValue: 1 << 31)
  static let any = Neighbours(rawValue: ~0)
  static let none: Neighbours = []
  static let vowel = Neighbours("AEIOUY")
  static let consonant = Neighbours("BCDFGHJKLMNPQRSTVWXZ")

  init(rawValue: UInt32) { self.rawValue = rawValue }
  init(_ letters: String) { self = letters.utf8.reduce([]) { $0.union(Neighbours(letter: $1)) } }
  /// A letter in capitals; hyphens and marks are told apart from letters and from each other.
  init(letter: UInt8) {
    let bit: UInt32 = (65...90).contains(letter) ? UInt32(letter) - 65 : letter == 45 ? 26 : 27
    self.init(rawValue: 1 << bit)
  }

  func contains(_ letter: UInt8) -> Bool { contains(Neighbours(letter: letter)) }
  func contains(_ letter: UInt8?) -> Bool {
    contains(letter.map { Neighbours(letter: $0) } ?? .edge)
  }
  static func not(_ letters: Neighbours) -> Neighbours { any.subtracting(letters) }
}
