/// The functions and procedures that a query may call.
///
/// The runtime implements it; names are matched as the provider likes, by convention functions
/// without regard to case.
public protocol CallableProvider: Sendable {
    /// The function of a name, or nil.
    func function(named name: String) -> FunctionSignature?
    /// The procedure of a name, or nil.
    func procedure(named name: String) -> ProcedureSignature?
    /// All functions' names, for suggestions.
    var functionNames: [String] { get }
    /// All procedures' names, for suggestions.
    var procedureNames: [String] { get }
}
