package import CypherSyntax
package import PropertyGraph

extension CypherError {
    /// A graph's refusal in the words of the query language.
    package init(_ error: GraphError) {
        switch error {
        case .constraintViolation(let violation):
            self.init(
                .constraintValidationFailed, at: .runtime, detail: "ConstraintViolation",
                message: Self.describe(violation))
        case .constraintCreationFailed(let violation):
            self.init(
                .constraintVerificationFailed, at: .runtime, detail: "ConstraintCreationFailed",
                message: Self.describe(violation),
                hint: "Correct the data first, then create the constraint.")
        case .nodeHasRelationships:
            self.init(
                .constraintVerificationFailed, at: .runtime, detail: "DeleteConnectedNode",
                message: "A node that still has relationships cannot be deleted.",
                hint: "Delete the relationships first, or use DETACH DELETE.")
        case .nodeNotFound, .relationshipNotFound:
            self = .deletedEntity("entity")
        case .valueNotStorable(let what):
            self.init(
                .typeError, at: .runtime, detail: "InvalidPropertyType",
                message: "A property cannot hold \(what).",
                hint: "Properties hold booleans, numbers, strings, temporal values and lists of "
                    + "these.")
        case .schemaNameTaken(let name):
            self.init(
                .schemaError, at: .runtime, detail: "SchemaNameTaken",
                message: "An index or constraint named `\(name)` exists already.",
                hint: "Choose another name, or add IF NOT EXISTS.")
        case .equivalentSchemaExists(let name):
            self.init(
                .schemaError, at: .runtime, detail: "EquivalentSchemaExists",
                message: "`\(name)` already covers the same.",
                hint: "Add IF NOT EXISTS to accept it.")
        case .indexNotFound(let name):
            self.init(
                .schemaError, at: .runtime, detail: "IndexNotFound",
                message: "There is no index named `\(name)`.", hint: "SHOW INDEXES lists them.")
        case .constraintNotFound(let name):
            self.init(
                .schemaError, at: .runtime, detail: "ConstraintNotFound",
                message: "There is no constraint named `\(name)`.",
                hint: "SHOW CONSTRAINTS lists them.")
        case .indexOwnedByConstraint(let index, let constraint):
            self.init(
                .schemaError, at: .runtime, detail: "IndexOwnedByConstraint",
                message: "The index `\(index)` belongs to the constraint `\(constraint)`.",
                hint: "Drop the constraint instead.")
        case .schemaNotSupported(let what):
            self.init(
                .schemaError, at: .runtime, detail: "SchemaNotSupported",
                message: "\(what) is not offered.")
        case .invalidName(let name):
            self.init(
                .argumentError, at: .runtime, detail: "InvalidName",
                message: "`\(name)` cannot be a name.")
        case .limitExceeded(let what, let limit):
            self.init(
                .limitExceeded, at: .runtime, detail: "Capacity",
                message: "There is no room for more \(what) than \(limit).")
        case .conflict:
            self.init(
                .transientError, at: .runtime, detail: "Conflict",
                message: "Another transaction changed the same things first.",
                hint: "Try again.")
        case .storage(let problem, let message):
            self.init(
                problem == .busy ? .transientError : .databaseError, at: .runtime,
                detail: "Storage", message: message)
        case .identityInUse, .draftClosed, .changeSetMismatch:
            self.init(
                .databaseError, at: .runtime, detail: "Transaction",
                message: "The transaction is over.")
        }
    }

    private static func describe(_ violation: ConstraintViolation) -> String {
        let keys = violation.keys.map { "`\($0)`" }.joined(separator: ", ")
        let name = "the constraint `\(violation.constraint)`"
        // It says nothing of the entity that is in the way: the caller may not be allowed to see it.
        if violation.existing != nil {
            return "No two `\(violation.target)` may have the same \(keys): \(name) forbids it."
        }
        if let type = violation.propertyType {
            return "The \(keys) of a `\(violation.target)` must be of type \(type): "
                + "\(name) requires it."
        }
        return "A `\(violation.target)` lacks \(keys): \(name) requires it."
    }
}

/// Runs a piece of graph work whose errors become the language's.
@inline(__always)
package func translating<Result>(
    _ body: () throws(GraphError) -> Result
) throws(CypherError) -> Result {
    do throws(GraphError) {
        return try body()
    } catch {
        throw CypherError(error)
    }
}
