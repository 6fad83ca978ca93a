internal import ModuleKit

/// Finds outputs of one result that want the same file.
enum OutputNames {
  static func problems(_ planned: [Plan.Stage]) -> [Diagnostic] {
    planned.flatMap { stage in
      let before = stage.inputs.first.map { planned[$0].outline } ?? Outline()
      return reserved(stage, before) + doubles(stage, before) + series(stage, before)
    }
  }

  /// Documents of a stage that the module which comes last would replace.
  static func problems(_ closing: PreparedModule, after stage: Plan.Stage) -> [Diagnostic] {
    var own = Outline()
    closing.outline(
      &own,
      CheckContext(
        stageID: stage.id, inputs: [stage.outline], stage: stage.location,
        locations: closing.locations))
    return own.documents.filter(stage.outline.documents.contains).map {
      reservedFile($0, at: stage.location)
    }
  }

  private static func reserved(_ stage: Plan.Stage, _ before: Outline) -> [Diagnostic] {
    let tables = stage.outline.tables.filter { name in
      ["nodes", "edges"].contains(name) && !before.tables.contains(name)
    }
    let documents = stage.outline.documents.filter { path in
      !before.documents.contains(path) && OutputFiles.isReserved(path)
    }
    return tables.map {
      Diagnostic("reserved-name", "a table cannot be called '\($0)'", at: stage.location)
    } + documents.map { reservedFile($0, at: stage.location) }
  }

  private static func reservedFile(
    _ path: String, at location: Diagnostic.Location
  ) -> Diagnostic {
    Diagnostic(
      "reserved-name", "'\(path)' is a file that every run writes", at: location,
      help: "choose another file name")
  }

  /// A document that is called like the file of a table or a figure, told where the second one comes.
  private static func doubles(_ stage: Plan.Stage, _ before: Outline) -> [Diagnostic] {
    let known = clashes(in: before)
    return clashes(in: stage.outline).filter { !known.contains($0) }.map { path in
      Diagnostic(
        "output-twice", "two results want the file '\(path)'", at: stage.location,
        help: "give this stage another 'id', or its file another name")
    }
  }

  /// Figures whose names may be those that another stage gives while it runs.
  private static func series(_ stage: Plan.Stage, _ before: Outline) -> [Diagnostic] {
    func names(_ outline: Outline) -> [String] { outline.figures + outline.figureSeries }
    let isNew = { (name: String) in !names(before).contains(name) }
    return stage.outline.figureSeries.flatMap { series in
      names(stage.outline).filter {
        $0.lowercased().hasPrefix(series.lowercased() + "-") && (isNew($0) || isNew(series))
      }.map { name in
        Diagnostic(
          "output-twice",
          "the figure '\(name)' may have the name of one of the figures '\(series)-…'",
          at: stage.location, help: "give this stage an 'id' that does not begin like the other")
      }
    }
  }

  private static func clashes(in outline: Outline) -> [String] {
    let tables = Set(outline.tables.map { $0 + ".csv" })
    let figures = Set(
      outline.figures.flatMap { name in ["svg", "png", "pdf"].map { "\(name).\($0)" } })
    func isOfSeries(_ path: String) -> Bool {
      [".svg", ".png", ".pdf"].contains { path.hasSuffix($0) }
        && outline.figureSeries.contains { path.hasPrefix($0 + "-") }
    }
    func isFolder(_ path: String) -> Bool {
      outline.documents.contains { $0.hasPrefix(path + "/") }
    }
    return outline.documents.filter {
      tables.contains($0) || figures.contains($0) || isOfSeries($0) || isFolder($0)
    }
  }
}
