/// Writes queries as readable, stable text: one clause and one select item a line.
///
/// The same tree always gives the same text. The text ends without a semicolon or line break.
public struct SQLPrinter: Sendable {
    /// The dialect written.
    public let dialect: SQLDialect
    /// The width beyond which a list is broken into lines, in characters.
    let width: Int

    public init(_ dialect: SQLDialect, width: Int = 96) {
        self.dialect = dialect
        self.width = width
    }

    /// The text of a query.
    public func text(of query: SQLQuery) -> String {
        lines(of: query).joined(separator: "\n")
    }

    /// The text of one expression, on one line.
    public func text(of expression: SQLExpression) -> String {
        render(expression, above: .loosest)
    }

    func lines(of query: SQLQuery) -> [String] {
        var lines: [String] = []
        if !query.commonTables.isEmpty {
            lines.append("WITH")
            for (index, table) in query.commonTables.enumerated() {
                lines.append("    \(dialect.identifier(table.name)) AS (")
                lines += self.lines(of: table.query).map { "        " + $0 }
                lines.append(index == query.commonTables.count - 1 ? "    )" : "    ),")
            }
        }
        lines += self.lines(of: query.body)
        lines += list("ORDER BY", query.order.flatMap(orderKeys))
        if let limit = query.limit { lines.append("LIMIT \(limit)") }
        return lines
    }

    private func lines(of body: SQLQueryBody) -> [String] {
        switch body {
        case .select(let select): lines(of: select)
        case .combined(let sign, let left, let right):
            lines(of: left) + [sign.rawValue] + lines(of: right)
        }
    }

    private func lines(of select: SQLSelect) -> [String] {
        var lines = [select.isDistinct ? "SELECT DISTINCT" : "SELECT"]
        for (index, item) in select.items.enumerated() {
            let comma = index == select.items.count - 1 ? "" : ","
            lines.append("    " + text(of: item) + comma)
        }
        if let table = select.from { lines.append("FROM " + text(of: table)) }
        for join in select.joins { lines += self.lines(of: join) }
        lines += conditions("WHERE", select.filters)
        lines += list("GROUP BY", select.groups.map { text(of: $0) })
        lines += conditions("HAVING", select.groupFilters)
        return lines
    }

    private func text(of item: SQLSelectItem) -> String {
        let expression = text(of: item.expression)
        guard let alias = item.alias else { return expression }
        // A qualified column keeps its alias: SQLite finds a bare name in ORDER BY only so, when two
        // tables have it.
        if item.expression == .column(alias) { return expression }
        return expression + " AS " + dialect.identifier(alias)
    }

    private func text(of table: SQLTable) -> String {
        let name = table.path.map(dialect.identifier).joined(separator: ".")
        return table.alias.map { name + " AS " + dialect.identifier($0) } ?? name
    }

    private func lines(of join: SQLJoin) -> [String] {
        let head = join.kind.rawValue + " " + text(of: join.table)
        guard !join.conditions.isEmpty else { return [head] }
        let conditions = join.conditions.map { render($0, above: .and) }
        let line = head + " ON " + conditions.joined(separator: " AND ")
        guard line.count > width, conditions.count > 1 else { return [line] }
        return [head]
            + conditions.enumerated().map { ($0 == 0 ? "    ON " : "    AND ") + $1 }
    }

    private func conditions(_ keyword: String, _ conditions: [SQLExpression]) -> [String] {
        let parts = conditions.flatMap(\.conjuncts).map { render($0, above: .and) }
        return parts.enumerated().map { ($0 == 0 ? keyword + " " : "    AND ") + $1 }
    }

    private func list(_ keyword: String, _ parts: [String]) -> [String] {
        guard !parts.isEmpty else { return [] }
        let line = keyword + " " + parts.joined(separator: ", ")
        guard line.count > width else { return [line] }
        return [keyword]
            + parts.enumerated().map { "    " + $1 + ($0 == parts.count - 1 ? "" : ",") }
    }

    func orderKeys(_ key: SQLOrder) -> [String] {
        var text = text(of: key.expression)
        let plain = text
        if key.isDescending { text += " DESC" }
        guard let nullsLast = key.nullsLast,
            nullsLast != dialect.sortsNullsLast(descending: key.isDescending)
        else { return [text] }
        if dialect.hasNullsClause { return [text + (nullsLast ? " NULLS LAST" : " NULLS FIRST")] }
        return [plain + (nullsLast ? " IS NULL" : " IS NOT NULL"), text]
    }
}

extension SQLQuery {
    /// The query's text in a dialect.
    public func text(in dialect: SQLDialect) -> String { SQLPrinter(dialect).text(of: self) }
}
