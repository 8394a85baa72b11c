public import Assets

/// A question to the graph that has a name, a description and typed parameters.
///
/// It is written as a Cypher file whose first comment is its documentation:
///
///     // Which columns are computed from this column?
///     // $column: STRING, name of the column
///     // $depth: INTEGER = 5, hops (1…20)
///     // Returns dataset: STRING, distance: INTEGER (hops), nearest first.
///     MATCH …
///
/// The lines up to the first parameter or `Returns` describe the question. Several parameters may
/// share a line when three spaces or more separate them. Defaults are JSON.
public struct NamedQuery: Hashable, Sendable {
    /// The name by which it is called, with its folder: `lineage/impact-of-column`.
    public let name: String

    /// What it answers, in a sentence.
    public let summary: String

    /// What may or must be given, in the order of the header.
    public let parameters: [QueryParameter]

    /// What a row holds, as the header says it; empty when it says nothing.
    public let returns: String

    /// The Cypher text, its header included, so that places in errors fit the file.
    public let text: String

    /// The folder of its name: `lineage`; empty when it has none.
    public var area: String {
        name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
    }

    /// Reads a query file.
    ///
    /// - Throws: `CatalogError.badQueryHeader` when the header lacks a description or a parameter
    ///   has no type, is named twice or has a default that is no JSON.
    public init(_ file: AssetFile) throws(CatalogError) {
        let header = try QueryHeader(file)
        name = file.name
        summary = header.summary
        parameters = header.parameters
        returns = header.returns
        text = file.text
    }
}
