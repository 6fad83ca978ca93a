internal import Synchronization

/// The nodes to be looked at again, marked from many threads at once.
///
/// Marks are only added while threads share it, so which thread is first does not matter.
@safe final class ActiveNodes: @unchecked Sendable {
  private let flags: UnsafeMutablePointer<Atomic<Bool>>
  private let count: Int

  /// All nodes, or none.
  init(_ count: Int, all isActive: Bool) {
    self.count = count
    unsafe flags = .allocate(capacity: count)
    for node in 0..<count { unsafe (flags + node).initialize(to: Atomic(isActive)) }
  }

  deinit {
    unsafe flags.deinitialize(count: count)
    unsafe flags.deallocate()
  }

  @inline(__always) subscript(node: Int) -> Bool {
    get {
      precondition(node < count)
      return unsafe flags[node].load(ordering: .relaxed)
    }
    set {
      precondition(node < count)
      unsafe flags[node].store(newValue, ordering: .relaxed)
    }
  }
}
