// SPDX-License-Identifier: EUPL-1.2

/// A large value of which copies share one place in memory, for parts of values that are copied often and
/// changed seldom. It reads, compares and encodes as the value itself.
@propertyWrapper
public struct Shared<Value: Sendable>: Sendable {
  private final class Place: Sendable {
    let value: Value
    init(_ value: Value) { self.value = value }
  }
  private var place: Place

  public init(wrappedValue: Value) { place = Place(wrappedValue) }

  public var wrappedValue: Value {
    get { place.value }
    set { place = Place(newValue) }
  }
}

extension Shared: Equatable where Value: Equatable {
  public static func == (left: Shared, right: Shared) -> Bool {
    left.place === right.place || left.place.value == right.place.value
  }
}

extension Shared: Encodable where Value: Encodable {
  public func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

extension Shared: Decodable where Value: Decodable {
  public init(from decoder: any Decoder) throws {
    self.init(wrappedValue: try Value(from: decoder))
  }
}
