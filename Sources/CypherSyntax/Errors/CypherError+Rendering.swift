extension CypherError: CustomStringConvertible {
    /// The type, the detail and the message on one line.
    public var description: String { "\(type.rawValue) · \(detail): \(summary)" }

    /// The message with what was expected and the hint, on one line.
    public var summary: String {
        var parts = [message]
        if !expected.isEmpty { parts.append("Expected \(Self.alternatives(expected)).") }
        if let hint { parts.append(hint) }
        return parts.joined(separator: " ")
    }

    /// The error as shown to a person: the sentence, the source line with carets under the place,
    /// and the type, detail, line and column.
    ///
    ///     No variable `datset` is in scope. Did you mean `dataset`?
    ///
    ///         MATCH (dataset:Dataset) RETURN datset.name
    ///                                        ^^^^^^
    ///     SyntaxError · UndefinedVariable · line 1, column 32
    ///
    /// A long line is cut around the place. Without a span, the source is left out.
    ///
    /// - Parameter text: The text the query was parsed from.
    /// - Returns: Several lines without a final line break.
    public func rendered(in text: String) -> String {
        guard let span else { return "\(summary)\n\n\(type.rawValue) · \(detail)" }
        let excerpt = SourceExcerpt(of: span, in: text)
        let position = excerpt.position
        return """
            \(summary)

                \(excerpt.line)
                \(excerpt.carets)
            \(type.rawValue) · \(detail) · line \(position.line), column \(position.column)
            """
    }

    private static func alternatives(_ items: [String]) -> String {
        let shown = items.prefix(10).map { item in
            item.first?.isLowercase == true ? item : "`\(item)`"
        }
        guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
        return shown.dropLast().joined(separator: ", ") + " or " + last
    }
}
