import CypherRuntime
import CypherSyntax
import PropertyGraph

/// Runs `CREATE INDEX`, `CREATE CONSTRAINT` and their `DROP`s on a draft.
///
/// What exists already is accepted with a notification when the command says `IF NOT EXISTS`, and
/// an index that a constraint already provides is always accepted so.
struct SchemaCommandRunner {
    let draft: Draft
    let parameters: [String: Value]
    private(set) var counters = UpdateCounters()
    private(set) var notifications: [Notification] = []

    init(draft: Draft, parameters: [String: Value]) {
        self.draft = draft
        self.parameters = parameters
    }

    mutating func run(
        _ command: SchemaCommand, options: [String: Value]
    ) throws(CypherError) {
        switch command {
        case .createIndex(let index): try create(index, options)
        case .createConstraint(let constraint): try create(constraint)
        case .dropIndex(let item): try dropIndex(item)
        case .dropConstraint(let item): try dropConstraint(item)
        }
    }

    // MARK: Indexes

    private mutating func create(
        _ command: CreateIndex, _ options: [String: Value]
    ) throws(CypherError) {
        let kind = Self.kind(command.kind)
        guard command.properties.count < 2 || ![.text, .point, .vector].contains(kind) else {
            throw CypherError(
                GraphError.schemaNotSupported("A \(command.kind.rawValue) index on several keys"))
        }
        let target = Self.target(command.target)
        let keys = command.properties.map(\.text)
        let name = try name(command.name) ?? Self.name("index", command.target, keys)
        let index = IndexDefinition(
            name: name, kind: kind, target: target, keys: keys, options: options)
        let graph = draft.graph
        let equivalent = graph.indexes.first {
            $0.kind == kind && $0.target == target && $0.keys == keys
        }
        if let equivalent {
            if command.ifNotExists || (equivalent.constraint != nil && kind == .range) {
                return note(existing: equivalent.name, for: name, constraint: equivalent.constraint)
            }
        }
        if command.ifNotExists, Self.isTaken(name, graph) {
            return note(existing: name, for: name, constraint: nil)
        }
        try translating { () throws(GraphError) in try draft.create(index) }
        counters.indexesAdded += 1
    }

    private mutating func dropIndex(_ item: DropSchemaItem) throws(CypherError) {
        let name = try name(item.name)
        let exists = draft.graph.indexes.contains { $0.name == name }
        if item.ifExists, !exists { return note(missing: name) }
        try translating { () throws(GraphError) in try draft.dropIndex(named: name) }
        counters.indexesRemoved += 1
    }

    // MARK: Constraints

    private mutating func create(_ command: CreateConstraint) throws(CypherError) {
        let kind: ConstraintKind
        var propertyType: PropertyType?
        switch command.requirement {
        case .unique: kind = .unique
        case .key: kind = .key
        case .exists: kind = .existence
        case .typed(let type):
            kind = .type
            propertyType = try PropertyType(type, at: command.span)
        }
        let target = Self.target(command.target)
        let keys = command.properties.map(\.text)
        let name = try name(command.name) ?? Self.name("constraint", command.target, keys)
        let graph = draft.graph
        if command.ifNotExists {
            let equivalent = graph.constraints.first {
                $0.kind == kind && $0.target == target && $0.keys == keys
                    && $0.propertyType == propertyType
            }
            if let equivalent {
                return note(existing: equivalent.name, for: name, constraint: nil)
            }
            if Self.isTaken(name, graph) {
                return note(existing: name, for: name, constraint: nil)
            }
        }
        let constraint = ConstraintDefinition(
            name: name, kind: kind, target: target, keys: keys, propertyType: propertyType)
        try translating { () throws(GraphError) in try draft.create(constraint) }
        counters.constraintsAdded += 1
    }

    private mutating func dropConstraint(_ item: DropSchemaItem) throws(CypherError) {
        let name = try name(item.name)
        let exists = draft.graph.constraints.contains { $0.name == name }
        if item.ifExists, !exists { return note(missing: name) }
        try translating { () throws(GraphError) in try draft.dropConstraint(named: name) }
        counters.constraintsRemoved += 1
    }

    // MARK: Parts

    private static func kind(_ kind: CypherSyntax.IndexKind) -> PropertyGraph.IndexKind {
        switch kind {
        case .range: .range
        case .text: .text
        case .fulltext: .fullText
        case .vector: .vector
        case .point: .point
        case .lookup: .lookup
        }
    }

    private static func target(
        _ target: CypherSyntax.SchemaTarget
    ) -> PropertyGraph.SchemaTarget {
        let names = target.names.map(\.text)
        switch target.entity {
        case .node: return .nodes(labels: names)
        case .relationship: return .relationships(types: names)
        }
    }

    private func name(_ given: SchemaItemName?) throws(CypherError) -> String? {
        guard let given else { return nil }
        return try name(given)
    }

    /// The name as written, or what its parameter holds.
    private func name(_ given: SchemaItemName) throws(CypherError) -> String {
        guard given.isParameter else { return given.text }
        switch parameters[given.text] {
        case .string(let text): return text
        case nil:
            throw CypherError(
                .parameterMissing, detail: "MissingParameter",
                message: "The parameter $\(given.text) was not given.", span: given.span)
        default:
            throw CypherError(
                .typeError, at: .runtime, detail: "InvalidArgumentType",
                message: "The parameter $\(given.text) must hold a name, a string.",
                span: given.span)
        }
    }

    /// A name for what was given none: `index_Dataset_name`.
    private static func name(
        _ kind: String, _ target: CypherSyntax.SchemaTarget, _ keys: [String]
    ) -> String {
        ([kind] + target.names.map(\.text) + keys).joined(separator: "_")
    }

    private static func isTaken(_ name: String, _ graph: Graph) -> Bool {
        graph.indexes.contains { $0.name == name }
            || graph.constraints.contains { $0.name == name }
    }

    private mutating func note(existing: String, for name: String, constraint: String?) {
        let owner = constraint.map { "the constraint `\($0)`" } ?? "`\(existing)`"
        notifications.append(
            Notification(
                code: "Neo.ClientNotification.Schema.IndexOrConstraintAlreadyExists",
                title: "The index or constraint exists already",
                description: "`\(name)` was not created: \(owner) already provides it."))
    }

    private mutating func note(missing name: String) {
        notifications.append(
            Notification(
                code: "Neo.ClientNotification.Schema.IndexOrConstraintDoesNotExist",
                title: "The index or constraint does not exist",
                description: "`\(name)` was not dropped: there is none of that name."))
    }
}
