public import PropertyGraph

/// What is to be removed wherever it is stored: in the graph, in its history and in its indexes.
public enum Erasure: Hashable, Sendable {
    /// All values that some nodes ever had under a key.
    case property(String, of: Set<NodeID>)

    /// A text, wherever it is a value, an element of a list or a map, or a part of a longer text;
    /// there `[erased]` takes its place. Whole numbers count as their digits.
    case value(String)

    /// What stands where a part of a text was.
    static let mark = "[erased]"
}

extension Value {
    /// The value without a text; nil when nothing is left of it.
    func erasing(_ text: String) -> Value? {
        switch self {
        case .string(let own):
            if own == text { return nil }
            return own.contains(text)
                ? .string(own.replacing(text, with: Erasure.mark)) : self
        case .integer(let number): return String(number) == text ? nil : self
        case .list(let elements): return .list(elements.compactMap { $0.erasing(text) })
        case .map(let entries):
            var rest: [String: Value] = [:]
            for (key, value) in entries where key != text { rest[key] = value.erasing(text) }
            return .map(rest)
        default: return self
        }
    }
}
