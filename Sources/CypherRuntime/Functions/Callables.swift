public import CypherPlanning

/// The functions and procedures of an engine, as the binder asks for them.
public struct Callables: CallableProvider {
    /// The functions.
    public var functions: FunctionLibrary
    /// The procedures.
    public var procedures: ProcedureRegistry

    /// Puts functions and procedures together.
    public init(
        functions: FunctionLibrary = .standard,
        procedures: ProcedureRegistry = .standard
    ) {
        self.functions = functions
        self.procedures = procedures
    }

    /// The function of a name in any case, or nil.
    public func function(named name: String) -> FunctionSignature? {
        functions[name]?.signature
    }

    /// The procedure of a name in any case, or nil.
    public func procedure(named name: String) -> ProcedureSignature? {
        procedures[name]?.signature
    }

    /// All functions' names, for suggestions.
    public var functionNames: [String] { functions.all.map(\.name) }

    /// All procedures' names, for suggestions.
    public var procedureNames: [String] { procedures.all.map(\.signature.name) }
}
