internal import ModuleKit

/// Reads a file of a social network's archive.
struct ArchiveReader {
  let file: String
  let lines: SourceLines
  let root: LocatedJSON

  /// - Parameters:
  ///   - parameter: the parameter that names the file.
  ///   - isScript: whether the JSON stands behind `window.… =`.
  init(
    _ input: InputFile, for parameter: String, isScript: Bool = false, _ context: StageContext
  ) throws {
    let raw = try readFile(input, for: parameter, context)
    var bytes = try DecodedText(raw, encoding: .auto, file: input.name).bytes
    file = input.name
    lines = SourceLines(file: input.name, bytes: bytes)
    if isScript { Self.blankAssignment(&bytes) }
    root = try LocatedJSON.parse(
      bytes, lines: lines, checkCancelled: context.workers.checkCancelled)
  }

  /// Blanks keep all places where they were.
  private static func blankAssignment(_ bytes: inout [UInt8]) {
    let head = bytes.prefix(200)
    guard let sign = head.firstIndex(of: UInt8(ascii: "=")),
      !head[..<sign].contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "{") })
    else { return }
    for index in bytes.startIndex...sign where bytes[index] != 0x0A && bytes[index] != 0x0D {
      bytes[index] = 0x20
    }
  }

  /// The list that the file holds, by itself or under one of `names`.
  func list(under names: [String], of what: String) throws(Diagnostic) -> [LocatedJSON] {
    if let items = root.items { return items }
    for name in names {
      if let items = root[name]?.items { return items }
    }
    let keys = names.map { "'\($0)'" }.joined(separator: " or ")
    throw lines.error(
      "wrong-shape", "there is no list of \(what) here", at: root.place,
      help: "expected is a list, or an object that holds it under \(keys): is this the right file "
        + "of the archive?")
  }
}

/// The ties of one person that an archive lists.
struct AccountList {
  private(set) var book: ContactBook
  private let channel: String
  private let owner: Int
  private var rejections: [LedgerEntry.Rejection] = []
  private var read = 0

  /// - Parameter owner: whose archive it is.
  init(
    file: String, channel: String, owner: String, _ context: StageContext
  ) throws(Diagnostic) {
    book = ContactBook(file: file)
    self.channel = channel
    try book.setOwner(owner, entries: 0..<0, context) { row, _ in
      ContactTie(row, row, line: 0, channel: channel)
    }
    self.owner = book.owner ?? 0
  }

  /// Adds a tie between the owner and an account.
  ///
  /// - Parameters:
  ///   - isFollower: whether it leads to the owner.
  ///   - seconds: since 1970, of its beginning.
  mutating func add(
    _ account: Account, isFollower: Bool, seconds: Double?, in archive: ArchiveReader
  ) {
    let isOwn = archive.file == book.file
    let row = book.person(key: account.key, line: account.line, file: isOwn ? nil : archive.file)
    if let name = account.name { book.set(.fullName, of: row, name) }
    if let url = account.url { book.set(.url, of: row, url) }
    var tie = ContactTie(
      isFollower ? row : owner, isFollower ? owner : row, line: account.line, channel: channel)
    tie.firstContact = seconds.flatMap { Int(exactly: $0.rounded(.down)) }.flatMap(
      DayText.day(unix:))
    if !isOwn { tie.file = archive.file }
    book.add(tie)
    read += 1
  }

  struct Account {
    let key: String
    let name: String?
    let url: String?
    let line: Int
  }

  mutating func reject(line: Int, _ detail: String) {
    read += 1
    rejections.append(.init(line: line, reason: "no-account", detail: detail))
  }

  /// Accounts for the entries of one file.
  mutating func endFile(_ archive: ArchiveReader, _ unit: String) {
    book.ledger.append(
      LedgerEntry(
        source: archive.file, unit: unit, read: read, kept: read - rejections.count,
        rejections: rejections))
    (read, rejections) = (0, [])
  }
}
