import SQLSyntax

/// Columns that say yes or no, and the words that stand for yes and for no.
///
/// "Active hives" are those whose `is_active` is true, whether that is kept as `Y`, `T` or 1.
struct SchemaFlag: Hashable, Sendable {
    let column: ColumnReference
    let yes: SQLLiteral
    let no: SQLLiteral

    /// The flag that a column is, judged by its values; `nil` when it is none.
    init?(_ column: Vocabulary.Column, of table: String, isKey: Bool) {
        guard !isKey, !column.values.isEmpty, column.values.count <= 3 else { return nil }
        let values = column.values.filter { !$0.isEmpty }
        let found = Self.pairs.first { pair in
            values.allSatisfy { value in
                let value = value.lowercased()
                return value == pair.yes || value == pair.no
            }
        }
        let isNamed =
            Self.helpers.contains(
                SchemaWords.words(of: column.name).first ?? "") || column.type == .boolean
        guard let found, !values.isEmpty, isNamed || Set(values).count == 2 else { return nil }
        self.column = ColumnReference(table, column.name)
        if column.type.isNumeric {
            guard let yes = Int64(found.yes), let no = Int64(found.no) else { return nil }
            (self.yes, self.no) = (.integer(yes), .integer(no))
        } else {
            let isUpper = values.contains { $0 != $0.lowercased() }
            func written(_ text: String) -> SQLLiteral {
                let same = values.first { $0.lowercased() == text }
                return .string(same ?? (isUpper ? text.uppercased() : text))
            }
            (yes, no) = (written(found.yes), written(found.no))
        }
    }

    private static let pairs: [(yes: String, no: String)] = [
        ("y", "n"), ("t", "f"), ("yes", "no"), ("true", "false"), ("1", "0"),
    ]

    /// What rows with yes, and those with no, are called, given the words of the column's name.
    static func phrases(of words: [String]) -> (yes: [[String]], no: [[String]]) {
        var content = words
        while let first = content.first, helpers.contains(first) { content.removeFirst() }
        while let last = content.last, helpers.contains(last) { content.removeLast() }
        guard let first = content.first else { return ([], []) }
        let rest = Array(content.dropFirst())
        var no = ["un", "in", "non", "dis"].map { [$0 + first] + rest }
        if let other = opposites[first] { no.append([other] + rest) }
        return ([content], no)
    }

    private static let helpers = SchemaWords.list(
        "is has was are have can be flag indicator ind yn bool allows offers")

    private static let opposites = [
        "full": "part", "open": "closed", "active": "retired", "paid": "outstanding",
        "successful": "failed", "indoor": "outdoor", "public": "private", "male": "female",
    ]
}
