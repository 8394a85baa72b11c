internal import CypherSyntax
internal import PropertyGraph

/// A result column to keep, and the variable that takes it.
private struct YieldName {
    var field: Name
    var variable: Name

    init(_ item: YieldItem) {
        field = item.field
        variable = item.variable
    }

    init(_ name: Name) {
        field = name
        variable = name
    }
}

extension Binder {
    /// `CALL procedure(…)` among other clauses.
    mutating func call(
        _ call: ProcedureCall,
        _ binding: inout BranchBinding
    ) throws(CypherError) {
        let signature = try signature(of: call)
        if call.arguments == nil, signature.arguments.contains(where: { !$0.isOptional }) {
            throw CypherError(
                .syntaxError,
                detail: "InvalidArgumentPassingMode",
                message: "`\(signature.name)` needs its arguments in parentheses here.",
                span: call.span,
                hint: "Only a call that stands alone takes its arguments from the parameters."
            )
        }
        let items: [YieldName]
        switch call.yield {
        case .items(let named): items = named.map(YieldName.init)
        case .all:
            throw BindingError.syntax(
                "UnexpectedSyntax",
                "`YIELD *` can be used only by a call that stands alone.",
                at: call.span
            )
        case nil: items = []
        }
        let arguments = try arguments(of: call, signature, in: binding.scope)
        let yields = try yields(items, signature, &binding.scope)
        try finish(call, signature, arguments, yields.map(\.yield), &binding)
    }

    /// `CALL procedure` as the whole statement.
    mutating func standaloneCall(
        _ call: ProcedureCall,
        _ binding: inout BranchBinding
    ) throws(CypherError) {
        let signature = try signature(of: call)
        let items: [YieldName]
        if case .items(let named) = call.yield {
            items = named.map(YieldName.init)
        } else {
            items = signature.results.map { field in
                YieldName(Name(field.name, span: call.span))
            }
        }
        let arguments = try arguments(of: call, signature, in: binding.scope)
        let yields = try yields(items, signature, &binding.scope)
        try finish(call, signature, arguments, yields.map(\.yield), &binding)
        guard !yields.isEmpty else { return }
        binding.columns = yields.map(\.column)
    }

    private mutating func finish(
        _ call: ProcedureCall,
        _ signature: ProcedureSignature,
        _ arguments: [BoundExpression],
        _ yields: [CallProcedure.Yield],
        _ binding: inout BranchBinding
    ) throws(CypherError) {
        var condition: BoundExpression?
        if let predicate = call.predicate {
            condition = try self.predicate(predicate, in: binding.scope)
        }
        let bound = CallProcedure(
            signature: signature,
            arguments: arguments,
            yields: yields,
            isOptional: call.isOptional,
            location: SourceLocation(call.span)
        )
        binding.clauses.append(.call(bound, predicate: condition))
    }

    private func signature(of call: ProcedureCall) throws(CypherError) -> ProcedureSignature {
        let name = call.name.text
        if let signature = callables.procedure(named: name) { return signature }
        let near = Spelling.nearest(to: name, among: callables.procedureNames)
        throw CypherError(
            .procedureError,
            detail: "ProcedureNotFound",
            message: "There is no procedure `\(name)`.",
            span: call.name.span,
            hint: near.map { name in "Did you mean `\(name)`?" }
        )
    }

    private mutating func arguments(
        of call: ProcedureCall,
        _ signature: ProcedureSignature,
        in scope: Scope
    ) throws(CypherError) -> [BoundExpression] {
        guard let given = call.arguments else {
            var implicit: [BoundExpression] = []
            for field in signature.arguments where !field.isOptional {
                implicit.append(parameter(field.name))
            }
            return implicit
        }
        let least = signature.arguments.count { field in !field.isOptional }
        guard given.count >= least, given.count <= signature.arguments.count else {
            throw BindingError.syntax(
                "InvalidNumberOfArguments",
                "`\(signature.name)` takes \(signature.arguments.count) arguments, "
                    + "not \(given.count).",
                at: call.span
            )
        }
        var bound: [BoundExpression] = []
        for (field, argument) in zip(signature.arguments, given) {
            let value = try self.value(argument, in: scope)
            // An integer is taken for a float.
            let isFloat = field.accepts.contains(.float)
            let accepted = isFloat ? field.accepts.union(.integer) : field.accepts
            try require(value.type, accepted, "`\(signature.name)`", at: argument.span)
            bound.append(value.expression)
        }
        return bound
    }

    private mutating func yields(
        _ items: [YieldName],
        _ signature: ProcedureSignature,
        _ scope: inout Scope
    ) throws(CypherError) -> [(yield: CallProcedure.Yield, column: BoundColumn)] {
        var result: [(yield: CallProcedure.Yield, column: BoundColumn)] = []
        for item in items {
            let results = signature.results
            guard let field = results.firstIndex(where: { $0.name == item.field.text }) else {
                let near = Spelling.nearest(to: item.field.text, among: results.map(\.name))
                throw BindingError.syntax(
                    "UndefinedVariable",
                    "`\(signature.name)` yields no column `\(item.field.text)`.",
                    at: item.field.span,
                    hint: near.map { name in "Did you mean `\(name)`?" }
                )
            }
            let type = StaticType(types: results[field].accepts)
            let slot = try introduce(item.variable, type, &scope)
            let column = BoundColumn(
                name: item.variable.text,
                variable: Variable(slot: slot, type: type)
            )
            result.append((CallProcedure.Yield(field: field, slot: slot), column))
        }
        return result
    }
}
