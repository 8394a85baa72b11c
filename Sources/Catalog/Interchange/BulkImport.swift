import PropertyGraph

/// A stretch of an import that only adds nodes and relationships, on one draft.
///
/// A line goes from its bytes into the draft's tables without becoming values. What needs more than
/// that, such as a node that is there already, ends the stretch: `ImportSession` does the same line
/// by line in the general way, with the same result.
final class BulkImport {
    /// What became of a line.
    enum Outcome {
        /// It was taken.
        case taken
        /// It cannot be taken.
        case refused(ImportLineError)
        /// Only the general way can tell; nothing was done.
        case undecided
    }

    let draft: Draft
    /// How many nodes and relationships were added.
    private(set) var count = 0

    private let insertion: BulkInsertion
    private let coding: PropertyCoding
    private var reader: QuickLineReader

    /// Where nodes go, by their labels and by the reader's number for these.
    private var nodeTables: [[String]: BulkInsertion.NodeTable] = [:]
    private var numberedNodeTables: [BulkInsertion.NodeTable] = []
    /// Where relationships go, by their type and by the reader's number for it.
    private var types: [String: TypePlan] = [:]
    private var numberedTypes: [TypePlan] = []

    private let names: DatasetNames

    /// What is to be done with relationships of one type.
    private struct TypePlan {
        let table: BulkInsertion.RelationshipTable
        /// Whether columns get their dataset's name through it.
        let isNaming: Bool
        /// Whether it may follow from properties, see `CatalogRules.derives`.
        let isDerived: Bool
    }

    init(_ draft: Draft, coding: PropertyCoding) {
        self.draft = draft
        self.coding = coding
        insertion = BulkInsertion(draft)
        reader = QuickLineReader(draft)
        names = DatasetNames(draft)
    }

    /// Completes the draft, which can then be committed.
    func settle() throws(GraphError) { try insertion.settle() }

    /// Takes a line, given without its end, if it only adds.
    func take(
        _ bytes: UnsafeBufferPointer<UInt8>, _ state: inout ImportState,
        _ report: inout ImportReport
    ) -> Outcome {
        do throws(GraphError) {
            if try reader.read(bytes) { return try takeRead(&state, &report) }
            let content: ImportLine
            do throws(ImportLineError) {
                content = try ImportLine(Array(bytes), coding: coding)
            } catch {
                return .refused(error)
            }
            return try take(content, &state, &report)
        } catch {
            // The general way meets the same refusal, and says it of the line.
            return .undecided
        }
    }

    /// Takes a line whose content is known, if it only adds.
    func take(
        content: ImportLine, _ state: inout ImportState, _ report: inout ImportReport
    ) -> Outcome {
        do throws(GraphError) {
            return try take(content, &state, &report)
        } catch {
            return .undecided
        }
    }

    // MARK: Lines

    /// Takes the line that the reader has read.
    private func takeRead(
        _ state: inout ImportState, _ report: inout ImportReport
    ) throws(GraphError) -> Outcome {
        switch reader.line.kind {
        case .node:
            while numberedNodeTables.count < reader.labels.count {
                numberedNodeTables.append(try table(reader.labels[numberedNodeTables.count]))
            }
            return try add(
                numberedNodeTables[reader.line.labels], reader.line.id, reader.line.cells, &state,
                &report)
        case .relationship:
            while numberedTypes.count < reader.types.count {
                numberedTypes.append(try plan(reader.types[numberedTypes.count]))
            }
            guard let first = reader.line.start, let second = reader.line.end else {
                return .undecided
            }
            guard let start = state.identities[first] else {
                return .refused(.unknownEnd(first, "start"))
            }
            guard let end = state.identities[second] else {
                return .refused(.unknownEnd(second, "end"))
            }
            return try relate(
                start, numberedTypes[reader.line.type], end, reader.line.cells, state, &report)
        }
    }

    /// Takes a line that was read in the general way.
    private func take(
        _ content: ImportLine, _ state: inout ImportState, _ report: inout ImportReport
    ) throws(GraphError) -> Outcome {
        switch content {
        case .node(let id, let labels, let properties):
            return try add(
                try table(labels), id.map { ImportIdentity($0) }, try cells(properties), &state,
                &report)
        case .relationship(let type, let start, let end, let properties):
            // Ends that are not known by their identifier may be by their key.
            guard let first = start.id.flatMap({ state.identities[ImportIdentity($0)] }),
                let second = end.id.flatMap({ state.identities[ImportIdentity($0)] })
            else { return .undecided }
            return try relate(
                first, try plan(type), second, try cells(properties), state, &report)
        }
    }

    /// Properties as cells; of several with one name the last counts.
    private func cells(
        _ properties: [(String, Value)]
    ) throws(GraphError) -> [(key: PropertyKeyID, cell: Cell)] {
        var cells: [(key: PropertyKeyID, cell: Cell)] = []
        for (name, value) in properties {
            let key = try draft.propertyKey(name)
            let cell = try draft.cell(storing: value)
            if let place = cells.firstIndex(where: { $0.key == key }) {
                cells[place].cell = cell
            } else {
                cells.append((key, cell))
            }
        }
        cells.removeAll { $0.cell.isNull }
        return cells
    }

    private func table(_ labels: [String]) throws(GraphError) -> BulkInsertion.NodeTable {
        if let known = nodeTables[labels] { return known }
        var ids: [LabelID] = []
        for label in labels { ids.append(try draft.label(label)) }
        let table = try insertion.table(labels: ids)
        nodeTables[labels] = table
        return table
    }

    private func plan(_ type: String) throws(GraphError) -> TypePlan {
        if let known = types[type] { return known }
        let plan = TypePlan(
            table: try insertion.table(type: try draft.relationshipType(type)),
            isNaming: type == CatalogRelationship.hasColumn.rawValue,
            isDerived: type == CatalogRelationship.uses.rawValue)
        types[type] = plan
        return plan
    }

    // MARK: Adding

    private func add(
        _ table: BulkInsertion.NodeTable, _ id: ImportIdentity?,
        _ cells: [(key: PropertyKeyID, cell: Cell)], _ state: inout ImportState,
        _ report: inout ImportReport
    ) throws(GraphError) -> Outcome {
        guard let node = try insertion.addNode(to: table, cells) else { return .undecided }
        if let id { state.identities[id] = node }
        count += 1
        report.nodesCreated += 1
        return .taken
    }

    private func relate(
        _ start: NodeID, _ plan: TypePlan, _ end: NodeID,
        _ cells: [(key: PropertyKeyID, cell: Cell)], _ state: borrowing ImportState,
        _ report: inout ImportReport
    ) throws(GraphError) -> Outcome {
        if plan.isDerived { return .undecided }
        if !state.merged.isEmpty, state.merged.contains(start), state.merged.contains(end) {
            return .undecided
        }
        if plan.isNaming {
            switch try names.name(of: end, in: start) {
            case .kept: break
            case .given(let key, let cell):
                guard try insertion.set(key, cell, on: end) else { return .undecided }
            case .contested: return .undecided
            }
        }
        guard
            try insertion.addRelationship(to: plan.table, from: start, to: end, cells) != nil
        else { return .undecided }
        count += 1
        report.relationshipsCreated += 1
        return .taken
    }
}

/// What `DatasetNameRule` will ask of a column that is put into a dataset.
private final class DatasetNames {
    enum Consequence {
        /// Nothing.
        case kept
        /// The column gets the dataset's name.
        case given(PropertyKeyID, Cell)
        /// The column has another name, which may stay or go.
        case contested
    }

    private let draft: Draft
    private var dataset: LabelID?
    private var column: LabelID?
    private var name: PropertyKeyID?
    private var datasetName: PropertyKeyID?

    init(_ draft: Draft) {
        self.draft = draft
    }

    func name(of child: NodeID, in node: NodeID) throws(GraphError) -> Consequence {
        if dataset == nil || column == nil || name == nil {
            let graph = draft.graph
            dataset = graph.label(named: CatalogLabel.dataset.rawValue)
            column = graph.label(named: CatalogLabel.column.rawValue)
            name = graph.propertyKey(named: "name")
        }
        guard let dataset, let column, let name, draft.hasLabel(dataset, node),
            draft.hasLabel(column, child)
        else { return .kept }
        let new = draft.cell(of: name, on: node)
        if new.isNull { return .kept }
        let key = if let datasetName { datasetName } else { try draft.propertyKey("dataset_name") }
        datasetName = key
        let current = draft.cell(of: key, on: child)
        if current.isIdentical(to: new) { return .kept }
        return current.isNull ? .given(key, new) : .contested
    }
}
