import SQLSyntax

extension Filter {
    /// The condition in SQL, over the field's name: `status = 'completed'`.
    public var condition: String {
        let field = SQLExpression.column(Naming.snakeCase(field.commonName))
        return SQLPrinter(.duckdb).text(of: test.sql(on: field, isNullable: false))
    }
}

extension Dimension {
    /// The words that the names of all sources end with: `status` for what may be the status of an
    /// order or of a ticket; the first source's name when there are none.
    public var commonName: String {
        let names = sources.map { Dimension($0).label.split(separator: " ") }
        guard var common = names.first else { return label }
        for name in names.dropFirst() {
            let pairs = zip(common.reversed(), name.reversed())
            common = Array(common.suffix(pairs.prefix { $0 == $1 }.count))
        }
        return common.isEmpty ? label : common.joined(separator: " ")
    }
}

extension MetricFilter {
    /// The condition in SQL, over the metric's name: `revenue > 1000`.
    public var condition: String {
        let field = SQLExpression.column(metric.name)
        return SQLPrinter(.duckdb).text(of: test.sql(on: field, isNullable: false))
    }
}
