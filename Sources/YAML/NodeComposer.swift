internal import JSON

/// Builds the tree of nodes from events.
///
/// Recursion is bounded by `depthLimit`; aliases share what they refer to, and their expansion is
/// counted, so that a small text cannot stand for a huge document.
struct NodeComposer {
    static let depthLimit = 128
    static let nodeLimit = 1_000_000

    private let events: [Event]
    private var position = 0
    private var depth = 0
    private var anchors: [String: (node: YAMLNode, size: Int)] = [:]
    private var size = 0

    init(events: EventReader) {
        self.events = events.events
    }

    mutating func composeDocument() throws(YAMLError) -> YAMLNode {
        guard let first = next(), case .documentStart = first.kind else {
            return YAMLNode(content: .scalar(.null), line: 1, column: 1)
        }
        let node = try composeNode()
        if let end = next(), case .documentEnd = end.kind, let extra = next(),
            case .documentStart = extra.kind
        {
            throw YAMLError(
                "Expected one document, found a second one.",
                line: extra.line,
                column: extra.column
            )
        }
        return node
    }

    private mutating func next() -> Event? {
        guard events.indices.contains(position) else { return nil }
        defer { position += 1 }
        return events[position]
    }

    private mutating func composeNode() throws(YAMLError) -> YAMLNode {
        guard let event = next() else {
            throw YAMLError("The text ends too early.", line: 1, column: 1)
        }
        depth += 1
        defer { depth -= 1 }
        guard depth <= Self.depthLimit else {
            throw error("The text nests more than \(Self.depthLimit) levels deep.", at: event)
        }
        let sizeBefore = size
        try count(1, at: event)
        let content = try composeContent(of: event)
        let node = YAMLNode(content: content, line: event.line, column: event.column)
        if let anchor = event.anchor {
            anchors[anchor] = (node, size - sizeBefore)
        }
        return node
    }

    private mutating func composeContent(of event: Event) throws(YAMLError) -> YAMLNode.Content {
        switch event.kind {
        case .scalar(let value): return .scalar(value)
        case .alias(let name):
            guard let target = anchors[name] else {
                throw error("No anchor called `\(name)` stands before this alias.", at: event)
            }
            try count(target.size, at: event)
            return target.node.content
        case .sequenceStart:
            var nodes: [YAMLNode] = []
            while !isAtSequenceEnd { nodes.append(try composeNode()) }
            position += 1
            return .sequence(nodes)
        case .mappingStart: return .mapping(try composeEntries())
        default: throw error("Expected a value.", at: event)
        }
    }

    private mutating func composeEntries() throws(YAMLError) -> [YAMLNode.Entry] {
        var entries: [YAMLNode.Entry] = []
        var keys: Set<String> = []
        while !isAtMappingEnd {
            let key = try composeNode()
            guard case .scalar(let scalar) = key.content else {
                throw YAMLError(
                    "A key must be a single value, not a list or mapping.",
                    line: key.line,
                    column: key.column
                )
            }
            let name =
                if case .string(let text) = scalar { text } else { scalar.serialized() }
            guard keys.insert(name).inserted else {
                throw YAMLError(
                    "The key `\(name)` stands twice in one mapping.",
                    line: key.line,
                    column: key.column
                )
            }
            entries.append(YAMLNode.Entry(key: name, value: try composeNode()))
        }
        position += 1
        return entries
    }

    private var isAtSequenceEnd: Bool {
        guard events.indices.contains(position), case .sequenceEnd = events[position].kind else {
            return false
        }
        return true
    }

    private var isAtMappingEnd: Bool {
        guard events.indices.contains(position), case .mappingEnd = events[position].kind else {
            return false
        }
        return true
    }

    private mutating func count(_ nodes: Int, at event: Event) throws(YAMLError) {
        size += nodes
        guard size <= Self.nodeLimit else {
            throw error("The text stands for more than \(Self.nodeLimit) nodes.", at: event)
        }
    }

    private func error(_ message: String, at event: Event) -> YAMLError {
        YAMLError(message, line: event.line, column: event.column)
    }
}
