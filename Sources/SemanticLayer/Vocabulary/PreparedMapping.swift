import SQLSyntax

/// A mapping whose texts are parsed and checked against its dataset.
struct PreparedMapping: Hashable {
    var term: String
    var column: ColumnReference
    var confidence: Double
    var status: Vocabulary.MappingStatus
    /// The term's value over the dataset's columns; those of others carry their dataset's name.
    var expression: SQLExpression
    /// The conjuncts that must hold.
    var conditions: [SQLExpression]
    /// Datasets that have a row for each row that counts.
    var through: [String]
    /// Whether the value is the bare column.
    var isBare: Bool
    var type: SQLType
    var isNullable: Bool
    /// Whether the column is only shown beside an entity's key.
    var isDisplay: Bool

    /// Parses the mapping's texts.
    ///
    /// - Throws: what is wrong with the mapping.
    init(
        _ mapping: Vocabulary.Mapping,
        in dataset: Vocabulary.Dataset,
        of datasets: [String: Vocabulary.Dataset]
    ) throws(ExpressionError) {
        guard let column = dataset.column(mapping.column.name) else {
            throw ExpressionError("\(dataset.name) has no column `\(mapping.column.name)`", at: 0)
        }
        term = mapping.term
        self.column = mapping.column
        confidence = max(0, min(1, mapping.confidence))
        status = mapping.status
        isDisplay = mapping.role == .display
        if let text = mapping.expression {
            expression = try Self.parse(text, in: dataset, of: datasets)
        } else {
            expression = .column(column.name)
        }
        isBare = expression == .column(column.name)
        var through: [String] = []
        for name in mapping.through {
            through.append(try Self.dataset(named: name, of: datasets).name)
        }
        self.through = through
        type = isBare ? column.type : Self.type(of: expression, in: dataset)
        isNullable = isBare ? column.isNullable : true
        conditions =
            try mapping.condition.map { text throws(ExpressionError) in
                try Self.parse(text, in: dataset, of: datasets).conjuncts
            } ?? []
    }

    private static func parse(
        _ text: String,
        in dataset: Vocabulary.Dataset,
        of datasets: [String: Vocabulary.Dataset]
    ) throws(ExpressionError) -> SQLExpression {
        let parsed = try ExpressionParser.parse(text)
        var resolved: [SQLColumn: SQLExpression] = [:]
        for column in parsed.columns {
            let home = try home(of: column, in: dataset, of: datasets)
            guard let found = home.column(inAnyCase: column.name) else {
                let hint = NearNames.hint(column.name, among: home.columns.map(\.name))
                throw ExpressionError("\(home.name) has no column `\(column.name)`\(hint)", at: 0)
            }
            resolved[column] = .column(
                found.name,
                of: home.name == dataset.name ? nil : home.name
            )
        }
        return parsed.replacingColumns { resolved[$0] ?? .column($0) }
    }

    /// The dataset a column's qualifier names, in full or by its last part.
    private static func home(
        of column: SQLColumn,
        in dataset: Vocabulary.Dataset,
        of datasets: [String: Vocabulary.Dataset]
    ) throws(ExpressionError) -> Vocabulary.Dataset {
        guard let table = column.table, table != dataset.name,
            table.lowercased() != dataset.shortName.lowercased()
        else { return dataset }
        return try self.dataset(named: table, of: datasets)
    }

    /// The dataset of that name, in full or by its last part.
    private static func dataset(
        named table: String,
        of datasets: [String: Vocabulary.Dataset]
    ) throws(ExpressionError) -> Vocabulary.Dataset {
        if let exact = datasets[table] { return exact }
        // `insurance.claim` of a registered source goes by its last part there.
        let name = table.split(separator: ".").last?.lowercased() ?? table
        let found = datasets.values.filter { $0.shortName.lowercased() == name }
        guard let only = found.first, found.count == 1 else {
            let hint = NearNames.hint(table, among: datasets.keys.sorted())
            throw ExpressionError(
                "There is no dataset `\(table)`, or more than one\(hint)", at: 0)
        }
        return only
    }

    /// The type of a parsed expression, as far as its outermost operation tells.
    private static func type(
        of expression: SQLExpression,
        in dataset: Vocabulary.Dataset
    ) -> SQLType {
        switch expression {
        case .column(let column):
            column.table == nil ? dataset.column(column.name)?.type ?? .double : .double
        case .cast(_, let type): type
        case .literal(.integer): .bigInteger
        case .literal(.string): .text(length: nil)
        case .literal(.date): .date
        case .labelled: .text(length: nil)
        case .literal(.timestamp), .truncated, .shifted: .timestamp
        case .literal(.boolean), .not, .isNull, .isIn, .between, .like, .exists: .boolean
        case .function("LOWER", _), .function("UPPER", _), .function("TRIM", _):
            .text(length: nil)
        case .function("COALESCE", let arguments), .function("NULLIF", let arguments):
            arguments.first.map { type(of: $0, in: dataset) } ?? .double
        case .conditional(let branches, _):
            branches.first.map { type(of: $0.result, in: dataset) } ?? .double
        case .binary(.add, let left, _), .binary(.subtract, let left, _),
            .binary(.multiply, let left, _):
            type(of: left, in: dataset)
        case .binary(.concatenate, _, _): .text(length: nil)
        case .binary: .boolean
        default: .double
        }
    }
}
