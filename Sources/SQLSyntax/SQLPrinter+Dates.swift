/// Date arithmetic, the part in which dialects agree least.
extension SQLPrinter {
    func cast(_ operand: SQLExpression, to type: SQLType) -> String {
        if dialect == .sqlite, type == .date { return "date(" + text(of: operand) + ")" }
        if dialect == .sqlite, type == .timestamp { return "datetime(" + text(of: operand) + ")" }
        return "CAST(" + text(of: operand) + " AS " + dialect.typeName(type) + ")"
    }

    func truncated(_ unit: SQLDateUnit, _ operand: SQLExpression) -> String {
        let value = text(of: operand)
        switch dialect {
        case .sqlite: return truncatedInSQLite(unit, value)
        case .mysql: return truncatedInMySQL(unit, value)
        case .duckdb, .postgresql, .spark:
            if unit == .day { return "CAST(\(value) AS DATE)" }
            let call = "date_trunc('\(unit.rawValue)', \(value))"
            return unit.isClock ? call : "CAST(\(call) AS DATE)"
        }
    }

    func labelled(_ unit: SQLDateUnit, _ operand: SQLExpression) -> String {
        let value = text(of: operand)
        let year = formatted(value, "%Y")
        switch unit {
        case .year: return year
        case .quarter:
            let quarter =
                dialect == .sqlite
                ? "((CAST(\(formatted(value, "%m")) AS INTEGER) + 2) / 3)"
                : "EXTRACT(QUARTER FROM \(value))"
            return dialect == .mysql || dialect == .spark
                ? "CONCAT(\(year), '-Q', \(quarter))" : "(\(year) || '-Q' || \(quarter))"
        case .month: return formatted(value, "%Y-%m")
        // Weeks have no common name: they go by their Monday.
        case .week, .day, .hour, .minute, .second: return truncated(unit, operand)
        }
    }

    /// A moment as text, in the format codes that `strftime` has for year and month.
    private func formatted(_ value: String, _ format: String) -> String {
        let letters = format.replacing("%Y", with: "yyyy").replacing("%m", with: "MM")
        return switch dialect {
        case .sqlite: "strftime('\(format)', \(value))"
        case .duckdb: "strftime(\(value), '\(format)')"
        case .postgresql: "to_char(\(value), '\(letters.uppercased())')"
        case .mysql: "DATE_FORMAT(\(value), '\(format)')"
        case .spark: "date_format(\(value), '\(letters)')"
        }
    }

    private func truncatedInSQLite(_ unit: SQLDateUnit, _ value: String) -> String {
        switch unit {
        case .second: "strftime('%Y-%m-%d %H:%M:%S', \(value))"
        case .minute: "strftime('%Y-%m-%d %H:%M:00', \(value))"
        case .hour: "strftime('%Y-%m-%d %H:00:00', \(value))"
        case .day: "date(\(value))"
        // Forward to Sunday (or stay on it), then six days back: the week's Monday.
        case .week: "date(\(value), 'weekday 0', '-6 days')"
        case .month: "date(\(value), 'start of month')"
        case .quarter:
            "date(\(value), 'start of month', "
                + "'-' || ((CAST(strftime('%m', \(value)) AS INTEGER) - 1) % 3) || ' months')"
        case .year: "date(\(value), 'start of year')"
        }
    }

    private func truncatedInMySQL(_ unit: SQLDateUnit, _ value: String) -> String {
        switch unit {
        case .second: "CAST(DATE_FORMAT(\(value), '%Y-%m-%d %H:%i:%s') AS DATETIME)"
        case .minute: "CAST(DATE_FORMAT(\(value), '%Y-%m-%d %H:%i:00') AS DATETIME)"
        case .hour: "CAST(DATE_FORMAT(\(value), '%Y-%m-%d %H:00:00') AS DATETIME)"
        case .day: "DATE(\(value))"
        case .week: "DATE_SUB(DATE(\(value)), INTERVAL WEEKDAY(\(value)) DAY)"
        case .month: "CAST(DATE_FORMAT(\(value), '%Y-%m-01') AS DATE)"
        case .quarter:
            "DATE_ADD(MAKEDATE(YEAR(\(value)), 1), INTERVAL QUARTER(\(value)) - 1 QUARTER)"
        case .year: "MAKEDATE(YEAR(\(value)), 1)"
        }
    }

    func shifted(_ operand: SQLExpression, by count: Int, _ unit: SQLDateUnit) -> String {
        let value = text(of: operand)
        switch dialect {
        case .sqlite:
            let (factor, name) = unit.inSQLite
            let amount = count.multipliedReportingOverflow(by: factor).partialValue
            let sign = amount < 0 ? "" : "+"
            let function = unit.isClock ? "datetime" : "date"
            return "\(function)(\(value), '\(sign)\(amount) \(name)')"
        case .mysql:
            return "DATE_ADD(\(value), INTERVAL \(count) \(unit.rawValue.uppercased()))"
        case .duckdb, .postgresql, .spark:
            let (factor, name) = unit == .quarter ? (3, "month") : (1, unit.rawValue)
            let amount = count.multipliedReportingOverflow(by: factor).partialValue
            let sum = "\(render(operand, above: .additive)) + INTERVAL '\(amount)' \(name)"
            return "CAST(\(sum) AS \(unit.isClock ? "TIMESTAMP" : "DATE"))"
        }
    }

    /// Whole seconds divided by the unit's length, so that engines agree to the last digit.
    func elapsed(_ unit: SQLDateUnit, from start: SQLExpression, to end: SQLExpression) -> String {
        let (from, to) = (text(of: start), text(of: end))
        let seconds =
            switch dialect {
            case .sqlite: "(unixepoch(\(to)) - unixepoch(\(from)))"
            case .duckdb: "date_diff('second', \(from), \(to))"
            case .postgresql:
                "EXTRACT(EPOCH FROM CAST(\(to) AS TIMESTAMP) - CAST(\(from) AS TIMESTAMP))"
            case .mysql: "TIMESTAMPDIFF(SECOND, \(from), \(to))"
            case .spark:
                "(unix_timestamp(CAST(\(to) AS TIMESTAMP))"
                    + " - unix_timestamp(CAST(\(from) AS TIMESTAMP)))"
            }
        return "\(seconds) / \(unit.seconds).0"
    }
}

extension SQLDateUnit {
    /// Whether the unit is finer than a day.
    var isClock: Bool { self == .second || self == .minute || self == .hour }

    /// SQLite's modifier: a factor and the name of one of its own units.
    fileprivate var inSQLite: (Int, String) {
        switch self {
        case .second: (1, "seconds")
        case .minute: (1, "minutes")
        case .hour: (1, "hours")
        case .day: (1, "days")
        case .week: (7, "days")
        case .month: (1, "months")
        case .quarter: (3, "months")
        case .year: (12, "months")
        }
    }

    /// The unit's length; months, quarters and years are the averages of the Gregorian calendar.
    fileprivate var seconds: Int {
        switch self {
        case .second: 1
        case .minute: 60
        case .hour: 3_600
        case .day: 86_400
        case .week: 604_800
        case .month: 2_629_746
        case .quarter: 7_889_238
        case .year: 31_556_952
        }
    }
}
