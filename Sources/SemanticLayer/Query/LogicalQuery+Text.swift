import SQLSyntax

extension Filter {
    /// The condition in SQL, over the field's name: `status = 'completed'`.
    public var condition: String {
        let field = SQLExpression.column(Naming.snakeCase(field.label))
        return SQLPrinter(.duckdb).text(of: test.sql(on: field, isNullable: false))
    }
}

extension MetricFilter {
    /// The condition in SQL, over the metric's name: `revenue > 1000`.
    public var condition: String {
        let field = SQLExpression.column(metric.name)
        return SQLPrinter(.duckdb).text(of: test.sql(on: field, isNullable: false))
    }
}
