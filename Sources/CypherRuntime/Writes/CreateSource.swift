import CypherSyntax
import PropertyGraph

/// One entity to create.
enum CompiledCreate: Sendable {
    case node(slot: Int, labels: [String], properties: CompiledProperties)
    case relationship(
        slot: Int, type: CompiledType, from: Int, to: Int, properties: CompiledProperties)
    /// Makes what was created so far readable, because a later property reads it.
    case refresh
}

/// The type of a relationship to create.
enum CompiledType: Sendable {
    case name(String)
    case computed(CompiledExpression)
}

extension ExecutionContext {
    /// Creates the entities of a pattern for a row, and puts them into their slots.
    func create(
        _ commands: [CompiledCreate], _ batch: Batch, _ row: Int
    ) throws(CypherError) {
        let draft = try writable()
        for command in commands {
            switch command {
            case .refresh: refreshGraph()
            case .node(let slot, let names, let properties):
                let entries = try entries(properties, batch, row, draft)
                let id = try translating { () throws(GraphError) in
                    var labels: [LabelID] = []
                    for name in names { labels.append(try draft.label(name)) }
                    return try draft.createNode(labels: labels, properties: entries)
                }
                counters.nodesCreated += 1
                counters.labelsAdded += names.count
                counters.propertiesSet += entries.count
                batch[slot, row] = .node(id)
            case .relationship(let slot, let type, let from, let to, let properties):
                let ends = try ends(batch[from, row], batch[to, row])
                let type = try self.type(type, batch, row)
                let entries = try entries(properties, batch, row, draft)
                let id = try translating { () throws(GraphError) in
                    try draft.createRelationship(
                        try draft.relationshipType(type), from: ends.from, to: ends.to,
                        properties: entries)
                }
                counters.relationshipsCreated += 1
                counters.propertiesSet += entries.count
                batch[slot, row] = .relationship(id)
            }
        }
        refreshGraph()
    }

    private func type(
        _ type: CompiledType, _ batch: Batch, _ row: Int
    ) throws(CypherError) -> String {
        switch type {
        case .name(let name): return name
        case .computed(let expression):
            let names = try names(expression, batch, row)
            guard names.count == 1 else {
                throw CypherError(
                    .argumentError, at: .runtime, detail: "NoSingleRelationshipType",
                    message: "A new relationship needs exactly one type, not \(names.count).")
            }
            return names[0]
        }
    }

    /// The names that a dynamic label or type stands for: a string, or a list of strings.
    func names(
        _ expression: CompiledExpression, _ batch: Batch, _ row: Int
    ) throws(CypherError) -> [String] {
        let value = try expression.value(row, batch, self)
        let members: [Value]
        if case .list(let list) = value { members = list } else { members = [value] }
        var names: [String] = []
        for member in members {
            guard case .string(let name) = member, !name.isEmpty else {
                throw CypherError(
                    .typeError, at: .runtime, detail: "InvalidArgumentType",
                    message: "A label or type must be a string that is not empty, not "
                        + "\(member.typeTitle).")
            }
            names.append(name)
        }
        return names
    }

    private func ends(_ from: Cell, _ to: Cell) throws(CypherError) -> (from: NodeID, to: NodeID) {
        guard from.tag == .node, to.tag == .node else {
            throw CypherError(
                .semanticError, at: .runtime, detail: "MissingNode",
                message: "A relationship cannot be created: the node at one end is null.",
                hint: "Filter the rows with WHERE … IS NOT NULL first.")
        }
        return (from.nodeBits, to.nodeBits)
    }
}

/// `CREATE`: makes the entities of its patterns for each row.
final class CreateSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let commands: [CompiledCreate]

    init(_ input: any RowSource, commands: [CompiledCreate], context: ExecutionContext) {
        self.context = context
        self.input = input
        self.commands = commands
    }

    func restart() { input.restart() }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        guard try input.next(into: batch) else { return false }
        for row in 0..<batch.count {
            try context.tick(8)
            try context.create(commands, batch, row)
        }
        return true
    }
}
