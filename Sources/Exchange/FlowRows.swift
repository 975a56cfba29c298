// SPDX-License-Identifier: EUPL-1.2
import Assessment

/// The flow of papers from found to included, as a table; its columns are described in the user guide.
public enum FlowRows {
  /// One row per step, and one per reason for which papers were excluded.
  public static func table(_ flow: SourceFlow) -> Table {
    Table(
      columns: ["step", "count", "reason"],
      rows: flow.steps.map { [$0.kind.rawValue, String($0.count), $0.reason] })
  }
}
