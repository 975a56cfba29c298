// SPDX-License-Identifier: EUPL-1.2
import Anchoring
import Foundation
import Model
import Reading

/// What to mark on the picture of a page.
public enum PageMark: Sendable, Equatable {
  case nothing
  /// A quote, and which of several places on the page, counted from 1.
  case quote(String, occurrence: Int?)
  /// The places of a term of the framework, by its label or identifier.
  case term(String)
}

extension StudyDesk {
  /// A page of a PDF as a PNG picture, drawn from the kept document.
  ///
  /// - Parameters:
  ///   - file: its path below `sources/`, or its identifier.
  ///   - page: counted from 1.
  ///   - dpi: dots to the inch.
  ///   - executable: the program that draws, as a worker.
  ///   - passwordFile: the list of passwords; nil for that of the study.
  /// - Throws: `WorkflowError` where there is no such page, or what is to be marked does not stand on it.
  public func picture(
    of file: String, page: Int, dpi: Double, mark: PageMark, executable: String,
    passwordFile: URL? = nil
  ) throws -> Data {
    let source = try source(file)
    let stretches = try stretches(mark, source, page)
    var marks: [PageRectangle] = []
    for marked in try session.corpus.marks(of: stretches, in: source.current)
    where marked.page == page { marks += marked.rectangles }
    if mark != .nothing, marks.isEmpty {
      throw WorkflowError(
        .notFound, "\(source.path) is geen pdf met eigen pagina's: er is geen plaats om te tonen")
    }
    var plan = ReadingPlan(executable: executable, workers: 1, passwordFile: passwordFile)
    (plan, _) = try plan.unlocking(session.paths)
    // The reader of a paper that asks for none is told no password.
    let isLocked = try session.corpus.facts(of: source.current)?.lock != nil
    let request = ReadingRequest(
      path: session.kept.url(source.current).path, name: source.path,
      passwords: isLocked ? plan.passwords.passwords(for: [source.path]) : [])
    let drawn = PagePicture.draw(
      PictureRequest(page: page, dpi: dpi, marks: marks), of: request, executable: executable,
      limits: ReadingLimits().bounded(by: session.folder.settings.limits))
    switch drawn {
    case .success(let png): return Data(png)
    case .failure(let failure):
      throw WorkflowError(.failed, "\(source.path): \(failure.text)")
    }
  }

  /// A source, read or not.
  private func source(_ file: String) throws -> Source {
    let path = file.hasPrefix("sources/") ? String(file.dropFirst(8)) : file
    let id = study.sourceByPath[path.precomposedStringWithCanonicalMapping] ?? SourceID(file)
    guard let source = study.sources[id] else {
      throw WorkflowError(
        .unknownSource, "‘\(file)’ is geen geregistreerd stuk; kijk in out/coverage.csv")
    }
    return source
  }

  /// The stretches of the page that are to be marked.
  private func stretches(_ mark: PageMark, _ source: Source, _ page: Int) throws -> [Stretch] {
    switch mark {
    case .nothing: return []
    case .quote(let text, let occurrence):
      guard let extraction = try session.corpus.extraction(of: source.current) else {
        throw WorkflowError(.failed, "\(source.path) is nog niet gelezen; draai monitor")
      }
      let finder = QuoteFinder(
        version: source.current, readerVersion: DocumentReader.version, extraction: extraction)
      do throws(QuoteFinder.Failure) {
        return try finder.locate(text, page: page, occurrence: occurrence).stretches
      } catch {
        throw WorkflowError(.noPlace, Self.text(of: error, page))
      }
    case .term(let name):
      let terms = ((study.openRound ?? study.rounds.last)?.framework?.documentTerms ?? [])
        .filter { $0.id.rawValue == name || $0.label.lowercased() == name.lowercased() }
      guard !terms.isEmpty else {
        throw WorkflowError(
          .notFound, "‘\(name)’ is geen term van het analysekader; kijk in framework.yaml")
      }
      let found = try session.corpus.hits(in: source.current, terms: terms.map(\.id))
        .flatMap(\.stretches).filter { $0.page == page }
      guard !found.isEmpty else {
        throw WorkflowError(.notFound, "‘\(name)’ staat niet op pagina \(page) van \(source.path)")
      }
      return found
    }
  }

  private static func text(of failure: QuoteFinder.Failure, _ page: Int) -> String {
    switch failure {
    case .empty: "het citaat is leeg"
    case .notFound(let beginning, _):
      "het citaat staat niet op pagina \(page)"
        + (beginning.isEmpty ? "" : "; wel gevonden is ‘\(beginning)’")
    case .ambiguous(let found):
      "het citaat staat \(found.count) keer op pagina \(page); kies met --occurrence"
    case .tooFewOccurrences(let found): "het citaat staat maar \(found) keer op pagina \(page)"
    case .tooLong: "het citaat loopt over meer dan twee pagina's; geef een korter citaat"
    }
  }
}
