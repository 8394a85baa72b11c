/// Why a query gave no result.
public enum SQLEngineError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The engine does not accept the text: syntax, an unknown name, a wrong type.
    case invalid(message: String)
    /// The text is no single statement that only reads.
    case refused(message: String)
    case deadlineExceeded
    case cancelled
    /// The engine is not there; the message says what to install or set.
    case unavailable(message: String)
    /// The data behind the tables cannot be read.
    case data(BronzeStoreError)
    /// Anything else the engine reports.
    case failed(message: String)

    public var description: String {
        switch self {
        case .invalid(let message): "The query is not valid: \(message)"
        case .refused(let message): "The query was refused: \(message)"
        case .deadlineExceeded: "The query took too long and was stopped."
        case .cancelled: "The query was cancelled."
        case .unavailable(let message): message
        case .data(let error): error.description
        case .failed(let message): "The query failed: \(message)"
        }
    }
}
