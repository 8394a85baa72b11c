import SQLSyntax

/// One fact with the joins its fields need, while its select is put together.
struct FactPlan {
    let model: SemanticModel
    let dataset: Vocabulary.Dataset
    let binder: FieldBinder
    /// The alias of the fact.
    let alias: String
    private var takenAliases: Set<String>
    private var aliases: [JoinPath: String] = [:]
    private(set) var joins: [SQLJoin] = []
    private(set) var usedJoins: [UsedJoin] = []
    /// The columns read, by dataset.
    private(set) var usedColumns: [String: Set<String>] = [:]
    /// The joined datasets, in order.
    private(set) var joined: [String] = []

    init(_ dataset: Vocabulary.Dataset, binder: FieldBinder, model: SemanticModel) {
        self.model = model
        self.dataset = dataset
        self.binder = binder
        takenAliases = []
        alias = Self.alias(for: dataset, &takenAliases)
    }

    /// The initials of a dataset's name, made unique: `me` for `bronze.marketing_events`.
    private static func alias(
        for dataset: Vocabulary.Dataset,
        _ taken: inout Set<String>
    ) -> String {
        let words = Naming.snakeCase(dataset.shortName).split(separator: "_")
        let initials = words.compactMap { word in
            word.first.flatMap { $0.isASCII && $0.isLetter ? String($0) : nil }
        }.joined()
        let isUsable = !initials.isEmpty && SQLDialect.sqlite.identifier(initials) == initials
        return Naming.unique(isUsable ? initials : "t", in: &taken)
    }

    /// An expression over the fact's columns, and over those its references lead to.
    mutating func own(_ expression: SQLExpression) -> SQLExpression {
        var tables: [String: String] = [:]
        for column in expression.columns {
            use(column.name, of: column.table ?? dataset.name)
            guard let other = column.table, let path = binder.paths.best[other] else { continue }
            tables[other] = alias(of: path, reason: "to reach \(column.name)")
        }
        return expression.replacingColumns { column in
            .column(column.name, of: column.table.flatMap { tables[$0] } ?? alias)
        }
    }

    /// The value at the end of a join path; joins what is not joined yet.
    mutating func value(at location: FieldLocation, reason: String) -> SQLExpression {
        let table = alias(of: location.path, reason: reason)
        for column in location.expression.columns { use(column.name, of: location.column.dataset) }
        return location.expression.replacingColumns { .column($0.name, of: table) }
    }

    private mutating func use(_ column: String, of dataset: String) {
        usedColumns[dataset, default: []].insert(column)
    }

    private mutating func alias(of path: JoinPath, reason: String) -> String {
        guard let step = path.steps.last else { return alias }
        if let known = aliases[path] { return known }
        let left = alias(of: path.parent, reason: reason)
        guard let target = model.datasets[step.target.dataset] else { return left }
        let alias = Self.alias(for: target, &takenAliases)
        aliases[path] = alias
        use(step.column.name, of: step.column.dataset)
        use(step.target.name, of: step.target.dataset)
        if !joined.contains(target.name) { joined.append(target.name) }
        // A row whose reference leads nowhere still counts, so the join keeps it.
        let condition = SQLExpression.binary(
            .equal,
            .column(step.column.name, of: left),
            .column(step.target.name, of: alias)
        )
        joins.append(SQLJoin(.left, SQLTable(named: target.name, as: alias), on: [condition]))
        usedJoins.append(
            UsedJoin(left: step.column, right: step.target, kind: .left, reason: reason)
        )
        return alias
    }

    /// The fact as the first table of a select.
    var table: SQLTable { SQLTable(named: dataset.name, as: alias) }
}

extension Filter.Test {
    /// The test of a value.
    ///
    /// Excluding values keeps the rows that have none, where the column allows that.
    func sql(on value: SQLExpression, isNullable: Bool) -> SQLExpression {
        switch self {
        case .isIn(let values, let negated):
            let literals = values.map { SQLExpression.literal($0) }
            let test: SQLExpression
            if let only = literals.first, literals.count == 1 {
                test = .binary(negated ? .notEqual : .equal, value, only)
            } else {
                test = .isIn(value, literals, negated: negated)
            }
            guard negated, isNullable else { return test }
            return .binary(.or, test, .isNull(value, negated: false))
        case .compares(let sign, let literal): return .binary(sign, value, .literal(literal))
        case .between(let low, let high):
            return .between(value, .literal(low), .literal(high), negated: false)
        case .isNull(let negated): return .isNull(value, negated: negated)
        }
    }
}

extension MetricFormula {
    /// The formula in SQL, with each measure as `value` says.
    func sql(_ value: (Measure) -> SQLExpression) -> SQLExpression {
        switch self {
        case .measure(let measure): value(measure)
        case .number(let digits):
            .literal(Int64(digits).map { .integer($0) } ?? .decimal(digits))
        case .negative(let operand): .negative(operand.sql(value))
        case .operation(.add, let left, let right): .binary(.add, left.sql(value), right.sql(value))
        case .operation(.subtract, let left, let right):
            .binary(.subtract, left.sql(value), right.sql(value))
        case .operation(.multiply, let left, let right):
            .binary(.multiply, left.sql(value), right.sql(value))
        case .operation(.divide, let left, let right): .ratio(left.sql(value), right.sql(value))
        case .function(let name, let arguments):
            .function(name, arguments.map { $0.sql(value) })
        }
    }
}
