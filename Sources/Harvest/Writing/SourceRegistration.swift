/// A registered source, as the catalog knows it.
public struct SourceRegistration: Hashable, Sendable {
    /// The name, unique among sources.
    public let name: String
    /// What kind of database it is.
    public let kind: String
    /// Where it is.
    public let path: String

    /// Names a source.
    ///
    /// - Throws: `HarvestError.badName` for a name that could not stand before a dot in the name of
    ///   a dataset, and `unknownKind`.
    public init(name: String, kind: String = "sqlite", path: String) throws(HarvestError) {
        let isWord = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard isWord, (1...64).contains(name.utf8.count), name.first?.isLetter == true else {
            throw .badName(name)
        }
        guard kind == "sqlite" else { throw .unknownKind(kind) }
        self.name = name
        self.kind = kind
        self.path = path
    }

    /// The name of a table in the catalog.
    public func datasetName(of table: String) -> String { "\(name).\(table)" }
}

/// What a harvest changed in the catalog.
public struct HarvestSummary: Hashable, Sendable {
    /// Tables that the source has.
    public var tables = 0
    /// Columns that its tables have.
    public var columns = 0
    /// Foreign keys, declared or inferred.
    public var references = 0
    /// Tables and columns that were not there before.
    public var added: [String] = []
    /// Tables and columns that are no longer there; the catalog keeps what is known of them.
    public var gone: [String] = []
    /// Nodes and relationships that changed.
    public var changes = 0
    /// What was left out, and why.
    public var skipped: [SourceSchema.Skipped] = []
    /// What else a person should know.
    public var warnings: [String] = []
}
