/// Something in a vocabulary that cannot be used; the rest of it works on.
public struct VocabularyIssue: Hashable, Sendable, CustomStringConvertible {
    /// What the issue lies in.
    public enum Subject: Hashable, Sendable {
        case term(String)
        case mapping(term: String, column: ColumnReference)
        case reference(from: ColumnReference, to: ColumnReference)
    }

    public var subject: Subject
    public var message: String

    public init(_ subject: Subject, _ message: String) {
        self.subject = subject
        self.message = message
    }

    public var description: String {
        switch subject {
        case .term(let name): "Term `\(name)`: \(message)"
        case .mapping(let term, let column): "Mapping of \(column) to `\(term)`: \(message)"
        case .reference(let from, let to): "Reference \(from) → \(to): \(message)"
        }
    }
}
