public import CypherPlanning
public import CypherSyntax
public import PropertyGraph

/// A procedure: what the binder checks, and how a call is run.
public struct Procedure: Sendable {
    /// Runs one call; each row has one value for each result column of the signature, in order.
    public typealias Body =
        @Sendable (_ arguments: [Value], _ context: ProcedureContext) throws(CypherError)
        -> [[Value]]

    /// Name, arguments, result columns and effect.
    public let signature: ProcedureSignature
    /// Runs one call.
    public let body: Body

    /// Makes a procedure.
    public init(_ signature: ProcedureSignature, body: @escaping Body) {
        self.signature = signature
        self.body = body
    }

    /// Checks the arguments against the signature and runs the call.
    ///
    /// Integers are accepted, and turned into floats, where only floats are. Arguments left out
    /// are null.
    ///
    /// - Throws: a syntax error `InvalidNumberOfArguments` or `InvalidArgumentType`; what the body
    ///   throws.
    public func call(
        _ arguments: [Value],
        _ context: ProcedureContext
    ) throws(CypherError) -> [[Value]] {
        try body(try signature.checked(arguments), context)
    }
}

/// What a procedure may read and write.
public struct ProcedureContext {
    /// The graph with the query's own writes so far, and the clocks.
    public var functions: FunctionContext
    /// The draft to write to; nil in a read-only query.
    public var draft: Draft?
    /// What the caller may see.
    public var access: AccessView
    /// Throws when the query's deadline has passed or it was cancelled; call it in long loops.
    public var checkCancellation: () throws(CypherError) -> Void

    /// The graph with the query's own writes so far.
    public var graph: Graph { functions.graph }

    /// Makes a context.
    public init(
        functions: FunctionContext,
        draft: Draft? = nil,
        access: AccessView = .all,
        checkCancellation: @escaping () throws(CypherError) -> Void = { () throws(CypherError) in }
    ) {
        self.functions = functions
        self.draft = draft
        self.access = access
        self.checkCancellation = checkCancellation
    }
}

/// The procedures that queries may call, found by name without regard to case.
///
/// Higher floors register their own beside the built-in ones.
public struct ProcedureRegistry: Sendable {
    private var procedures: [String: Procedure] = [:]

    /// Makes a registry; of two procedures with one name the later wins.
    public init(_ procedures: [Procedure] = []) {
        for procedure in procedures { register(procedure) }
    }

    /// Adds a procedure, in place of one with the same name.
    public mutating func register(_ procedure: Procedure) {
        procedures[procedure.signature.name.lowercased()] = procedure
    }

    /// The procedure of a name in any case, or nil.
    public subscript(_ name: String) -> Procedure? {
        procedures[name.lowercased()]
    }

    /// All procedures by name.
    public var all: [Procedure] {
        procedures.values.sorted { $0.signature.name < $1.signature.name }
    }

    /// The built-in procedures.
    public static let standard = ProcedureRegistry(
        SchemaProcedures.all + ServerProcedures.all + SimilarityProcedures.all
            + VectorProcedures.all
    )
}
