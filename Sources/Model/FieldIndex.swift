// SPDX-License-Identifier: EUPL-1.2

/// The fields of a framework by their identifiers, with what the rules ask of each.
///
/// A reference, so that looking a field up for each of a hundred thousand events copies nothing. It follows from the
/// framework, which is compared itself; two indexes are therefore never different.
final class FieldIndex: Sendable, Equatable {
  /// A field with its items.
  final class Entry: Sendable {
    let field: Field
    let items: [Item]
    let itemIDs: Set<ItemID>

    init(_ field: Field, in framework: Framework) {
      self.field = field
      items = framework.items(of: field)
      itemIDs = Set(items.map(\.id))
    }
  }

  private let entries: [FieldID: Entry]

  init(_ framework: Framework?) {
    var entries: [FieldID: Entry] = [:]
    for field in framework?.themes.flatMap(\.questions).flatMap(\.fields) ?? []
    where entries[field.id] == nil {
      if let framework { entries[field.id] = Entry(field, in: framework) }
    }
    self.entries = entries
  }

  subscript(_ id: FieldID) -> Entry? { entries[id] }

  static func == (left: FieldIndex, right: FieldIndex) -> Bool { true }
}
