internal import CIntrinsics

extension Span where Element: BitwiseCopyable {
  /// Asks for the memory of an element that will soon be read, and does not wait for it.
  ///
  /// An element may lie on two lines of memory: both are asked for.
  @inline(__always) func prefetch(_ index: Int) {
    precondition(index >= 0 && index < count)
    unsafe withUnsafeBufferPointer {
      guard let base = $0.baseAddress else { return }
      let first = unsafe UnsafeRawPointer(base + index)
      unsafe prefetch_line(first)
      if MemoryLayout<Element>.stride > 8 {
        unsafe prefetch_line(first + MemoryLayout<Element>.stride - 1)
      }
    }
  }
}
