public import CypherSyntax

/// `SHOW INDEXES` and its siblings, as a source of rows.
public struct Show: Hashable, Sendable {
    /// A column that the query keeps.
    public struct Yield: Hashable, Sendable {
        /// The column's name in `columns(of:)`.
        public var column: String
        /// The slot that takes the value.
        public var slot: Slot

        /// Makes a kept column.
        public init(column: String, slot: Slot) {
            self.column = column
            self.slot = slot
        }
    }

    /// What is listed.
    public var subject: ShowCommand.Subject
    /// The kept columns.
    public var yields: [Yield]
    /// The command's text.
    public var text: String

    /// Makes a listing.
    public init(subject: ShowCommand.Subject, yields: [Yield], text: String) {
        self.subject = subject
        self.yields = yields
        self.text = text
    }

    /// The columns shown without `YIELD`, in order.
    ///
    /// Source: Neo4j 5 Cypher manual, `SHOW INDEXES`, `SHOW CONSTRAINTS`, `SHOW FUNCTIONS`,
    /// `SHOW PROCEDURES`, `SHOW DATABASES`, `SHOW TRANSACTIONS`.
    static func defaultColumns(of subject: ShowCommand.Subject) -> [String] {
        switch subject {
        case .indexes:
            [
                "id", "name", "state", "populationPercent", "type", "entityType",
                "labelsOrTypes", "properties", "indexProvider", "owningConstraint", "lastRead",
                "readCount",
            ]
        case .constraints:
            [
                "id", "name", "type", "entityType", "labelsOrTypes", "properties", "ownedIndex",
                "propertyType",
            ]
        case .functions: ["name", "category", "description"]
        case .procedures: ["name", "description", "mode", "worksOnSystem"]
        case .databases:
            [
                "name", "type", "aliases", "access", "address", "role", "writer",
                "requestedStatus", "currentStatus", "statusMessage", "default", "home",
                "constituents",
            ]
        case .transactions:
            [
                "database", "transactionId", "currentQueryId", "connectionId", "clientAddress",
                "username", "currentQuery", "startTime", "status", "elapsedTime",
            ]
        }
    }

    /// All columns that `YIELD` can name: the default ones, then the others.
    public static func columns(of subject: ShowCommand.Subject) -> [String] {
        let others: [String] =
            switch subject {
            case .indexes: ["trackedSince", "options", "failureMessage", "createStatement"]
            case .constraints: ["options", "createStatement"]
            case .functions:
                [
                    "signature", "isBuiltIn", "argumentDescription", "returnDescription",
                    "aggregating", "rolesExecution", "rolesBoostedExecution", "isDeprecated",
                ]
            case .procedures:
                [
                    "signature", "argumentDescription", "returnDescription", "admin",
                    "rolesExecution", "rolesBoostedExecution", "isDeprecated", "option",
                ]
            case .databases:
                [
                    "databaseID", "serverID", "requestedPrimariesCount",
                    "requestedSecondariesCount", "currentPrimariesCount",
                    "currentSecondariesCount", "creationTime", "lastStartTime", "lastStopTime",
                    "store", "lastCommittedTxn", "replicationLag", "options",
                ]
            case .transactions:
                [
                    "outerTransactionId", "metaData", "parameters", "planner", "runtime",
                    "indexes", "currentQueryStartTime", "currentQueryStatus",
                    "currentQueryElapsedTime", "statusDetails",
                ]
            }
        return defaultColumns(of: subject) + others
    }
}
