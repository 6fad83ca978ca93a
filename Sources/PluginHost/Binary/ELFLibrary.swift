/// A library in the Executable and Linkable Format (64 bits, least significant byte first), as its file tells of it.
///
/// System V Application Binary Interface, chapters 4 and 5. Every position and length is checked against what is there.
struct ELFLibrary {
  /// A stretch of the file.
  struct Stretch {
    let offset: UInt64
    let size: UInt64
  }
  /// A section, as far as it is of use here.
  struct Section {
    let type: UInt32
    let place: Stretch
    /// The number of the section that it belongs with.
    let link: Int
  }

  /// Of e_machine, for the processor that this program was built for.
  #if arch(x86_64)
    private static let machine: UInt16 = 62
  #elseif arch(arm64)
    private static let machine: UInt16 = 183
  #else
    private static let machine: UInt16 = 0
  #endif
  private static let dynamicLibrary: UInt16 = 3
  private static let noteSegment: UInt32 = 4
  private static let (segmentSize, sectionSize) = (56, 64)

  let file: LibraryFile
  /// Where notes stand.
  let notes: [Stretch]
  /// Empty in a file that has been stripped of them.
  let sections: [Section]

  /// - Throws: ``BinaryFileError`` for what is no library for this machine.
  init(_ file: LibraryFile) throws(BinaryFileError) {
    self.file = file
    guard let header = file.bytes(at: 0, count: 64), header.starts(with: [0x7F, 0x45, 0x4C, 0x46])
    else { throw .notLibrary }
    // The class of 64 bits, and the least significant byte first.
    guard header[4] == 2, header[5] == 1 else { throw .otherMachine }
    var cursor = ByteCursor(Array(header[16...]))
    guard let type = cursor.number(UInt16.self), let machine = cursor.number(UInt16.self),
      cursor.take(12) != nil, let segments = cursor.number(UInt64.self),
      let sections = cursor.number(UInt64.self), cursor.take(6) != nil,
      let segmentSize = cursor.number(UInt16.self), let segmentCount = cursor.number(UInt16.self),
      let sectionSize = cursor.number(UInt16.self), let sectionCount = cursor.number(UInt16.self),
      type == Self.dynamicLibrary
    else { throw .notLibrary }
    guard machine == Self.machine else { throw .otherMachine }
    guard Int(segmentSize) == Self.segmentSize,
      let table = file.bytes(at: segments, count: Int(segmentCount) * Self.segmentSize)
    else { throw .notLibrary }
    notes = Self.notes(table)
    let size = Int(sectionCount) * Self.sectionSize
    self.sections =
      Int(sectionSize) == Self.sectionSize
      ? file.bytes(at: sections, count: size).map(Self.sections) ?? [] : []
  }

  private static func notes(_ table: [UInt8]) -> [Stretch] {
    var cursor = ByteCursor(table)
    var found: [Stretch] = []
    while let type = cursor.number(UInt32.self), cursor.take(4) != nil,
      let offset = cursor.number(UInt64.self), cursor.take(16) != nil,
      let size = cursor.number(UInt64.self), cursor.take(16) != nil
    {
      if type == noteSegment { found.append(Stretch(offset: offset, size: size)) }
    }
    return found
  }

  private static func sections(_ table: [UInt8]) -> [Section] {
    var cursor = ByteCursor(table)
    var found: [Section] = []
    while cursor.take(4) != nil, let type = cursor.number(UInt32.self), cursor.take(16) != nil,
      let offset = cursor.number(UInt64.self), let size = cursor.number(UInt64.self),
      let link = cursor.number(UInt32.self), cursor.take(20) != nil
    {
      found.append(
        Section(type: type, place: Stretch(offset: offset, size: size), link: Int(link)))
    }
    return found
  }

  /// The bytes of a stretch; nil when it is longer than `most`, as in a file that lies, or not all there.
  func bytes(_ stretch: Stretch, most: Int) -> [UInt8]? {
    stretch.size <= UInt64(most)
      ? file.bytes(at: stretch.offset, count: Int(stretch.size)) : nil
  }
}
