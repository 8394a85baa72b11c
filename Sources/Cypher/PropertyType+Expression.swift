import CypherSyntax
import PropertyGraph

extension PropertyType {
    /// The types that a constraint's type expression allows.
    ///
    /// - Throws: a syntax error for what no stored property can be, for `NOT NULL` outside lists,
    ///   and for lists whose elements may be null or of several types.
    init(_ expression: TypeExpression, at span: SourceSpan) throws(CypherError) {
        let members =
            if case .union(let members) = expression { members } else { [expression] }
        self.init(scalars: [])
        for member in members {
            switch member {
            case .named(let name, isNotNull: false):
                scalars.insert(try Self.member(name, at: span))
            case .list(.named(let name, isNotNull: true), isNotNull: false):
                elements.insert(try Self.member(name, at: span))
            default: throw Self.refusal("This type", at: span)
            }
        }
    }

    private static func member(
        _ name: TypeName,
        at span: SourceSpan
    ) throws(CypherError) -> Member {
        guard let member = Member(rawValue: name.rawValue) else {
            throw refusal("The type \(name.rawValue)", at: span)
        }
        return member
    }

    private static func refusal(_ what: String, at span: SourceSpan) -> CypherError {
        CypherError(
            .syntaxError, detail: "InvalidPropertyType",
            message: "\(what) cannot be required of a property.", span: span,
            hint: "Types are BOOLEAN, STRING, INTEGER, FLOAT, temporal types, POINT, "
                + "LIST<TYPE NOT NULL>, and several of these joined by `|`.")
    }
}
