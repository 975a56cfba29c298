// SPDX-License-Identifier: EUPL-1.2

/// What may be done with a source outside the team that works on the study, from least to most.
///
/// The framework lists the values under `usageRights`. Their identifiers have a fixed meaning here, and every
/// identifier that is not known counts as `background`: whoever adds a value can only make less public.
public enum UsageRight: String, Sendable, CaseIterable {
  /// Nobody said what may be done with it.
  case unstated = ""
  /// It may inform the team, and is not cited.
  case background = "achtergrond"
  /// It may be quoted after consent of whoever gave it.
  case confidential = "vertrouwelijk"
  case open = "openbaar"

  /// - Parameter usage: the identifier of the framework's `usageRights`; nil where nothing was said.
  public init(usage: String?) {
    guard let usage, !usage.isEmpty else {
      self = .unstated
      return
    }
    self = UsageRight(rawValue: usage) ?? .background
  }
}

/// How far an edition names the units that it is about.
public enum Naming: String, Codable, Sendable, CaseIterable {
  /// Every unit by its name.
  case municipality
  /// Municipalities only as the central or another municipality of their region.
  case region
  /// Regions and areas under codes that tell neither order nor identity.
  case none
}

/// By which rules a public edition is made from a study.
public struct PublicRules: Sendable, Equatable {
  public var naming: Naming
  /// What decides the order of new codes; who knows it and the list of municipalities can find them back, so
  /// that it stands in the journal and never in the edition.
  public var salt: String
  public init(naming: Naming, salt: String) {
    self.naming = naming
    self.salt = salt
  }
}

extension Publication {
  /// The rules of a public edition; nil for a working edition.
  public var rules: PublicRules? {
    kind == .public ? PublicRules(naming: naming ?? .none, salt: salt ?? "") : nil
  }

  /// What may be told of the edition outside: all but the salt.
  public var withoutSalt: Publication {
    var told = self
    told.salt = nil
    return told
  }
}
