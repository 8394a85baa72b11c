/// What the binder has to know of a procedure.
public struct ProcedureSignature: Hashable, Sendable {
    /// A named and typed argument or result column.
    public struct Field: Hashable, Sendable {
        /// The name; `CALL` without parentheses takes parameters of these names.
        public var name: String
        /// The type as written in the signature, such as `INTEGER?`.
        public var type: String
        /// The types a value may have; the binder reports a constant that can never fit.
        public var accepts: ValueType
        /// Whether the argument can be left out.
        public var isOptional: Bool

        /// Describes a field.
        ///
        /// - Parameters:
        ///   - name: The name.
        ///   - type: The type as written in the signature.
        ///   - accepts: The types a value may have; by default what `type` says.
        ///   - isOptional: Whether the argument can be left out.
        public init(
            _ name: String,
            type: String,
            accepts: ValueType? = nil,
            isOptional: Bool = false
        ) {
            self.name = name
            self.type = type
            self.accepts = accepts ?? ValueType(accepting: type)
            self.isOptional = isOptional
        }
    }

    /// What a procedure may do to the graph.
    public enum Effect: Hashable, Sendable {
        case reads, writes, schema
    }

    /// The full name, such as `db.labels`.
    public var name: String
    /// The arguments in order.
    public var arguments: [Field]
    /// The result columns in order; empty for a procedure that yields nothing and passes rows on.
    public var results: [Field]
    /// What it may do to the graph.
    public var effect: Effect
    /// One sentence about it.
    public var summary: String

    /// Describes a procedure.
    public init(
        _ name: String,
        arguments: [Field] = [],
        results: [Field] = [],
        effect: Effect = .reads,
        summary: String = ""
    ) {
        self.name = name
        self.arguments = arguments
        self.results = results
        self.effect = effect
        self.summary = summary
    }
}
