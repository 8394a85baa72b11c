public import PropertyGraph

extension NodeID {
    /// The node's identity as text, in the form of Neo4j 5: `4:lexigraph:7`.
    public var elementID: String { "4:lexigraph:\(rawValue)" }

    /// The node that such a text names, or nil.
    public init?(elementID text: String) {
        guard let number = elementNumber(text, kind: "4") else { return nil }
        self.init(number)
    }
}

extension RelationshipID {
    /// The relationship's identity as text, in the form of Neo4j 5: `5:lexigraph:7`.
    public var elementID: String { "5:lexigraph:\(rawValue)" }

    /// The relationship that such a text names, or nil.
    public init?(elementID text: String) {
        guard let number = elementNumber(text, kind: "5") else { return nil }
        self.init(number)
    }
}

private func elementNumber(_ text: String, kind: String) -> UInt32? {
    let prefix = "\(kind):lexigraph:"
    guard text.hasPrefix(prefix) else { return nil }
    return UInt32(text.dropFirst(prefix.count))
}
