internal import ModuleKit

/// Everyone who can occur in a log, and what they are like.
struct ExperimentPeople {
  private(set) var ids: Set<String> = []
  /// What somebody is like, in words: "f, under 30".
  private(set) var cells: [String: String] = [:]

  init(
    _ file: InputFile, _ parameters: Experiment.Parameters, _ context: StageContext
  ) throws {
    let table = try ExperimentFile(file, parameter: "people", context)
    let id = try table.required(
      parameters.person, "person", usual: ["id", "name", "person", "node", "key"])
    var columns: [Int] = []
    for name in parameters.covariates {
      columns.append(try table.required(name, "covariates", usual: [name]))
    }
    for row in table.table.rows {
      if table.hasTooMany(row) { throw table.tooMany(row) }
      let person = ExperimentFile.canonical(row[id])
      if person.isEmpty {
        throw table.problem("empty-id", "the row names nobody", line: row.line)
      }
      if !ids.insert(person).inserted {
        throw table.problem("repeated-person", "'\(person)' is there twice", line: row.line)
      }
      if columns.isEmpty { continue }
      cells[person] = columns.map { row[$0].isEmpty ? "unknown" : row[$0] }
        .joined(separator: ", ")
    }
  }
}

/// People who are alike, and alike in where they stand: starters were asked by the experimenter,
/// everyone later by somebody they know.
struct CovariateCells {
  /// For each chain the cell of each person who decided or still may.
  private(set) var ofChains: [[Int32]] = []
  private(set) var names: [(position: String, cell: String)] = []

  /// - Parameter cell: what the holder of a chain's letter is like; "" when nothing is known.
  init(
    _ chains: [ObservedChain], smallest: Int, cell: (_ chain: Int, _ person: Int32) -> String
  ) {
    var drafts = Interner()
    var sizes: [Int] = []
    let codes = chains.indices.map { index in
      let chain = chains[index]
      let holders = chain.links + (chain.outcome == .completed ? 0 : 1)
      return (0..<holders).map { step in
        let code = drafts.intern(
          (step == 0 ? "s" : "l") + cell(index, chain.people[step]))
        if Int(code) == sizes.count { sizes.append(0) }
        sizes[Int(code)] += 1
        return code
      }
    }
    // Cells stand in the order of their names, small ones together behind the others.
    var numbers: [String: Int32] = [:]
    var final = [Int32](repeating: 0, count: sizes.count)
    let order = canonicalOrder(drafts.strings)
    for pass in 0..<2 {
      for code in order {
        let text = drafts.strings[Int(code)]
        let isSmall = sizes[Int(code)] < smallest
        guard isSmall == (pass == 1) else { continue }
        let key = isSmall ? String(text.prefix(1)) + "\u{0}" : text
        if numbers[key] == nil {
          numbers[key] = Int32(names.count)
          let words = isSmall ? "others" : String(text.dropFirst())
          names.append((text.hasPrefix("s") ? "starter" : "later", words.isEmpty ? "all" : words))
        }
        final[Int(code)] = numbers[key] ?? 0
      }
    }
    ofChains = codes.map { $0.map { final[Int($0)] } }
  }
}
