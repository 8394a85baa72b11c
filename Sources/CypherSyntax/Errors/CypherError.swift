/// What is wrong with a query, or what went wrong while it ran, in openCypher's vocabulary.
///
/// The value is one reference wide, so throwing functions stay cheap. A description never shows
/// parameter values.
///
/// Source: openCypher TCK, `Then a <type> should be raised at <phase>: <detail>`.
public struct CypherError: Error, Hashable, Sendable {
    /// The broad kind of error.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
        /// The text is not a valid query.
        case syntaxError = "SyntaxError"
        /// The query is well formed but means nothing.
        case semanticError = "SemanticError"
        /// A value has the wrong type.
        case typeError = "TypeError"
        /// A value of the right type is not allowed.
        case argumentError = "ArgumentError"
        /// Arithmetic has no result: overflow, division by zero.
        case arithmeticError = "ArithmeticError"
        /// A node or relationship is gone.
        case entityNotFound = "EntityNotFound"
        /// A property is required but missing.
        case propertyNotFound = "PropertyNotFound"
        /// A label is required but missing.
        case labelNotFound = "LabelNotFound"
        /// A constraint forbids the change.
        case constraintValidationFailed = "ConstraintValidationFailed"
        /// The graph as a whole forbids the change, or existing data a new constraint.
        case constraintVerificationFailed = "ConstraintVerificationFailed"
        /// A parameter was not given.
        case parameterMissing = "ParameterMissing"
        /// A procedure is unknown or failed.
        case procedureError = "ProcedureError"
        /// A schema command names what does not exist, or what exists already.
        case schemaError = "SchemaError"
        /// A budget of time, rows or memory is used up, or the text is too large or too deep.
        case limitExceeded = "LimitExceeded"
        /// The caller may not do this, such as writing in a read-only query.
        case forbidden = "Forbidden"
        /// The caller cancelled the query.
        case cancelled = "Cancelled"
        /// The same query may succeed when tried again.
        case transientError = "TransientError"
        /// The engine's own mistake, or a failing store below it.
        case databaseError = "DatabaseError"
    }

    /// When the error showed.
    public enum Phase: String, Hashable, Sendable {
        /// Before any row was read.
        case compileTime = "compile time"
        /// While the query ran.
        case runtime = "runtime"
    }

    private final class Storage: Sendable {
        let kind: Kind
        let phase: Phase
        let detail: String
        let message: String
        let span: SourceSpan?
        let hint: String?
        let expected: [String]

        init(
            _ kind: Kind,
            _ phase: Phase,
            _ detail: String,
            _ message: String,
            _ span: SourceSpan?,
            _ hint: String?,
            _ expected: [String]
        ) {
            self.kind = kind
            self.phase = phase
            self.detail = detail
            self.message = message
            self.span = span
            self.hint = hint
            self.expected = expected
        }
    }

    private let storage: Storage

    /// The broad kind of error.
    public var type: Kind { storage.kind }

    /// When the error showed.
    public var phase: Phase { storage.phase }

    /// The exact error in the TCK's words, such as `UndefinedVariable`.
    public var detail: String { storage.detail }

    /// What happened, in a sentence.
    public var message: String { storage.message }

    /// Where in the query's text, if it can be said.
    public var span: SourceSpan? { storage.span }

    /// What to try, in a sentence.
    public var hint: String? { storage.hint }

    /// What could have stood at the span instead: symbols and keywords, or phrases such as
    /// "an expression".
    public var expected: [String] { storage.expected }

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - type: The broad kind.
    ///   - phase: When the error showed.
    ///   - detail: The exact error in the TCK's words.
    ///   - message: What happened, in a sentence without parameter values.
    ///   - span: Where in the query's text.
    ///   - hint: What to try, in a sentence.
    ///   - expected: What could have stood there instead.
    public init(
        _ type: Kind,
        at phase: Phase = .compileTime,
        detail: String,
        message: String,
        span: SourceSpan? = nil,
        hint: String? = nil,
        expected: [String] = []
    ) {
        storage = Storage(type, phase, detail, message, span, hint, expected)
    }

    /// The same error at `span`, unless it already has one.
    public func located(at span: SourceSpan) -> CypherError {
        guard self.span == nil else { return self }
        return CypherError(
            type,
            at: phase,
            detail: detail,
            message: message,
            span: span,
            hint: hint,
            expected: expected
        )
    }

    /// Whether all parts are equal.
    public static func == (left: CypherError, right: CypherError) -> Bool {
        left.type == right.type && left.phase == right.phase && left.detail == right.detail
            && left.message == right.message && left.span == right.span
            && left.hint == right.hint && left.expected == right.expected
    }

    /// Adds the type, detail and message.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(type)
        hasher.combine(detail)
        hasher.combine(message)
    }
}
