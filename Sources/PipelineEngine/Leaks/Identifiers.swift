internal import Foundation
internal import ModuleKit

/// The names, addresses and numbers of people that a study reads, ready to be found in what it writes.
struct Identifiers {
  /// A network as an importer made it, with the stage that did.
  struct Input {
    let stage: String
    let network: Network
  }
  private struct Place {
    let input: Int
    let column: String
    let row: Int
    let text: String
  }

  private(set) var phrases = PhraseIndex()
  private(set) var phones = PhoneIndex()
  private let inputs: [Input]
  private var places: [Place] = []
  private var words = FoldedWords()
  /// Words that tell nothing when they stand alone.
  private var common: Set<UInt64> = []
  private let allowed: Set<[UInt64]>
  /// Words before a name that are not part of it.
  private let titles: Set<UInt64>

  /// - Parameters:
  ///   - commonWords: words that every study may write.
  ///   - allowed: names that the study says are no secret.
  init(_ inputs: [Input], commonWords: [String], allowed: [String], on workers: Workers)
    throws(Cancelled)
  {
    self.inputs = inputs
    var reader = FoldedWords()
    titles = Set(
      reader.words("dr mr mrs ms mme mlle m prof me sir herr frau").map(\.hash))
    self.allowed = Set(allowed.map { reader.words($0).map(\.hash) })
    let columns = inputs.flatMap { $0.network.nodes.names + $0.network.edges.names }
    for text in commonWords + columns { common.formUnion(words.words(text).map(\.hash)) }
    for (index, input) in inputs.enumerated() {
      try workers.checkCancelled()
      add(input.network, index)
    }
  }

  var isEmpty: Bool { places.isEmpty }

  // MARK: Collecting

  private mutating func add(_ network: Network, _ input: Int) {
    for (row, id) in network.ids.enumerated() {
      addName(id, Place(input: input, column: "id", row: row, text: id))
    }
    for entry in network.nodes.entries where entry.name != "source" {
      add(entry, of: input, IdentifyingColumn(entry.name))
    }
    for entry in network.edges.entries where entry.name != "source" {
      add(entry, of: input, nil)
    }
    addWholeNames(network, input)
  }

  private mutating func add(_ entry: Frame.Entry, of input: Int, _ kind: IdentifyingColumn?) {
    // Numbers tell somebody's telephone at most.
    if entry.column.type != .text && kind != .phone { return }
    if kind == .givenName || kind == .familyName { return }
    var seen: Set<String> = []
    for row in 0..<entry.column.count {
      guard let text = entry.column.text(at: row) else { continue }
      if kind == nil && !text.utf8.contains(0x40) { continue }
      if !seen.insert(text).inserted { continue }
      for part in text.split(separator: ";") {
        let value = part.trimmingCharacters(in: .whitespaces)
        let place = Place(input: input, column: entry.name, row: row, text: value)
        switch kind {
        case .phone: addPhone(value, place)
        case .name: value.contains("@") ? addEmails(value, place) : addName(value, place)
        case .address: addAddress(value, place)
        default: addEmails(value, place)
        }
      }
    }
  }

  /// Given and family names are names together, in either order.
  private mutating func addWholeNames(_ network: Network, _ input: Int) {
    func column(_ kind: IdentifyingColumn) -> Column? {
      network.nodes.entries.first { IdentifyingColumn($0.name) == kind }?.column
    }
    guard let given = column(.givenName), let family = column(.familyName) else { return }
    for row in network.ids.indices {
      guard let first = given.text(at: row), let last = family.text(at: row) else { continue }
      let name = first + " " + last
      addName(name, Place(input: input, column: "name", row: row, text: name))
    }
  }

  private mutating func add(_ phrase: [FoldedWords.Word], _ place: Place) {
    let hashes = phrase.map(\.hash)
    if hashes.isEmpty || allowed.contains(hashes) { return }
    phrases.add(hashes, Int32(places.count))
    places.append(place)
  }

  private mutating func addPhone(_ text: String, _ place: Place) {
    phones.add(text, Int32(places.count))
    places.append(place)
  }

  /// All words with an @ among them.
  private mutating func addEmails(_ text: String, _ place: Place) {
    for word in text.split(whereSeparator: { " ,<>()\"\t\n".contains($0) }) where word.contains("@")
    {
      let found = words.words(String(word))
      if found.count >= 2 { add(found, place) }
    }
  }

  private mutating func addAddress(_ text: String, _ place: Place) {
    var text = text.lowercased()
    for prefix in ["https://", "http://", "www."] where text.hasPrefix(prefix) {
      text.removeFirst(prefix.count)
    }
    let found = words.words(text)
    if found.count >= 2 { add(found, place) }
  }

  /// The name as it stands, without what stands in parentheses or before it, and the other way round.
  private mutating func addName(_ text: String, _ place: Place) {
    if Self.isPseudonym(text) { return }
    addIfTelling(words.words(text), place)
    let bare = text.prefix { $0 != "(" }
    var name = words.words(String(bare))
    while name.count > 2, titles.contains(name[0].hash) { name.removeFirst() }
    while name.count > 2, let last = name.last, last.letters == 0 { name.removeLast() }
    addIfTelling(name, place)
    guard name.count >= 2, let first = name.first, let last = name.last else { return }
    if name.contains(where: \.isCharacter) { return }
    addIfTelling([last] + name.dropLast(), place)
    if name.count > 2 {
      addIfTelling([first, last], place)
      addIfTelling([last, first], place)
    }
  }

  /// Two words with letters, four letters in all; or one of four letters that is no common word.
  private mutating func addIfTelling(_ name: [FoldedWords.Word], _ place: Place) {
    let lettered = name.filter { $0.letters > 0 }
    let letters = lettered.reduce(0) { $0 + $1.letters }
    if letters < 4 || lettered.allSatisfy({ common.contains($0.hash) }) { return }
    add(name, place)
  }

  /// `p-` and sixteen letters of base 32: a pseudonym, read again.
  private static func isPseudonym(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    return bytes.count == 18 && bytes[1] == 0x2D
      && bytes[2...].allSatisfy { (0x61...0x7A).contains($0) || (0x32...0x37).contains($0) }
  }

  // MARK: Telling

  /// Where the text comes from, itself so that only who knows it recognises it.
  func description(of identifier: Int32) -> String {
    let place = places[Int(identifier)]
    let input = inputs[place.input]
    let source =
      input.network.nodes["source"]?.text(at: place.row)
      .map { " (\($0.split(separator: ";").first ?? ""))" } ?? ""
    return
      "'\(Self.masked(place.text))', read by stage '\(input.stage)' as '\(place.column)'\(source)"
  }

  /// `A… L…`, `a…@e….o…`, `…89`.
  static func masked(_ text: String) -> String {
    if text.contains(where: \.isLetter) {
      var (result, isInside) = ("", false)
      for character in text.prefix(80) {
        let isPart = character.isLetter || character.isNumber
        if !isPart { result.append(character) } else if !isInside { result += "\(character)…" }
        isInside = isPart
      }
      return result
    }
    return "…" + text.filter(\.isNumber).suffix(2)
  }
}
