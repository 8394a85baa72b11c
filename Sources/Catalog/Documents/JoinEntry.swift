import JSON
import YAML

/// That the values of one column are found in another, as a glossary says it.
public struct JoinEntry: Hashable, Sendable {
    /// The column that refers: `claim.policy_id`.
    public var column: String
    /// The column that it refers to: `policy.policy_id`.
    public var target: String
    /// Where the file says it.
    public var place: DocumentPlace

    init(column: String, target: String, place: DocumentPlace) {
        self.column = column
        self.target = target
        self.place = place
    }

    /// Reads `claim.policy_id = policy.policy_id`, or the fields `from` and `to`.
    init(_ node: YAMLNode, file: String) throws(CatalogError) {
        place = DocumentPlace(file: file, line: node.line, column: node.column)
        if case .scalar(.string(let text)) = node.content {
            let sides = text.split(separator: "=").map { $0.trimmingSpaces }
            guard sides.count == 2, let start = sides.first, let end = sides.last,
                start.contains("."), end.contains(".")
            else {
                throw place.problem(
                    "`\(text)` should name two columns: `claim.policy_id = policy.policy_id`.")
            }
            column = start
            target = end
            return
        }
        var item = try FieldReader(node, file: file, what: "a join")
        column = try item.requiredText("from")
        target = try item.requiredText("to")
        try item.finish()
        guard column.contains("."), target.contains(".") else {
            throw place.problem("`from` and `to` should name columns with their tables.")
        }
    }
}

extension Substring {
    /// The text without blanks at its ends.
    fileprivate var trimmingSpaces: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
