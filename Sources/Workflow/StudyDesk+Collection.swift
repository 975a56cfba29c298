// SPDX-License-Identifier: EUPL-1.2
import Exchange
import Model

extension StudyDesk {
  /// Where was looked for papers, with which terms, when and with what result; also who was not looked for.
  public func collection() throws -> Table { CollectionRows.log(try draft().picture) }

  /// The papers from found to included.
  public func flow() throws -> Table { FlowRows.table(try draft().picture.flow) }
}
