public import ModuleKit

/// To whom of those a holder knows the letter goes.
public enum ForwardingRule: String, ParameterChoice {
  case random
  /// Who can forward to most people (Adamic, Lukose, Puniyani & Huberman 2001).
  case highestDegree = "highest_degree"
  /// Who is nearest to the target in given columns.
  case closest
  /// Who is nearest on a lattice (Kleinberg 2000).
  case lattice
}

/// To whom a letter does not go again.
public enum LetterMemory: String, ParameterChoice {
  /// It may go to anyone, and back.
  case none
  /// A holder knows who gave him the letter, and does not give it back.
  case holder
  /// The letter bears the list of all who held it, as Milgram's did, and goes to none of them.
  case letter
}

/// How several distances become one.
public enum DistanceMixture: String, ParameterChoice {
  /// The mean by declared weights.
  case mean
  /// The least of them (Watts, Dodds & Newman 2002).
  case least
}

/// Whether the shortest chains between starters and targets are found as well.
public enum GeodesicChoice: String, ParameterChoice {
  /// For all letters as far as work allows, else for a sample of them.
  case auto
  case all
  case none
}

/// How a letter ended.
enum LetterEnd: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  case arrived, droppedOut, noContacts, nobodyLeft, nobodyNearer, stepLimit

  var name: String {
    switch self {
    case .arrived: "arrived"
    case .droppedOut: "dropped_out"
    case .noContacts: "no_contacts"
    case .nobodyLeft: "nobody_left"
    case .nobodyNearer: "nobody_nearer"
    case .stepLimit: "step_limit"
    }
  }

  func note(_ memory: LetterMemory) -> String {
    switch self {
    case .arrived: "the target has the letter"
    case .droppedOut: "a holder threw it away"
    case .noContacts: "the holder can forward to nobody at all"
    case .nobodyLeft:
      memory == .holder
        ? "the holder knows nobody but the one who gave it"
        : "everybody the holder knows has had it"
    case .nobodyNearer: "nobody the holder knows is nearer to the target"
    case .stepLimit: "still under way after the most steps allowed"
    }
  }
}
