import CypherSyntax
import HTTP

/// Neo4j's code for an error of the language, and the HTTP status that goes with it.
///
/// Only what may succeed when tried again is a `TransientError`: drivers repeat those.
///
/// Source: Neo4j status codes manual, "List of Neo4j error codes".
struct StatusCode: Hashable, Sendable {
    /// The code, such as `Neo.ClientError.Statement.SyntaxError`.
    let name: String
    /// The status of the response.
    let status: Status

    private init(client name: String, _ status: Status = .badRequest) {
        self.name = "Neo.ClientError." + name
        self.status = status
    }

    private init(transient name: String, _ status: Status) {
        self.name = "Neo.TransientError." + name
        self.status = status
    }

    private init(database name: String, _ status: Status) {
        self.name = "Neo.DatabaseError." + name
        self.status = status
    }

    /// The code of an error.
    init(_ error: CypherError) {
        switch error.type {
        case .syntaxError: self.init(client: "Statement.SyntaxError")
        case .semanticError: self.init(client: "Statement.SemanticError")
        case .typeError: self.init(client: "Statement.TypeError")
        case .argumentError: self.init(client: "Statement.ArgumentError")
        case .arithmeticError: self.init(client: "Statement.ArithmeticError")
        case .entityNotFound: self.init(client: "Statement.EntityNotFound")
        case .propertyNotFound: self.init(client: "Statement.PropertyNotFound")
        case .labelNotFound: self.init(client: "Statement.EntityNotFound")
        case .parameterMissing: self.init(client: "Statement.ParameterMissing")
        case .constraintValidationFailed: self.init(client: "Schema.ConstraintValidationFailed")
        case .cancelled: self.init(client: "Transaction.Terminated")
        case .constraintVerificationFailed, .procedureError, .schemaError, .limitExceeded,
            .forbidden, .transientError, .databaseError:
            self = Self.detailed(error)
        }
    }

    private static func detailed(_ error: CypherError) -> StatusCode {
        switch (error.type, error.detail) {
        case (.constraintVerificationFailed, "ConstraintCreationFailed"):
            StatusCode(database: "Schema.ConstraintCreationFailed", .badRequest)
        case (.constraintVerificationFailed, _):
            StatusCode(client: "Schema.ConstraintValidationFailed")
        case (.procedureError, "ProcedureNotFound"):
            StatusCode(client: "Procedure.ProcedureNotFound")
        case (.procedureError, _): StatusCode(client: "Procedure.ProcedureCallFailed")
        case (.schemaError, let detail): schema(detail)
        case (.limitExceeded, "Deadline"):
            StatusCode(client: "Transaction.TransactionTimedOut")
        case (.limitExceeded, "MemoryLimit"):
            StatusCode(client: "General.TransactionOutOfMemoryError")
        case (.limitExceeded, _): StatusCode(client: "Statement.ArgumentError")
        case (.forbidden, "ReadOnly"): StatusCode(client: "Statement.AccessMode")
        case (.forbidden, _): StatusCode(client: "Security.Forbidden", .forbidden)
        case (.transientError, "Conflict"):
            StatusCode(transient: "Transaction.Outdated", .conflict)
        case (.transientError, _):
            StatusCode(transient: "General.DatabaseUnavailable", .serviceUnavailable)
        default: StatusCode(database: "General.UnknownError", .internalServerError)
        }
    }

    private static func schema(_ detail: String) -> StatusCode {
        switch detail {
        case "SchemaNameTaken": StatusCode(client: "Schema.IndexWithNameAlreadyExists")
        case "EquivalentSchemaExists":
            StatusCode(client: "Schema.EquivalentSchemaRuleAlreadyExists")
        case "IndexNotFound": StatusCode(client: "Schema.IndexNotFound")
        case "ConstraintNotFound": StatusCode(client: "Schema.ConstraintNotFound")
        case "IndexOwnedByConstraint": StatusCode(client: "Schema.ForbiddenOnConstraintIndex")
        default: StatusCode(client: "Statement.UnsupportedOperationError")
        }
    }
}
