internal import ModuleKit
internal import Synchronization

/// What rows of a table become, stretch by stretch.
protocol RowCollecting: Sendable {
  /// Takes a record.
  ///
  /// - Parameters:
  ///   - bytes: what the cells of `scanner` are places in.
  mutating func take(_ bytes: Span<UInt8>, _ scanner: borrowing CSVScanner)
  /// Told before the bytes of the last records go.
  mutating func flush(_ bytes: Span<UInt8>)
  /// Told when the stretch is at its end.
  mutating func finish()
}

/// A stretch that has been read.
struct ReadStretch<Rows: RowCollecting>: Sendable {
  var rows: Rows
  /// The line of the file that the stretch's first line is.
  var firstLine = 1
  let end: Int
  let lineCount: Int
  let commentLines: Int
  fileprivate let trouble: RecordStream.Trouble?
}

extension CSVTable {
  /// Reads the rows of data, in as many stretches as there are threads.
  ///
  /// What the rows become must not depend on where stretches end.
  func read<Rows: RowCollecting>(
    on workers: Workers, _ empty: @escaping @Sendable (_ expectedRows: Int) -> Rows
  ) throws -> [ReadStretch<Rows>] {
    let stretches = Stretches(source: source, body: bodyStart..<max(bodyStart, source.size))
    // Less than a block a stretch is not worth a thread.
    let cuts = try stretches.cuts(min(workers.threads, 1 + stretches.body.count >> 20))
    let expected = expectedRows * 9 / 8 / max(1, cuts.count)
    let progress = ByteProgress(total: stretches.body.count, workers)
    var read = try progress.workers.map(cuts) { cut in
      stretch(cut, empty(expected), progress)
    }
    for index in read.indices {
      let start = index == 0 ? bodyStart : read[index - 1].end
      if start != cuts[index].lowerBound {
        // The cut stood inside quotes.
        let rest = start..<max(start, cuts[index].upperBound)
        read[index] = stretch(rest, empty(expected), progress)
        try workers.checkCancelled()
      }
      read[index].firstLine =
        index == 0 ? bodyLine : read[index - 1].firstLine + read[index - 1].lineCount
      if let trouble = read[index].trouble {
        throw diagnostic(for: trouble, firstLine: read[index].firstLine)
      }
    }
    return read
  }

  private func stretch<Rows: RowCollecting>(
    _ range: Range<Int>, _ rows: Rows, _ progress: ByteProgress
  ) -> ReadStretch<Rows> {
    var (rows, stream) = (rows, RecordStream(source, range, dialect))
    var trouble: RecordStream.Trouble?
    var told = 0
    do throws(RecordStream.Trouble) {
      try stream.read(into: &rows) { done in
        progress.add(done - told)
        told = done
        return !progress.workers.cancellation.isCancelled
      }
      rows.finish()
    } catch {
      trouble = error
    }
    return ReadStretch(
      rows: rows, end: stream.offset, lineCount: stream.lineCount,
      commentLines: stream.commentLines, trouble: trouble)
  }

  private func diagnostic(for trouble: RecordStream.Trouble, firstLine: Int) -> Diagnostic {
    switch trouble {
    case .badEncoding: source.problem()
    case .openQuote(let offset, let line):
      Self.openQuote((offset, firstLine + line - 1), source)
    case .file(let diagnostic): diagnostic
    }
  }
}

/// Tells how much of a text has been read by all threads.
private final class ByteProgress: Sendable {
  private let total: Int
  private let done = Atomic<Int>(0)
  private let outer: Workers
  /// Threads that do not report stretches, of which there are few.
  let workers: Workers

  init(total: Int, _ workers: Workers) {
    (self.total, outer) = (total, workers)
    self.workers = Workers(threads: workers.threads, cancellation: workers.cancellation)
  }

  func add(_ bytes: Int) {
    let sum = done.add(bytes, ordering: .relaxed).newValue
    outer.tell(share: min(1, Double(sum) / Double(max(1, total))))
  }
}
