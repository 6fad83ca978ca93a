internal import Foundation
internal import ModuleKit
internal import PipelineEngine

/// Runs a study, and again whenever it or its data are saved.
struct StudySession: Sendable {
  let page: LocalPage
  let board: Board
  let tell: @Sendable (String) -> Void
  /// A thread for each stage that can run beside others, as far as that helps.
  private let threads = StageThreads(
    count: max(2, ProcessInfo.processInfo.activeProcessorCount))

  init(page: LocalPage, board: Board, tell: @escaping @Sendable (String) -> Void) {
    (self.page, self.board, self.tell) = (page, board, tell)
  }

  /// Goes on until the task is cancelled.
  func run() async {
    var files: [String] = []
    while !Task.isCancelled {
      let (checked, watch, marks) = await check(watching: &files)
      await follow(checked, watch, marks)
      if (try? await watch.settle()) == nil { return }
    }
  }

  /// Reads the study, and tells how the files were that it was read from.
  private func check(
    watching files: inout [String]
  ) async -> (Engine.Checked, FileWatch, [FileWatch.Mark?]) {
    while true {
      let watch = FileWatch(paths: [page.study] + files)
      let marks = watch.look()
      let start = FileWatch.now
      board.update { $0.begin(isThere: marks[0] != nil) }
      let checked = await withTaskGroup(of: Engine.Checked.self) { group in
        group.addTask(executorPreference: threads) { page.check() }
        return await group.next()!
      }
      // A study that cannot be read names no files; those that it named before may still mend it.
      let named = checked.plan == nil ? files + checked.files : checked.files
      let found = watched(named)
      let wide = FileWatch(paths: [page.study] + found)
      var all = wide.look()
      for (index, path) in wide.paths.enumerated() {
        if let known = watch.paths.firstIndex(of: path) { all[index] = marks[known] }
      }
      // A file that was first looked at after it had been read must not have changed in between.
      let isSure = zip(wide.paths, all).allSatisfy { path, mark in
        watch.paths.contains(path) || mark.map { $0.changed < start - .milliseconds(50) } ?? true
      }
      files = found
      if isSure || Task.isCancelled { return (checked, wide, all) }
    }
  }

  /// Each once, without what the run writes itself.
  private func watched(_ files: [String]) -> [String] {
    let output = URL(fileURLWithPath: page.output).resolvingSymlinksInPath().path + "/"
    var seen: Set<String> = []
    return files.filter { file in
      let path = URL(fileURLWithPath: file).resolvingSymlinksInPath().path
      return seen.insert(file).inserted && !path.hasPrefix(output)
    }
  }

  /// Runs what was read until it is done or a file changes; then waits for the change.
  private func follow(
    _ checked: Engine.Checked, _ watch: FileWatch, _ marks: [FileWatch.Mark?]
  ) async {
    let cancellation = Cancellation()
    await withTaskGroup(of: Ended.self) { group in
      group.addTask(executorPreference: threads) {
        await Round(page: page, board: board, tell: tell).run(checked, cancellation)
          ? .done : .again
      }
      group.addTask {
        // Cancelled, it has also ended.
        try? await watch.change(from: marks)
        return .changed
      }
      while let ended = await group.next() {
        switch ended {
        case .done: break
        case .changed: cancellation.cancel()
        case .again:
          try? await Task.sleep(for: .seconds(1))
          group.cancelAll()
        }
      }
    }
  }

  private enum Ended { case done, again, changed }
}

extension PageState {
  /// A new round begins; what there is to see stays until there is something newer.
  fileprivate mutating func begin(isThere: Bool) {
    for index in figures.indices { figures[index].isOld = true }
    phase = isThere ? .reading : .waiting
    sentence = isThere ? "Reading the study" : "\(study) is not there; waiting for it"
  }
}
