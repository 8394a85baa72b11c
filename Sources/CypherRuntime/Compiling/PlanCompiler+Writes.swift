import CypherPlanning
import CypherSyntax
import PropertyGraph

extension PlanCompiler {
    mutating func compileWrite(
        _ plan: LogicalPlan, live: SlotSet
    ) throws(CypherError) -> Compiled {
        switch plan {
        case .create(let input, let commands):
            let compiled = try compile(commands)
            let written = SlotSet(commands.map(\.slot))
            let used = slotsRead(commands) - written
            let below = try compile(input, live: (live - written) + used)
            return wrap(below) { source, context in
                CreateSource(source, commands: compiled, context: context)
            }
        case .mutate(let input, let mutations):
            let compiled = try compile(mutations)
            let used = mutations.flatMap(\.expressions).slotsRead
            let below = try compile(input, live: live + used)
            return wrap(below) { source, context in
                MutateSource(source, mutations: compiled, context: context)
            }
        case .delete(let input, let targets, let detach):
            let compiled = try compile(targets)
            let below = try compile(input, live: live + targets.slotsRead)
            let slots = live.list
            return wrap(below) { source, context in
                DeleteSource(
                    source, targets: compiled, isDetaching: detach, live: slots,
                    context: context)
            }
        case .merge(let input, let merge): return try compile(merge, input, live)
        default: return try compile(plan, live: live)
        }
    }

    private mutating func compile(
        _ merge: Merge, _ input: LogicalPlan, _ live: SlotSet
    ) throws(CypherError) -> Compiled {
        let created = SlotSet(merge.create.map(\.slot))
        let written = merge.match.slotsWritten + created
        let changes = (merge.onCreate + merge.onMatch).flatMap(\.expressions).slotsRead
        let needed = live + changes
        let innerSlots = needed & written
        let outerSlots = (needed - written) + (slotsRead(merge.create) - created)
        let compiled = CompiledMerge(
            create: try compile(merge.create), onCreate: try compile(merge.onCreate),
            onMatch: try compile(merge.onMatch), required: try compile(merge.requiredProperties))
        let match = try compile(merge.match, live: innerSlots & merge.match.slotsWritten)
        let run = CompiledSubPlan(imports: match.demand.list, make: match.make)
        let used = merge.requiredProperties.slotsRead + match.demand
        let below = try compile(input, live: outerSlots + used)
        let (outerList, innerList) = (outerSlots.list, innerSlots.list)
        return wrap(below) { source, context in
            MergeSource(
                source, inner: InnerRun(run, context), merge: compiled, outerSlots: outerList,
                innerSlots: innerList, context: context)
        }
    }

    private func slotsRead(_ commands: [CreateCommand]) -> SlotSet {
        var slots = SlotSet()
        for command in commands {
            switch command {
            case .node(_, _, let properties):
                if let properties { slots += properties.slotsRead }
            case .relationship(_, let type, let from, let to, let properties):
                slots += SlotSet([from, to])
                if let type = type.expression { slots += type.slotsRead }
                if let properties { slots += properties.slotsRead }
            }
        }
        return slots
    }

    private mutating func compile(
        _ commands: [CreateCommand]
    ) throws(CypherError) -> [CompiledCreate] {
        var compiled: [CompiledCreate] = []
        var created = SlotSet()
        for command in commands {
            if command.expressions.slotsRead.intersects(created) {
                compiled.append(.refresh)
            }
            created.insert(command.slot.index)
            switch command {
            case .node(let slot, let labels, let properties):
                compiled.append(
                    .node(
                        slot: slot.index, labels: labels,
                        properties: try compile(properties: properties)))
            case .relationship(let slot, let type, let from, let to, let properties):
                compiled.append(
                    .relationship(
                        slot: slot.index, type: try compile(type), from: from.index, to: to.index,
                        properties: try compile(properties: properties)))
            }
        }
        return compiled
    }

    private mutating func compile(
        _ type: RelationshipTypeSource
    ) throws(CypherError) -> CompiledType {
        switch type {
        case .name(let name): .name(name)
        case .computed(let expression): .computed(try compile(expression))
        }
    }

    private mutating func compile(
        properties: BoundExpression?
    ) throws(CypherError) -> CompiledProperties {
        guard let properties else { return .none }
        guard case .map(let entries) = properties else { return .map(try compile(properties)) }
        var compiled: [(key: String, value: CompiledExpression)] = []
        for entry in entries { compiled.append((entry.key, try compile(entry.value))) }
        return .entries(compiled)
    }

    private mutating func compile(
        _ mutations: [Mutation]
    ) throws(CypherError) -> [CompiledMutation] {
        var compiled: [CompiledMutation] = []
        for mutation in mutations { compiled.append(try compile(mutation)) }
        return compiled
    }

    private mutating func compile(
        _ mutation: Mutation
    ) throws(CypherError) -> CompiledMutation {
        switch mutation {
        case .setProperty(let target, let key, let value):
            .setProperty(try compile(target), key: key, value: try compile(value))
        case .setDynamicProperty(let target, let key, let value):
            .setDynamicProperty(
                try compile(target), key: try compile(key), value: try compile(value))
        case .replaceProperties(let target, let source):
            .replaceProperties(try compile(target), with: try compile(source))
        case .mergeProperties(let target, let source):
            .mergeProperties(try compile(target), from: try compile(source))
        case .addLabels(let target, let labels): .addLabels(try compile(target), labels)
        case .removeProperty(let target, let key):
            .removeProperty(try compile(target), key: key)
        case .removeDynamicProperty(let target, let key):
            .removeDynamicProperty(try compile(target), key: try compile(key))
        case .removeLabels(let target, let labels): .removeLabels(try compile(target), labels)
        case .addDynamicLabels(let target, let labels):
            .addDynamicLabels(try compile(target), try compile(labels))
        case .removeDynamicLabels(let target, let labels):
            .removeDynamicLabels(try compile(target), try compile(labels))
        }
    }
}

extension CreateCommand {
    /// The expressions it evaluates.
    fileprivate var expressions: [BoundExpression] {
        guard case .relationship(_, .computed(let type), _, _, _) = self else {
            return [properties].compactMap { $0 }
        }
        return [properties, type].compactMap { $0 }
    }
}

extension Mutation {
    /// The expressions it evaluates.
    var expressions: [BoundExpression] {
        switch self {
        case .setProperty(let target, _, let value): [target, value]
        case .setDynamicProperty(let target, let key, let value): [target, key, value]
        case .replaceProperties(let target, let source),
            .mergeProperties(let target, let source):
            [target, source]
        case .addLabels(let target, _), .removeProperty(let target, _),
            .removeLabels(let target, _):
            [target]
        case .removeDynamicProperty(let target, let key): [target, key]
        case .addDynamicLabels(let target, let labels),
            .removeDynamicLabels(let target, let labels):
            [target, labels]
        }
    }
}
