// SPDX-License-Identifier: EUPL-1.2

/// A generator whose numbers follow from its seed, the same on every machine.
///
/// Steele, Lea and Flood, *Fast splittable pseudorandom number generators*, OOPSLA 2014,
/// doi:10.1145/2660193.2660195.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  /// A number from 0 to less than the bound, at least 1.
  ///
  /// By remainder: the lower numbers are more likely by at most bound / 2⁶⁴.
  public mutating func number(below bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
