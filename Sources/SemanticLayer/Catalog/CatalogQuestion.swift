/// A question about the catalog itself rather than about rows: what there is, what it means, where
/// it comes from, who answers for it.
public struct CatalogQuestion: Hashable, Sendable {
    /// What is asked.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Which tables there are.
        case tables
        /// Which columns a table has.
        case columns
        /// How many columns a table has.
        case columnCount = "column_count"
        /// Which tables have a column, or a column for a term.
        case location
        /// Who answers for something.
        case owner
        /// What something is made from.
        case origin
        /// What is made from something.
        case dependents
        /// Which columns say something about a person.
        case personalData = "personal_data"
        /// What something means.
        case meaning
        /// What type a column has.
        case type
        /// What identifies a table's rows, and what it refers to.
        case keys
        /// How two tables are connected.
        case connection
        /// Which rules the data has to keep.
        case rules
        /// How often a table is renewed.
        case freshness
    }

    public var kind: Kind
    /// What it is asked of, in the question's order; empty when asked of the whole catalog.
    public var subjects: [Subject]

    public init(_ kind: Kind, of subjects: [Subject] = []) {
        self.kind = kind
        self.subjects = subjects
    }

    /// A thing of the catalog that a question speaks of.
    public struct Subject: Hashable, Sendable {
        /// The words of the question.
        public var text: String
        /// What they may stand for, never nothing: several columns when tables share a name.
        public var meanings: [Meaning]

        public init(_ text: String, _ meanings: [Meaning]) {
            self.text = text
            self.meanings = meanings
        }
    }

    /// A node of the catalog.
    public enum Meaning: Hashable, Sendable {
        case dataset(String)
        case column(ColumnReference)
        case term(String)
    }
}

/// What reading a question as one about the catalog came to.
public enum CatalogReading: Hashable, Sendable {
    /// It is one.
    case question(CatalogQuestion)
    /// It can only be one, but speaks of something that is not there; what has a similar name is.
    case unknown(String, similar: [String])
}
