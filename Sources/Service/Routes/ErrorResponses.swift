internal import Agents
internal import Catalog
internal import CypherSyntax
internal import GraphStore
internal import HTTP
internal import Harvest
internal import JSON
internal import PropertyGraph
internal import SQLEngines

/// Makes problem documents of what handlers throw.
enum ErrorResponses {
    static func response(to error: any Error) -> Response {
        problem(of: error).response
    }

    static func problem(of error: any Error) -> Problem {
        switch error {
        case let error as CypherError:
            return problem(of: error)
        case let error as GraphError:
            return Problem(status(of: error), "\(error)")
        case let error as QueryError:
            return problem(of: error)
        case let error as HistoryError:
            return problem(of: error)
        case let error as MomentError:
            return Problem(.unprocessableContent, "\(error)")
        case let error as EntityNotFound:
            return Problem(.notFound, "\(error)")
        case let error as CatalogError:
            return Problem(.unprocessableContent, "\(error)")
        case let error as ImportProblem:
            return Problem(
                .unprocessableContent,
                error.message,
                members: ["line": .integer(Int64(error.line))]
            )
        case let error as GenerationFailure:
            return Problem(problem(of: error.underlying).status, "\(error)")
        case let error as HarvestError:
            return Problem(status(of: error), "\(error)")
        case let error as SourceQuestionError:
            return Problem(.unprocessableContent, "\(error)")
        case let error as SQLEngineError:
            return Problem(status(of: error), "\(error)")
        case let error as WorkspaceError:
            return Problem(.serviceUnavailable, "\(error)")
        default:
            return Problem(.internalServerError, "\(error)")
        }
    }

    private static func problem(of error: CypherError) -> Problem {
        Problem(
            error.type == .databaseError ? .internalServerError : .badRequest,
            error.summary,
            members: [
                "code": .string(error.type.rawValue),
                "phase": .string(error.phase.rawValue),
                "error_detail": .string(error.detail),
            ]
        )
    }

    private static func problem(of error: QueryError) -> Problem {
        switch error {
        case .unknown: Problem(.notFound, "\(error)")
        case .missingParameter: Problem(.unprocessableContent, "\(error)")
        case .failed(_, let cause): problem(of: cause)
        }
    }

    private static func problem(of error: HistoryError) -> Problem {
        switch error {
        case .graph(let error): return Problem(status(of: error), "\(error)")
        case .unknownChange: return Problem(.notFound, "\(error)")
        case .folded: return Problem(.unprocessableContent, "\(error)")
        case .rewritten: return Problem(.conflict, "\(error)")
        case .conflicts(_, let conflicts):
            return Problem(
                .conflict, "\(error)", members: ["conflicts": .array(conflicts.map(\.json))])
        }
    }

    private static func status(of error: HarvestError) -> Status {
        switch error {
        case .unknownSource: .notFound
        case .nameTaken: .conflict
        case .locked, .tooSlow: .serviceUnavailable
        case .badName, .unknownKind, .noFile, .ownFile, .notADatabase, .unreadable:
            .unprocessableContent
        }
    }

    private static func status(of error: SQLEngineError) -> Status {
        switch error {
        case .invalid, .refused, .deadlineExceeded, .cancelled: .unprocessableContent
        case .unavailable, .data, .failed: .serviceUnavailable
        }
    }

    private static func status(of error: GraphError) -> Status {
        switch error {
        case .conflict, .constraintViolation: .conflict
        case .storage: .serviceUnavailable
        case .nodeNotFound, .relationshipNotFound: .notFound
        default: .unprocessableContent
        }
    }
}
