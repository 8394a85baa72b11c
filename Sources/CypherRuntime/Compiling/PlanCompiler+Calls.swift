import CypherPlanning
import CypherSyntax
import PropertyGraph

extension PlanCompiler {
    mutating func compileCall(
        _ plan: LogicalPlan, live: SlotSet
    ) throws(CypherError) -> Compiled {
        switch plan {
        case .callProcedure(let input, let call): return try compile(call, input, live)
        case .show(let input, let show):
            let fields = show.yields.enumerated().map { (field: $0, slot: $1.slot.index) }
            let carried = live - SlotSet(show.yields.map(\.slot))
            let below = try compile(input, live: carried)
            let slots = carried.list
            let listing = SchemaListing(
                subject: show.subject, columns: show.yields.map(\.column), text: show.text,
                functions: functions, procedures: procedures)
            return wrap(below) { source, context in
                ValueRowSource(
                    source, producer: ListingRows(listing), fields: fields, carried: slots,
                    isOptional: false, context: context)
            }
        case .storedCount(let input, let count):
            let below = try compile(input, live: live - SlotSet([count.result]))
            let slot = count.result.index
            var label: LabelSymbol?
            var types: [TypeSymbol] = []
            var isOfNodes = true
            switch count.kind {
            case .nodes(let name): label = name.map { symbols.label($0) }
            case .relationships(let names):
                types = compile(types: names)
                isOfNodes = false
            }
            let (labelSymbol, typeSymbols, ofNodes) = (label, types, isOfNodes)
            return wrap(below) { source, context in
                StoredCountSource(
                    source, slot: slot, label: labelSymbol, types: typeSymbols,
                    isOfNodes: ofNodes, context: context)
            }
        default: return try compile(plan, live: live)
        }
    }

    private mutating func compile(
        _ call: CallProcedure, _ input: LogicalPlan, _ live: SlotSet
    ) throws(CypherError) -> Compiled {
        guard let procedure = procedures[call.signature.name] else {
            throw CypherError(
                .procedureError, detail: "ProcedureNotFound",
                message: "There is no procedure \(call.signature.name).",
                span: call.location.span)
        }
        let carried = live - SlotSet(call.yields.map(\.slot))
        let arguments = try compile(call.arguments)
        let below = try compile(input, live: carried + call.arguments.slotsRead)
        let fields = call.yields.map { (field: $0.field, slot: $0.slot.index) }
        let slots = carried.list
        let span = call.location.span
        let isOptional = call.isOptional
        return wrap(below) { source, context in
            ValueRowSource(
                source, producer: ProcedureRows(procedure, arguments, span: span),
                fields: fields, carried: slots, isOptional: isOptional, context: context)
        }
    }
}
