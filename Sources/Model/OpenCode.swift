// SPDX-License-Identifier: EUPL-1.2

/// A person's link from a place to an open code: a word of their own for what no field asks.
public struct OpenCoding: Codable, Sendable, Equatable {
  public var id: CodingID
  /// As it was written first; two codes that differ in capitals alone are one.
  public var code: String
  public var source: SourceID
  /// The units that it is about; at least one.
  public var units: [UnitCode]
  public var locator: Locator
  public var coder: CoderID
  public var note: String
  public init(
    id: CodingID, code: String, source: SourceID, units: [UnitCode], locator: Locator,
    coder: CoderID, note: String = ""
  ) {
    self.id = id
    self.code = code
    self.source = source
    self.units = units
    self.locator = locator
    self.coder = coder
    self.note = note
  }
}

extension OpenCoding {
  /// The same place as a coding without a field, for finding it again.
  public var placed: Coding {
    Coding(
      id: id, source: source, cell: Cell(unit: units.first ?? "", field: ""), locator: locator,
      coder: coder)
  }
}

/// The open codes of a study: what was coded, and which units were read before a code existed.
public struct OpenCodes: Sendable, Equatable {
  /// An open code with all that was coded with it.
  public struct Code: Sendable, Equatable {
    public var name: String
    /// The units of which something was answered, coded or set aside when the code came up: there nobody
    /// looked for it.
    public var readBefore: Set<UnitCode>
    /// The field that it became.
    public var field: FieldID?
  }

  public internal(set) var codings: [CodingID: OpenCoding] = [:]
  public internal(set) var withdrawn: Set<CodingID> = []
  /// By the name in small letters.
  private(set) var byKey: [String: Code] = [:]

  /// In the order of their names.
  public var codes: [Code] { byKey.sorted { $0.key < $1.key }.map(\.value) }

  public func code(_ name: String) -> Code? { byKey[name.lowercased()] }

  /// The codings with a code that were not withdrawn, in the order in which they came; with any code where nil.
  public func standing(_ name: String? = nil) -> [OpenCoding] {
    codings.values.filter { coding in
      !withdrawn.contains(coding.id)
        && (name.map { $0.lowercased() == coding.code.lowercased() } ?? true)
    }.sorted { $0.id < $1.id }
  }

  /// The units that must be looked at again: read before the code came up, and not coded with it since.
  public func again(_ name: String) -> [UnitCode] {
    guard let code = code(name) else { return [] }
    return code.readBefore.subtracting(standing(name).flatMap(\.units)).sorted {
      $0.rawValue < $1.rawValue
    }
  }

  /// The identifier that the next coding gets.
  public var nextID: CodingID { CodingID(Study.identifier("o", codings.count + 1)) }

  mutating func add(_ coding: OpenCoding, readBefore: Set<UnitCode>) {
    codings[coding.id] = coding
    let key = coding.code.lowercased()
    if byKey[key] == nil { byKey[key] = Code(name: coding.code, readBefore: readBefore) }
  }

  mutating func promote(_ name: String, to field: FieldID) {
    byKey[name.lowercased()]?.field = field
  }
}

/// The rules for open codes.
extension Study {
  mutating func code(openly coding: OpenCoding) throws(Violation) {
    guard openCodes.codings[coding.id] == nil else {
      throw Violation(.numberTaken, "open codering \(coding.id) bestaat al")
    }
    let name = coding.code
    guard (1...60).contains(name.count), !name.contains(where: \.isNewline),
      name.first?.isWhitespace == false, name.last?.isWhitespace == false
    else {
      throw Violation(
        .badIdentifier,
        "‘\(name)’ is geen open code; gebruik een of enkele woorden, zoals wachttijd")
    }
    guard let source = sources[coding.source], source.versions.contains(coding.locator.version)
    else {
      throw Violation(.unknownSource, "bron \(coding.source) of haar versie is niet geregistreerd")
    }
    guard !coding.locator.quote.isEmpty, !coding.locator.stretches.isEmpty else {
      throw Violation(.emptyQuote, "een codering heeft een citaat nodig")
    }
    guard isPseudonymous(coding.coder) else {
      throw Violation(
        .badIdentifier, "‘\(coding.coder)’ is geen pseudoniem; gebruik er een zoals lezer-1")
    }
    guard let round = openRound else {
      throw Violation(.noOpenWave, "er staat geen meting open; open er een met wave open")
    }
    guard !coding.units.isEmpty else {
      throw Violation(
        .unknownUnit, "\(source.path) is nergens aan toegewezen; noem met --unit over wie het gaat")
    }
    for unit in coding.units where round.unit(unit) == nil {
      throw Violation(.unknownUnit, "\(unit) staat niet in units.csv")
    }
    // Only the first coding of a code asks what was read before it.
    let before = openCodes.code(name) == nil ? unitsRead(in: round) : []
    openCodes.add(coding, readBefore: before)
  }

  private func isPseudonymous(_ coder: CoderID) -> Bool { Self.isPlain(coder.rawValue) }

  mutating func withdraw(openCoding id: CodingID, reason: String) throws(Violation) {
    guard openCodes.codings[id] != nil, !openCodes.withdrawn.contains(id) else {
      throw Violation(.nothingToWithdraw, "open codering \(id) bestaat niet of is al ingetrokken")
    }
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw Violation(.emptyReason, "noem de reden van het intrekken")
    }
    openCodes.withdrawn.insert(id)
  }

  mutating func promote(openCode name: String, to id: FieldID) throws(Violation) {
    guard let framework = rounds[try workingPlace()].framework else {
      throw Violation(.noFramework, "er is nog geen analysekader; draai eerst monitor")
    }
    guard let code = openCodes.code(name) else {
      let known = openCodes.codes.map(\.name).joined(separator: ", ")
      throw Violation(
        .unknownField,
        "er is geen open code ‘\(name)’" + (known.isEmpty ? "" : "; er zijn: \(known)"))
    }
    guard let field = framework.field(id) else {
      throw Violation(
        .unknownField,
        "veld \(id) staat niet in het analysekader; zet het in framework.yaml en draai monitor")
    }
    guard field.isEnabled else {
      throw Violation(.fieldOff, "veld \(id) staat uit; zet enabled op true in het analysekader")
    }
    guard field.itemList == nil else {
      throw Violation(
        .unknownItem, "veld \(id) heeft onderdelen; een open code kan alleen een heel veld worden")
    }
    guard code.field != id else {
      throw Violation(.numberTaken, "‘\(code.name)’ is al veld \(id)")
    }
    openCodes.promote(name, to: id)
  }

  /// The units of which a person answered, coded or set aside something.
  func unitsRead(in round: Round) -> Set<UnitCode> {
    var cells = Set(round.answers.filter { !$0.value.isEmpty }.keys)
    cells.formUnion(round.setAside.keys)
    for coding in codings.values where !withdrawn.contains(coding.id) { cells.insert(coding.cell) }
    var units = Set(openCodes.standing().flatMap(\.units))
    for cell in cells {
      if let source = sources[SourceID(cell.unit.rawValue)] {
        units.formUnion(source.description.units)
      } else {
        units.insert(cell.unit)
      }
    }
    return units
  }

  /// The cells to which the codings of promoted codes are suggestions, with those codings.
  public func promotedCodings(in round: Round) -> [Cell: [OpenCoding]] {
    guard let framework = round.framework else { return [:] }
    var found: [Cell: [OpenCoding]] = [:]
    for code in openCodes.codes {
      guard let id = code.field, let field = framework.field(id), field.isEnabled else { continue }
      let codings = openCodes.standing(code.name)
      let units =
        field.scope == .document
        ? Set(codings.map { UnitCode($0.source.rawValue) }).sorted { $0.rawValue < $1.rawValue }
        : examinedUnits(kind: field.unitKind, in: round).map(\.code)
      for unit in units {
        let inScope = Set(sourcesInScope(of: field, unit: unit, in: round).map(\.id))
        let around = unitsInScope(field.scope, unit: unit, in: round)
        let own = codings.filter { coding in
          inScope.contains(coding.source)
            && (field.scope == .document || coding.units.contains(where: around.contains))
        }
        if !own.isEmpty { found[Cell(unit: unit, field: id)] = own }
      }
    }
    return found
  }
}
