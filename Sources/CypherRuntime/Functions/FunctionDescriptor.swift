public import CypherPlanning
public import CypherSyntax
public import PropertyGraph

/// A function of the query language: what the binder checks, and how a call is computed.
///
/// Arguments arrive evaluated and in number as the signature says. A function decides for itself
/// what null means; most yield null when any argument is null.
public struct FunctionDescriptor: Sendable {
    /// Computes one call.
    public typealias Evaluation =
        @Sendable (_ arguments: [Value], _ context: FunctionContext) throws(CypherError) -> Value

    /// Starts one aggregation, given the arguments after the first as the group's first row has
    /// them (the percentile of `percentileCont`).
    public typealias AccumulatorFactory =
        @Sendable (_ parameters: [Value]) throws(CypherError) -> any Accumulator

    /// How a call is computed.
    public enum Implementation: Sendable {
        /// From one row's arguments.
        case scalar(Evaluation)
        /// From the first argument's values over many rows.
        case aggregate(AccumulatorFactory)
    }

    /// Name, arity and types.
    public let signature: FunctionSignature
    /// One sentence for documentation.
    public let summary: String
    /// How a call is computed.
    public let implementation: Implementation

    /// The full name as documentation spells it, such as `date.truncate`.
    public var name: String { signature.name }

    /// The part of the name before its last dot, empty for most functions.
    public var namespace: String {
        guard let dot = name.lastIndex(of: ".") else { return "" }
        return String(name[..<dot])
    }

    /// Whether it sums up many rows.
    public var isAggregate: Bool { signature.isAggregate }

    /// False when two calls with equal arguments may differ within a query.
    public var isDeterministic: Bool { signature.isDeterministic }

    /// Describes a function computed from one row.
    public init(
        _ signature: FunctionSignature,
        summary: String,
        evaluate: @escaping Evaluation
    ) {
        self.signature = signature
        self.summary = summary
        self.implementation = .scalar(evaluate)
    }

    /// Describes a function computed from many rows.
    public init(
        aggregate signature: FunctionSignature,
        summary: String,
        accumulator: @escaping AccumulatorFactory
    ) {
        self.signature = signature
        self.summary = summary
        self.implementation = .aggregate(accumulator)
    }

    /// Computes one call of a function that is not an aggregate.
    ///
    /// - Throws: what the function throws; a semantic error when it is an aggregate.
    public func evaluate(
        _ arguments: [Value],
        _ context: FunctionContext
    ) throws(CypherError) -> Value {
        guard case .scalar(let evaluation) = implementation else {
            throw .invalidArgument("The function \(name)() needs many rows.")
        }
        return try evaluation(arguments, context)
    }
}
