// SPDX-License-Identifier: EUPL-1.2

/// A rule of the study that an event would break, in words for a person.
public struct Violation: Error, Equatable, Sendable {
  public enum Rule: String, Sendable {
    case noOpenWave, waveFrozen, waveExists
    case unknownSource, sourceExists, unknownVersion
    case unknownUnit, unknownField, unknownCategory, unknownItem, exclusiveCategory, singleCategory
    case noEvidence, unknownCoding, unknownSearch, foreignEvidence, hitsNotSetAside
    case emptyQuote, emptyReason, outsideScope, thirdIsCoder, noDifference, rowTaken
    case noFramework, nothingToWithdraw, numberTaken, identifierInUse, badIdentifier
    case notExamined, fieldOff
    case nothingToCheck, unknownCheck
  }
  public var rule: Rule
  /// What is wrong and what to do, in Dutch.
  public var text: String
  public init(_ rule: Rule, _ text: String) {
    self.rule = rule
    self.text = text
  }
}
