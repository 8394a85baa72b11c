internal import PropertyGraph

extension Plan {
    /// The plan for people, with the numbers of rows expected on a graph.
    ///
    /// - Parameter statistics: What is known of the graph.
    /// - Returns: A tree whose root is the last operator.
    public func description(_ statistics: any PlanningStatistics) -> PlanDescription {
        switch body {
        case .schema:
            return PlanDescription(
                number: 0,
                operation: "ChangeSchema",
                details: "",
                estimatedRows: 0
            )
        case .query(let root):
            let printer = ExpressionPrinter(slots: slots)
            let model = CardinalityModel(statistics: statistics)
            return PlanDescriber(printer: printer, model: model).describe(root)
        }
    }
}

/// Describes plans.
struct PlanDescriber {
    let printer: ExpressionPrinter
    let model: CardinalityModel?

    func describe(_ root: LogicalPlan) -> PlanDescription {
        let estimator = model.map { model in RowEstimator(model: model, plan: root) }
        var number = 0
        return describe(root, given: 1, estimator, &number)?.description
            ?? PlanDescription(number: 0, operation: "Argument", details: "", estimatedRows: 1)
    }

    /// Describes a plan fed with a number of outer rows; nil for `.argument`.
    private func describe(
        _ plan: LogicalPlan,
        given outer: Double,
        _ estimator: RowEstimator?,
        _ number: inout Int
    ) -> (description: PlanDescription, rows: Double)? {
        let own = number
        number += 1
        if case .argument = plan { return nil }
        var children: [PlanDescription] = []
        var rows: [Double] = []
        for (index, input) in plan.inputs.enumerated() {
            let isInner = index > 0
            let given = isInner && plan.feedsInner ? 1 : outer
            if var child = describe(input, given: given, estimator, &number) {
                child.description.isInner = isInner
                children.append(child.description)
                rows.append(child.rows)
            } else {
                rows.append(given)
            }
        }
        let estimate = estimator?.rows(of: plan, inputs: rows) ?? 0
        let (name, details) = label(plan)
        var description = PlanDescription(
            number: own,
            operation: name,
            details: details,
            estimatedRows: estimate,
            variables: plan.ownWrites.filter { slot in
                printer.slots.indices.contains(slot.index) && printer.slots[slot.index].name != nil
            }.map(printer.name),
            children: children
        )
        description.storageUse = plan.storageUse
        return (description, estimate)
    }

    /// The operator's name and what it works on.
    func label(_ plan: LogicalPlan) -> (name: String, details: String) {
        switch plan {
        case .argument: ("Argument", "")
        case .allNodesScan(_, let node): ("AllNodesScan", "(\(printer.name(node)))")
        case .labelScan(_, let node, let labels):
            ("LabelScan", "(\(printer.name(node)):\(labels.joined(separator: "|")))")
        case .nodeIndexSeek(_, let seek):
            (seek.isUnique ? "UniqueIndexSeek" : "IndexSeek", details(seek))
        case .nodeByID(_, let look):
            ("NodeByID", "(\(printer.name(look.node))) \(printer.text(look.ids))")
        case .relationshipScan(_, let scan): ("RelationshipScan", details(scan))
        case .relationshipByID(_, let look):
            ("RelationshipByID", "\(details(look.pattern)) \(printer.text(look.ids))")
        case .relationshipEnds(_, let ends):
            ("RelationshipEnds", details(ends.pattern) + excluded(ends.excluding))
        case .expand(_, let expand):
            (expand.mode == .all ? "Expand" : "ExpandInto", details(expand))
        case .varExpand(_, let expand): (name(expand), details(expand))
        case .shortestPath(_, let search):
            (search.isAll ? "AllShortestPaths" : "ShortestPath", details(search))
        case .repeatPattern(_, let repetition):
            (repetition.target == .all ? "Repeat" : "RepeatInto", details(repetition))
        case .selectPaths(_, let selection): ("SelectPaths", details(selection))
        default: rowLabel(plan)
        }
    }

    private func rowLabel(_ plan: LogicalPlan) -> (name: String, details: String) {
        switch plan {
        case .optional(_, _, let nulls):
            ("Optional", printer.names(nulls.filter { printer.slots[$0.index].name != nil }))
        case .apply: ("Apply", "")
        case .semiApply(_, _, let negated): (negated ? "AntiSemiApply" : "SemiApply", "")
        case .cartesianProduct: ("CartesianProduct", "")
        case .hashJoin(_, _, let join):
            (
                "HashJoin",
                zip(join.leftKeys, join.rightKeys).map { left, right in
                    "\(printer.text(left)) = \(printer.text(right))"
                }.joined(separator: ", ")
            )
        case .filter(_, let predicate): ("Filter", printer.text(predicate))
        case .project(_, let items): ("Project", self.items(items))
        case .aggregate(_, let aggregate): ("Aggregate", details(aggregate))
        case .distinct(_, let slots): ("Distinct", printer.names(slots))
        case .sort(_, let keys): ("Sort", self.keys(keys))
        case .top(_, let keys, let limit):
            ("Top", "\(self.keys(keys)) LIMIT \(printer.text(limit))")
        case .skip(_, let count): ("Skip", printer.text(count))
        case .limit(_, let count): ("Limit", printer.text(count))
        case .unwind(_, let list, let element):
            ("Unwind", "\(printer.text(list)) AS \(printer.name(element))")
        case .union: ("Union", "")
        case .eager: ("Eager", "")
        default: writeLabel(plan)
        }
    }

    private func writeLabel(_ plan: LogicalPlan) -> (name: String, details: String) {
        switch plan {
        case .create(_, let commands):
            ("Create", commands.map(command).joined(separator: ", "))
        case .merge(_, let merge):
            ("Merge", merge.create.map(command).joined(separator: ", "))
        case .mutate(_, let mutations):
            ("Set", mutations.map(mutation).joined(separator: ", "))
        case .delete(_, let targets, let detach):
            (detach ? "DetachDelete" : "Delete", printer.text(targets))
        case .foreach(_, let list, let element, _):
            ("Foreach", "\(printer.name(element)) IN \(printer.text(list))")
        case .callProcedure(_, let call):
            (
                "ProcedureCall",
                "\(call.signature.name)(\(printer.text(call.arguments)))"
                    + (call.yields.isEmpty ? "" : " → \(printer.names(call.yields.map(\.slot)))")
            )
        case .callSubquery(_, let call):
            ("Subquery", printer.names(call.results))
        case .show(_, let show): ("Show", printer.names(show.yields.map(\.slot)))
        case .storedCount(_, let count): ("StoredCount", details(count))
        case .produceResults(_, let columns):
            ("ProduceResults", columns.map(\.name).joined(separator: ", "))
        default: ("", "")
        }
    }

    // MARK: Details

    private func items(_ items: [BoundProjection]) -> String {
        items.map { item in
            item.expression == .slot(item.slot)
                ? printer.name(item.slot)
                : "\(printer.text(item.expression)) AS \(printer.name(item.slot))"
        }.joined(separator: ", ")
    }

    private func keys(_ keys: [SortKey]) -> String {
        keys.map { key in printer.text(key.expression) + (key.isAscending ? "" : " DESC") }
            .joined(separator: ", ")
    }

    private func details(_ aggregate: Aggregate) -> String {
        let aggregations = aggregate.aggregations.map { aggregation in
            let arguments =
                aggregation.arguments.isEmpty ? "*" : printer.text(aggregation.arguments)
            let distinct = aggregation.isDistinct ? "DISTINCT " : ""
            let call = "\(aggregation.function)(\(distinct)\(arguments))"
            return "\(call) AS \(printer.name(aggregation.slot))"
        }
        let keys = items(aggregate.keys)
        return ([keys] + aggregations).filter { part in !part.isEmpty }.joined(separator: ", ")
    }

    private func details(_ seek: NodeIndexSeek) -> String {
        let name = printer.name(seek.node)
        let key = "\(name).\(rangeKey(of: seek))"
        let condition: String =
            switch seek.bounds {
            case .equal(let values):
                equalities(seek, values).joined(separator: " AND ")
            case .any(let list): "\(key) IN \(printer.text(list))"
            case .range(let equal, let lower, let upper):
                (equalities(seek, equal)
                    + [
                        lower.map {
                            "\(key) \($0.isInclusive ? ">=" : ">") \(printer.text($0.value))"
                        },
                        upper.map {
                            "\(key) \($0.isInclusive ? "<=" : "<") \(printer.text($0.value))"
                        },
                    ].compactMap(\.self)).joined(separator: " AND ")
            case .prefix(let text): "\(key) STARTS WITH \(printer.text(text))"
            case .contains(let text): "\(key) CONTAINS \(printer.text(text))"
            case .suffix(let text): "\(key) ENDS WITH \(printer.text(text))"
            case .exists: "\(key) IS NOT NULL"
            }
        return "(\(name):\(seek.label)) \(condition)"
    }

    /// The key that conditions other than equality are about.
    private func rangeKey(of seek: NodeIndexSeek) -> String {
        var given = 0
        if case .range(let equal, _, _) = seek.bounds { given = equal.count }
        return seek.keys.dropFirst(given).first ?? ""
    }

    private func equalities(_ seek: NodeIndexSeek, _ values: [BoundExpression]) -> [String] {
        zip(seek.keys, values).map { key, value in
            "\(printer.name(seek.node)).\(key) = \(printer.text(value))"
        }
    }

    private func details(_ scan: RelationshipScan) -> String {
        ExpressionPrinter.pattern(
            printer.name(scan.from),
            printer.name(scan.relationship),
            printer.name(scan.to),
            scan.direction,
            scan.types
        )
    }

    private func excluded(_ slots: [Slot]) -> String {
        slots.isEmpty ? "" : " other than \(printer.names(slots))"
    }

    private func details(_ expand: Expand) -> String {
        ExpressionPrinter.pattern(
            printer.name(expand.from),
            printer.name(expand.relationship),
            printer.name(expand.to),
            expand.direction,
            expand.types
        ) + excluded(expand.excluding)
    }

    private func name(_ expand: VarExpand) -> String {
        let name = expand.mode == .trails ? "VarExpand" : "Reach"
        return expand.target == .into ? name + "Into" : name
    }

    private func bounds(_ minimum: Int, _ maximum: Int?) -> String {
        "*\(minimum)..\(maximum.map(String.init) ?? "")"
    }

    private func details(_ expand: VarExpand) -> String {
        let types = expand.types.isEmpty ? "" : ":" + expand.types.joined(separator: "|")
        let list = expand.relationships.map(printer.name) ?? ""
        let inside = list + types + bounds(expand.minimum, expand.maximum)
        let predicates = [expand.relationshipPredicate, expand.nodePredicate]
            .compactMap { step in step?.predicate }
        let condition =
            predicates.isEmpty ? "" : " WHERE \(printer.text(.conjunction(predicates)))"
        return ExpressionPrinter.pattern(
            printer.name(expand.from),
            inside,
            printer.name(expand.to),
            expand.direction,
            []
        ) + condition + excluded(expand.excluding)
    }

    private func details(_ repetition: RepeatPattern) -> String {
        "(\(printer.name(repetition.from)))"
            + "\(bounds(repetition.minimum, repetition.maximum).dropFirst())"
            + "(\(printer.name(repetition.to)))" + excluded(repetition.excluding)
    }

    private func details(_ selection: SelectPaths) -> String {
        let ends = "\(printer.name(selection.start)), \(printer.name(selection.end))"
        let groups = selection.countsLengths ? " GROUPS" : ""
        return "\(printer.text(selection.count))\(groups) by \(ends)"
    }

    private func details(_ search: ShortestPath) -> String {
        let types = search.types.isEmpty ? "" : ":" + search.types.joined(separator: "|")
        let pattern = ExpressionPrinter.pattern(
            printer.name(search.from),
            printer.name(search.relationships) + types + bounds(search.minimum, search.maximum),
            printer.name(search.to),
            search.direction,
            []
        )
        let predicates = [
            search.relationshipPredicate?.predicate, search.nodePredicate?.predicate,
            search.pathPredicate,
        ].compactMap(\.self)
        return predicates.isEmpty
            ? pattern : "\(pattern) WHERE \(printer.text(.conjunction(predicates)))"
    }

    private func details(_ count: StoredCount) -> String {
        switch count.kind {
        case .nodes(let label): "(\(label.map { ":\($0)" } ?? "")) AS \(printer.name(count.result))"
        case .relationships(let types):
            ExpressionPrinter.pattern("", "", "", .outgoing, types)
                + " AS \(printer.name(count.result))"
        }
    }

    private func command(_ command: CreateCommand) -> String {
        let map = command.properties.map { map in " \(printer.text(map))" } ?? ""
        switch command {
        case .node(let slot, let labels, _):
            let names = labels.map { label in ":\(label)" }.joined()
            return "(\(printer.name(slot))\(names)\(map))"
        case .relationship(let slot, let source, let from, let to, _):
            let type = source.expression.map { "$(\(printer.text($0)))" } ?? source.name ?? ""
            return "(\(printer.name(from)))-[\(printer.name(slot)):\(type)\(map)]->"
                + "(\(printer.name(to)))"
        }
    }

    private func mutation(_ mutation: Mutation) -> String {
        switch mutation {
        case .setProperty(let target, let key, let value):
            "\(printer.text(target)).\(key) = \(printer.text(value))"
        case .setDynamicProperty(let target, let key, let value):
            "\(printer.text(target))[\(printer.text(key))] = \(printer.text(value))"
        case .replaceProperties(let target, let value):
            "\(printer.text(target)) = \(printer.text(value))"
        case .mergeProperties(let target, let value):
            "\(printer.text(target)) += \(printer.text(value))"
        case .addLabels(let target, let labels):
            "\(printer.text(target)):\(labels.joined(separator: ":"))"
        case .removeProperty(let target, let key): "remove \(printer.text(target)).\(key)"
        case .removeDynamicProperty(let target, let key):
            "remove \(printer.text(target))[\(printer.text(key))]"
        case .addDynamicLabels(let target, let labels):
            "\(printer.text(target)):$(\(printer.text(labels)))"
        case .removeDynamicLabels(let target, let labels):
            "remove \(printer.text(target)):$(\(printer.text(labels)))"
        case .removeLabels(let target, let labels):
            "remove \(printer.text(target)):\(labels.joined(separator: ":"))"
        }
    }
}

extension LogicalPlan {
    /// Whether the second input is fed with the rows of the first.
    var feedsInner: Bool {
        switch self {
        case .optional, .apply, .semiApply, .foreach, .merge, .callSubquery, .repeatPattern: true
        default: false
        }
    }
}
