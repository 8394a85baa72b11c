/// A dialect the printer speaks.
public enum SQLDialect: String, Hashable, Sendable, CaseIterable {
    case sqlite
    case duckdb
    case postgresql
    case mysql
    case spark

    /// The character identifiers are quoted with.
    var quote: Character {
        switch self {
        case .sqlite, .duckdb, .postgresql: "\""
        case .mysql, .spark: "`"
        }
    }

    /// Whether `NULL`s sort after all values when nothing is said.
    func sortsNullsLast(descending: Bool) -> Bool {
        switch self {
        case .sqlite, .mysql, .spark: descending
        case .duckdb: true
        case .postgresql: !descending
        }
    }

    /// Whether an order may say `NULLS LAST`.
    var hasNullsClause: Bool { self != .mysql }

    /// The identifier, quoted when its spelling or a reserved word requires it.
    public func identifier(_ name: String) -> String {
        guard needsQuotes(name) else { return name }
        let doubled = name.flatMap { $0 == quote ? [quote, quote] : [$0] }
        return String(quote) + String(doubled.filter { $0 != "\0" }) + String(quote)
    }

    private func needsQuotes(_ name: String) -> Bool {
        guard let first = name.utf8.first else { return true }
        let isLetter: (UInt8) -> Bool = { (97...122).contains($0) || $0 == 95 }
        guard isLetter(first) else { return true }
        let isPlain = name.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) }
        return !isPlain || SQLReservedWords.all.contains(name)
    }

    /// The string constant, with what the dialect treats specially escaped.
    public func string(_ text: String) -> String {
        var result = "'"
        for character in text.unicodeScalars where character != "\0" {
            if character == "'" { result += "'" }
            if character == "\\", self == .mysql || self == .spark { result += "\\" }
            result.unicodeScalars.append(character)
        }
        return result + "'"
    }

    /// The spelling of a type in a `CAST`.
    public func typeName(_ type: SQLType) -> String {
        switch (self, type) {
        case (.sqlite, .boolean), (.sqlite, .integer), (.sqlite, .bigInteger): "INTEGER"
        case (.sqlite, .double): "REAL"
        case (.sqlite, .decimal): "NUMERIC"
        case (.sqlite, .text), (.sqlite, .date), (.sqlite, .timestamp): "TEXT"
        case (.postgresql, .double): "DOUBLE PRECISION"
        case (.mysql, .boolean), (.mysql, .integer), (.mysql, .bigInteger): "SIGNED"
        case (.mysql, .text(let length)): length.map { "CHAR(\($0))" } ?? "CHAR"
        case (.mysql, .timestamp): "DATETIME"
        case (.spark, .text): "STRING"
        default: type.description
        }
    }
}

/// The words some dialect reserves; quoting one needlessly harms nobody.
enum SQLReservedWords {
    static let all: Set<String> = Set(
        """
        all alter analyse analyze and any array as asc asymmetric between both by case cast check \
        collate column constraint create cross current current_date current_time \
        current_timestamp current_user default deferrable delete desc describe distinct do drop \
        else end escape except exists explain false fetch filter following for foreign from full \
        function grant group groups having if ilike in index inner insert intersect interval into \
        is isnull join key lateral leading left like limit lateral natural not notnull null nulls \
        of offset on only or order outer over partition pivot placing preceding primary qualify \
        range references replace returning right row rows select semi set show similar some \
        summarize symmetric table tablesample then to top trailing transaction trigger true union \
        unique unpivot update user using values view when where window with within
        """.split(separator: " ").map(String.init)
    )
}
