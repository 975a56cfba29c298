// SPDX-License-Identifier: EUPL-1.2
import DutchText
import Foundation
import Intake
import Model
import Reading

/// How documents are read: by which program, how many at once, within which limits.
public struct ReadingPlan: Sendable {
  /// The path of a program whose command `worker` reads documents.
  public var executable: String
  public var workers: Int
  public var limits: ReadingLimits
  /// When text is recognised on pictures, as the user says with the command; nil where `study.yaml` decides.
  public var wish: RecognitionMode?
  /// The list of passwords that the user names; nil for that of the study.
  public var passwordFile: URL?
  /// Those tried on documents that need one; see `unlocking`.
  var passwords = PasswordList()
  /// The beginnings of the hashes of the documents that stay closed, ascending; nil where none needs a password.
  var closed: [String]?
  /// The word list that decides about hyphens at line ends and explains hits: that of the study's `StudyPaths`.
  var words: WordList?

  public init(
    executable: String, workers: Int, limits: ReadingLimits = ReadingLimits(),
    wish: RecognitionMode? = nil, passwordFile: URL? = nil
  ) {
    self.executable = executable
    self.workers = workers
    self.limits = limits
    self.wish = wish
    self.passwordFile = passwordFile
  }

  /// The part of the plan that decides what is read, with the edition of the word list; limits on time and
  /// memory are left out.
  var options: String { documentOptions + closedOptions }

  /// The part of the options that holds for each document by itself.
  var documentOptions: String { baseOptions + recognitionOptions }

  private var baseOptions: String {
    "text=\(limits.textBytes) expanded=\(limits.expandedBytes) ratio=\(limits.expansionRatio)"
      + (words.map { " words=\($0.edition)" } ?? "")
  }

  /// The limits on time and memory: when they change, what failed is tried again.
  var patience: String {
    "memory=\(limits.memoryBytes) cpu=\(limits.cpuSeconds) wall=\(limits.wallSeconds)"
  }

  /// A plan with the options that an edition or a draft was made with.
  ///
  /// - Returns: nil where the options cannot be read; `otherWords` is the edition of the word list that they
  ///   name, where that is not at hand and the plan has to do with its own.
  func with(options: String) -> (plan: ReadingPlan, otherWords: String?)? {
    var plan = self
    plan.words = nil
    var otherWords: String?
    plan.limits.recognition = nil
    plan.closed = nil
    var edition = ""
    var mode = RecognitionMode.off
    for part in options.split(separator: " ") {
      let pair = part.split(separator: "=", maxSplits: 1)
      guard pair.count == 2 else { return nil }
      let value = Int(pair[1])
      switch pair[0] {
      case "text": plan.limits.textBytes = value ?? plan.limits.textBytes
      case "expanded": plan.limits.expandedBytes = value ?? plan.limits.expandedBytes
      case "ratio": plan.limits.expansionRatio = value ?? plan.limits.expansionRatio
      case "ocr": mode = RecognitionMode(rawValue: String(pair[1])) ?? .off
      case "words":
        plan.words = words
        otherWords = words?.edition == String(pair[1]) ? nil : String(pair[1])
      case "with": edition = String(pair[1])
      case "closed": plan.close(pair[1])
      default: return nil
      }
    }
    if mode != .off { plan.limits.recognition = TextRecognition(mode: mode, edition: edition) }
    return otherWords != nil || plan.options == options ? (plan, otherWords) : nil
  }
}

/// Recognising text on pictures, as a part of the options. An option is named only where text is recognised, so
/// that editions from before there was recognition still say what they were made with.
extension ReadingPlan {
  /// The setting of the corpus that holds the part about recognition of the last run.
  static let recognitionSetting = "recognition"

  /// The part of the options about recognition.
  var recognitionOptions: String {
    limits.recognition.map { " ocr=\($0.mode.rawValue) with=\($0.edition)" } ?? ""
  }

  /// The options that a document is stored with. Where recognition does not matter they do not name it, so that
  /// nothing is read again when a recogniser is installed or another mode is chosen.
  func options(of extraction: Extraction) -> String {
    let isSame =
      !extraction.isOpenToRecognition && extraction.state != .failed
      && limits.recognition?.mode != .force
    return isSame ? baseOptions + Self.sameOptions : documentOptions
  }

  private static let sameOptions = " ocr=any"

  /// Other options with which a document may have been stored and be as this plan would read it.
  var optionsElsewhere: String {
    limits.recognition?.mode == .force ? documentOptions : baseOptions + Self.sameOptions
  }

  /// The plan with the mode that the user wishes, or else `study.yaml` says, and the recogniser that is here.
  ///
  /// - Throws: `WorkflowError` where text must be recognised and cannot be.
  func choosing(_ settings: RecognitionMode?) throws -> (plan: ReadingPlan, isMissing: Bool) {
    var plan = self
    plan.limits.recognition = nil
    let mode = wish ?? settings ?? .auto
    guard mode != .off else { return (plan, false) }
    guard let recognizer = Recognizer.installed() else {
      guard mode == .auto else {
        throw WorkflowError(
          .failed,
          "tekst herkennen (--ocr force) kan hier niet: installeer \(Recognizer.packages)")
      }
      return (plan, true)
    }
    plan.limits.recognition = TextRecognition(mode: mode, edition: recognizer.edition)
    return (plan, false)
  }
}
