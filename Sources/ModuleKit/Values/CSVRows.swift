/// Where the cells of one column come from.
enum CSVCells: Sendable {
  /// - Parameter rows: nil for one text after the other; a negative one is an empty cell.
  case texts(CSVTexts, rows: [Int32]?)
  case values(Column)

  init(_ column: Column, on workers: Workers) throws(Cancelled) {
    if case .texts(let texts) = column {
      self = .texts(try CSVTexts(texts.dictionary, on: workers), rows: texts.codes)
    } else {
      self = .values(column)
    }
  }
}

/// Puts the cells of some rows together: one column after the other, each row's next cell behind its last.
///
/// So the loops run over arrays of one kind, and nothing is looked up or held per cell.
struct CSVRows {
  /// Where the next cell of each row goes.
  private var places: [Int]
  private var bytes: [UInt8] = []

  static func bytes(of columns: [CSVCells], _ rows: Range<Int>) -> [UInt8] {
    var table = CSVRows(places: Array(repeating: 0, count: rows.count))
    let ready = columns.map { Ready($0, rows) }
    for column in ready { column.addLengths(to: &table.places, rows) }
    table.makePlaces(separators: max(1, columns.count))
    for (index, column) in ready.enumerated() {
      let separator = index == columns.count - 1 ? UInt8(ascii: "\n") : UInt8(ascii: ",")
      column.put(into: &table.bytes, &table.places, rows, separator)
    }
    if columns.isEmpty { for index in table.bytes.indices { table.bytes[index] = 0x0A } }
    return table.bytes
  }

  private init(places: [Int]) { self.places = places }

  /// Turns lengths of rows into their beginnings.
  private mutating func makePlaces(separators: Int) {
    var start = 0
    for row in places.indices {
      let length = places[row] + separators
      places[row] = start
      start += length
    }
    bytes = Array(unset: start)
  }

  /// Cells of some rows, written out.
  private enum Ready {
    case texts(CSVTexts, rows: [Int32]?)
    /// - Parameter starts: where the cell of each row begins, and the end.
    case cells([UInt8], starts: [Int])

    init(_ column: CSVCells, _ rows: Range<Int>) {
      switch column {
      case .texts(let texts, let numbers): self = .texts(texts, rows: numbers)
      case .values(let column):
        var bytes: [UInt8] = []
        var starts = [0]
        starts.reserveCapacity(rows.count + 1)
        func add(_ cell: (Int, inout [UInt8]) -> Void) {
          for row in rows {
            cell(row, &bytes)
            starts.append(bytes.count)
          }
        }
        switch column {
        // Not by `text(at:)`, which holds the column for every cell.
        case .numbers(let values):
          add { if !values[$0].isNaN { $1.append(contentsOf: decimal(values[$0]).utf8) } }
        case .integers(let values):
          add {
            if values[$0] != Column.missingInteger {
              $1.append(contentsOf: String(values[$0]).utf8)
            }
          }
        default: add { $1.append(contentsOf: (column.text(at: $0) ?? "").utf8) }
        }
        self = .cells(bytes, starts: starts)
      }
    }

    func addLengths(to lengths: inout [Int], _ rows: Range<Int>) {
      switch self {
      case .texts(let texts, nil):
        for row in rows {
          lengths[row - rows.lowerBound] += texts.starts[row + 1] - texts.starts[row]
        }
      case .texts(let texts, let numbers?):
        for row in rows where numbers[row] >= 0 {
          let text = Int(numbers[row])
          lengths[row - rows.lowerBound] += texts.starts[text + 1] - texts.starts[text]
        }
      case .cells(_, let starts):
        for row in lengths.indices { lengths[row] += starts[row + 1] - starts[row] }
      }
    }

    func put(
      into bytes: inout [UInt8], _ places: inout [Int], _ rows: Range<Int>, _ separator: UInt8
    ) {
      switch self {
      case .texts(let texts, nil):
        for row in rows {
          copy(
            texts.bytes, texts.starts[row]..<texts.starts[row + 1], to: &bytes,
            &places[row - rows.lowerBound], separator)
        }
      case .texts(let texts, let numbers?):
        for row in rows {
          let text = Int(numbers[row])
          let range = text < 0 ? 0..<0 : texts.starts[text]..<texts.starts[text + 1]
          copy(texts.bytes, range, to: &bytes, &places[row - rows.lowerBound], separator)
        }
      case .cells(let cells, let starts):
        for row in places.indices {
          copy(cells, starts[row]..<starts[row + 1], to: &bytes, &places[row], separator)
        }
      }
    }

    @inline(__always) private func copy(
      _ cells: [UInt8], _ range: Range<Int>, to bytes: inout [UInt8], _ place: inout Int,
      _ separator: UInt8
    ) {
      var next = place
      for index in range {
        bytes[next] = cells[index]
        next += 1
      }
      bytes[next] = separator
      place = next + 1
    }
  }
}
