/// What a check of a store file found.
public struct CheckReport: Hashable, Sendable {
    /// Something that is not as it was written.
    public struct Finding: Hashable, Sendable {
        /// What kind of check found it.
        public enum Kind: String, Hashable, Sendable {
            /// SQLite's own structure.
            case file
            /// Nodes, relationships, names and what connects them.
            case graph
            /// Indexes and counts in memory.
            case index
            /// The change log and its chain.
            case log
            /// The graph is not what the log led to.
            case state
        }

        /// What kind of check found it.
        public let kind: Kind
        /// What is wrong, as a sentence.
        public let message: String
    }

    /// The file's path.
    public let path: String
    /// What is wrong; empty when all is well.
    public internal(set) var findings: [Finding] = []
    /// The number of the last transaction.
    public internal(set) var sequence: UInt64 = 0
    /// How many entries of the log were checked.
    public internal(set) var entries = 0
    /// The first entry whose outcome could be checked; those before it are only chained.
    public internal(set) var firstCheckedState: UInt64 = 0
    public internal(set) var nodes = 0
    public internal(set) var relationships = 0
    /// The last link of the chain in hexadecimal.
    ///
    /// Who keeps it elsewhere can tell later whether the log up to here is still the same. Empty when
    /// the log is not chained.
    public internal(set) var digest = ""

    init(path: String) {
        self.path = path
    }

    /// Whether nothing is wrong.
    public var isClean: Bool { findings.isEmpty }

    /// The most findings that are told.
    private static let limit = 100

    mutating func add(_ kind: Finding.Kind, _ message: String) {
        guard findings.count < Self.limit else { return }
        findings.append(Finding(kind: kind, message: message))
    }
}
