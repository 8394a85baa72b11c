import CypherSyntax
import PropertyGraph

/// One change of properties or labels.
enum CompiledMutation: Sendable {
    case setProperty(CompiledExpression, key: String, value: CompiledExpression)
    case setDynamicProperty(
        CompiledExpression, key: CompiledExpression, value: CompiledExpression)
    case replaceProperties(CompiledExpression, with: CompiledExpression)
    case mergeProperties(CompiledExpression, from: CompiledExpression)
    case addLabels(CompiledExpression, [String])
    case removeProperty(CompiledExpression, key: String)
    case removeDynamicProperty(CompiledExpression, key: CompiledExpression)
    case removeLabels(CompiledExpression, [String])
    case addDynamicLabels(CompiledExpression, CompiledExpression)
    case removeDynamicLabels(CompiledExpression, CompiledExpression)
}

extension ExecutionContext {
    /// Makes changes for a row, in order, each seeing the ones before.
    func mutate(
        _ mutations: [CompiledMutation], _ batch: Batch, _ row: Int
    ) throws(CypherError) {
        for mutation in mutations {
            try mutate(mutation, batch, row)
            refreshGraph()
        }
    }

    private func mutate(
        _ mutation: CompiledMutation, _ batch: Batch, _ row: Int
    ) throws(CypherError) {
        switch mutation {
        case .setProperty(let target, let key, let value):
            let target = try target.cell(row, batch, self)
            guard try isWritable(target) else { return }
            try set(key, try value.value(row, batch, self), on: target)
        case .setDynamicProperty(let target, let key, let value):
            let target = try target.cell(row, batch, self)
            guard try isWritable(target) else { return }
            let key = try name(key, batch, row)
            try set(key, try value.value(row, batch, self), on: target)
        case .removeProperty(let target, let key):
            let target = try target.cell(row, batch, self)
            guard try isWritable(target) else { return }
            try set(key, .null, on: target)
        case .removeDynamicProperty(let target, let key):
            let target = try target.cell(row, batch, self)
            guard try isWritable(target) else { return }
            try set(try name(key, batch, row), .null, on: target)
        case .replaceProperties(let target, let source):
            try assign(target, source, replaces: true, batch, row)
        case .mergeProperties(let target, let source):
            try assign(target, source, replaces: false, batch, row)
        case .addLabels(let target, let names):
            try changeLabels(target, names, adds: true, batch, row)
        case .removeLabels(let target, let names):
            try changeLabels(target, names, adds: false, batch, row)
        case .addDynamicLabels(let target, let labels):
            let names = try names(labels, batch, row)
            try changeLabels(target, names, adds: true, batch, row)
        case .removeDynamicLabels(let target, let labels):
            let names = try names(labels, batch, row)
            try changeLabels(target, names, adds: false, batch, row)
        }
    }

    private func name(
        _ key: CompiledExpression, _ batch: Batch, _ row: Int
    ) throws(CypherError) -> String {
        let cell = try key.cell(row, batch, self)
        guard let name = string(cell) else { throw .mapKeyNotString(value(cell), nil) }
        return name
    }

    private func assign(
        _ target: CompiledExpression,
        _ source: CompiledExpression,
        replaces: Bool,
        _ batch: Batch,
        _ row: Int
    ) throws(CypherError) {
        let target = try target.cell(row, batch, self)
        guard try isWritable(target) else { return }
        let source = try source.cell(row, batch, self)
        if source.isNull, !replaces { return }
        let new = try properties(of: source)
        if replaces {
            for name in try properties(of: target).keys where new[name].isMissing {
                try set(name, .null, on: target)
            }
        }
        for name in new.keys.sorted() { try set(name, new[name] ?? .null, on: target) }
    }

    private func changeLabels(
        _ target: CompiledExpression, _ names: [String], adds: Bool, _ batch: Batch, _ row: Int
    ) throws(CypherError) {
        let target = try target.cell(row, batch, self)
        guard try isWritable(target) else { return }
        guard target.tag == .node else { throw .notAnEntity(value(target), nil) }
        let draft = try writable()
        for name in names {
            if adds {
                let isNew = try translating { () throws(GraphError) in
                    try draft.add(try draft.label(name), to: target.nodeBits)
                }
                if isNew { counters.labelsAdded += 1 }
            } else if let label = graph.label(named: name) {
                let wasThere = try translating { () throws(GraphError) in
                    try draft.remove(label, from: target.nodeBits)
                }
                if wasThere { counters.labelsRemoved += 1 }
            }
        }
    }
}

extension Value? {
    /// Whether there is no value, or null.
    fileprivate var isMissing: Bool {
        switch self {
        case nil, .null?: true
        default: false
        }
    }
}

/// `SET` and `REMOVE`.
final class MutateSource: RowSource {
    private let context: ExecutionContext
    private let input: any RowSource
    private let mutations: [CompiledMutation]

    init(_ input: any RowSource, mutations: [CompiledMutation], context: ExecutionContext) {
        self.context = context
        self.input = input
        self.mutations = mutations
    }

    func restart() { input.restart() }

    func next(into batch: Batch) throws(CypherError) -> Bool {
        guard try input.next(into: batch) else { return false }
        for row in 0..<batch.count {
            try context.tick(8)
            try context.mutate(mutations, batch, row)
        }
        return true
    }
}
