import CypherPlanning
import CypherSyntax

/// Plans a text on the sample catalog.
func plan(
    _ text: String,
    rules: RuleSet = .standard,
    procedures: [ProcedureSignature] = [],
    limits: PlanningLimits = PlanningLimits()
) throws(CypherError) -> Plan {
    var callables = StandardCallables()
    for procedure in procedures { callables.procedures[procedure.name] = procedure }
    let planner = QueryPlanner(
        callables: callables,
        statistics: SampleStatistics(),
        rules: rules,
        limits: limits
    )
    return try planner.plan(Parser.parse(text))
}

/// The plan's operators as text.
func explain(_ text: String, rules: RuleSet = .standard) throws(CypherError) -> String {
    try plan(text, rules: rules).description(SampleStatistics()).text
}

/// The detail of the error that a text has, or nil.
func detail(_ text: String, procedures: [ProcedureSignature] = []) -> String? {
    do {
        _ = try plan(text, procedures: procedures)
        return nil
    } catch {
        return error.detail
    }
}
