internal import CypherSyntax

/// A text of several statements.
enum CypherScript {
    /// The statements, printed one by one.
    static func statements(in text: String) throws(CypherError) -> [String] {
        try Parser.parseScript(text).map { $0.description }
    }
}
