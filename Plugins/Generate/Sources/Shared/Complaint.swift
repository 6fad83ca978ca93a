internal import ModuleKit

/// Values of parameters that cannot go together, found before anything is made.
struct Complaint {
  let id: String
  let message: String
  let parameter: String
  var help: String?

  init(_ id: String, _ message: String, _ parameter: String, help: String? = nil) {
    (self.id, self.message, self.parameter, self.help) = (id, message, parameter, help)
  }

  /// For a value that must lie in a range which depends on others.
  static func range(_ parameter: String, _ must: String, _ value: String) -> Complaint {
    Complaint("out-of-range", "'\(parameter)' must be \(must), not \(value)", parameter)
  }

  /// For a probability that may be left out.
  static func share(_ parameter: String, _ value: Double?) -> [Complaint] {
    guard let value, !(0...1).contains(value) else { return [] }
    return [.range(parameter, "from 0 to 1", decimal(value))]
  }
}

extension CheckContext {
  func report(_ complaints: [Complaint]) {
    for complaint in complaints {
      report(
        complaint.id, complaint.message, parameter: complaint.parameter, help: complaint.help)
    }
  }
}
