internal import CypherSyntax

/// A variable that an expression can name.
struct Variable {
    var slot: Slot
    var type: StaticType
}

/// The variables that are visible at one place of a query.
struct Scope {
    /// The visible variables by name.
    var variables: [String: Variable] = [:]

    /// Expressions that a projection computed: where one is written again, its slot is meant.
    var computed: [(expression: Expression, variable: Variable)] = []

    /// Variables that exist but are out of reach, since rows were grouped; naming one outside an
    /// aggregate is an `AmbiguousAggregationExpression`.
    var grouped: Set<String> = []

    /// Variables of an enclosing query, which no projection takes out of sight.
    var outer: [String: Variable] = [:]

    /// Whether the variables are visible in a leading WITH only: `CALL { WITH … }`.
    var isImporting = false

    /// The names in the order of `RETURN *`.
    var names: [String] { variables.keys.sorted() }

    /// The slots of all visible variables.
    var slots: Set<Slot> { Set(variables.values.map(\.slot)) }

    /// Adds a variable, which hides one of the same name.
    mutating func add(_ name: String, _ variable: Variable) {
        variables[name] = variable
        grouped.remove(name)
        computed.removeAll { entry in entry.expression.freeVariables.contains(name) }
    }

    /// The scope with a further variable, which hides one of the same name.
    func adding(_ name: String, _ variable: Variable) -> Scope {
        var scope = self
        scope.add(name, variable)
        return scope
    }

    /// The scope of an inner query that sees these variables throughout.
    var enclosing: Scope {
        Scope(variables: variables, computed: computed, grouped: grouped, outer: variables)
    }

    /// A scope of the given variables and those of enclosing queries.
    func narrowed(to variables: [String: Variable]) -> Scope {
        Scope(variables: outer.merging(variables) { _, new in new }, outer: outer)
    }
}

/// Where an expression stands, as far as this decides what it may contain.
struct ExpressionContext {
    /// What happens to an aggregate.
    enum Aggregates {
        /// It is out of place.
        case forbidden
        /// It stands inside another one.
        case nested
        /// It is computed by the projection being bound.
        case collected(AggregateCollector)
    }

    /// The visible variables.
    var scope: Scope
    /// What happens to an aggregate.
    var aggregates: Aggregates = .forbidden
    /// Whether a truth value is asked for, so that a pattern may stand here.
    var isPredicate = false
    /// Whether each value of an aggregate's argument counts on its own.
    var isAggregated = false

    init(_ scope: Scope, aggregates: Aggregates = .forbidden) {
        self.scope = scope
        self.aggregates = aggregates
    }

    /// The same place within another scope, where aggregates are out of place.
    func inner(_ scope: Scope) -> ExpressionContext {
        ExpressionContext(scope)
    }

    /// The same place, asking for a truth value or for any value.
    func asking(forPredicate isPredicate: Bool) -> ExpressionContext {
        var context = self
        context.isPredicate = isPredicate
        return context
    }
}

/// The aggregates of one projection.
final class AggregateCollector {
    /// The variables before grouping.
    let input: Scope
    /// The aggregates so far, equal ones once.
    var aggregations: [(aggregation: Aggregation, type: StaticType)] = []
    /// Whether the projection's items are complete, so that `ORDER BY` is being bound.
    var isSealed = false

    init(input: Scope) {
        self.input = input
    }
}
