internal import CIntrinsics

extension Span where Element: BitwiseCopyable {
  /// Asks for the memory of an element that will soon be read, and does not wait for it.
  @inline(__always) func prefetch(_ index: Int) {
    precondition(index >= 0 && index < count)
    unsafe withUnsafeBufferPointer {
      unsafe prefetch_line($0.baseAddress.map { unsafe $0 + index })
    }
  }
}
