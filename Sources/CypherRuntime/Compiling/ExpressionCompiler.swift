import CypherPlanning
import CypherSyntax
import PropertyGraph

extension PlanCompiler {
    /// Compiles an expression; what is the same for every row is computed once an execution.
    mutating func compile(_ expression: BoundExpression) throws(CypherError) -> CompiledExpression {
        switch expression {
        case .literal, .parameter, .slot: break
        default:
            if expression.isInvariant {
                let base = try compileNode(expression)
                hoistedCount += 1
                return HoistedExpression(base, place: hoistedCount - 1)
            }
        }
        return try compileNode(expression)
    }

    mutating func compile(
        _ expressions: [BoundExpression]
    ) throws(CypherError) -> [CompiledExpression] {
        var result: [CompiledExpression] = []
        for expression in expressions { result.append(try compile(expression)) }
        return result
    }

    mutating func compile(
        optional expression: BoundExpression?
    ) throws(CypherError) -> CompiledExpression? {
        guard let expression else { return nil }
        return try compile(expression)
    }

    private mutating func compileNode(
        _ expression: BoundExpression
    ) throws(CypherError) -> CompiledExpression {
        switch expression {
        case .literal(let value): return constant(value)
        case .parameter(let reference): return ParameterExpression(place: reference.index)
        case .slot(let slot): return SlotExpression(slot.index)
        case .property(let base, let key, let location):
            var isSafe = false
            if case .slot(let slot) = base { isSafe = safeSlots.contains(slot.index) }
            return PropertyExpression(
                try compile(base), key: symbols.key(key), name: key, span: location.span,
                isSafe: isSafe)
        case .element(let base, let index, let location):
            return SubscriptExpression(
                try compile(base), try compile(index), span: location.span)
        case .slice(let base, let from, let to, let location):
            return SliceExpression(
                try compile(base), from: try compile(optional: from),
                to: try compile(optional: to), span: location.span)
        default: return try compileOperator(expression)
        }
    }

    private mutating func compileOperator(
        _ expression: BoundExpression
    ) throws(CypherError) -> CompiledExpression {
        switch expression {
        case .all(let operands):
            return JunctionExpression(try compile(operands), isConjunction: true)
        case .any(let operands):
            return JunctionExpression(try compile(operands), isConjunction: false)
        case .exclusiveOr(let operands):
            return ExclusiveOrExpression(try compile(operands))
        case .not(let operand): return NotExpression(try compile(operand))
        case .isNull(let operand):
            return NullTestExpression(try compile(operand), isNegated: false)
        case .isNotNull(let operand):
            return NullTestExpression(try compile(operand), isNegated: true)
        case .comparison(let comparison, let left, let right):
            return ComparisonExpression(comparison, try compile(left), try compile(right))
        case .arithmetic(let operation, let left, let right, let location):
            return ArithmeticExpression(
                operation, try compile(left), try compile(right), span: location.span)
        case .negate(let operand, let location):
            return SignExpression(try compile(operand), isNegative: true, span: location.span)
        case .plus(let operand, let location):
            return SignExpression(try compile(operand), isNegative: false, span: location.span)
        case .membership(let element, let list, let location):
            return MembershipExpression(
                try compile(element), in: try compile(list), span: location.span,
                place: answersPlace(for: list))
        case .stringPredicate(.matches, let text, let pattern, let location):
            return MatchExpression(
                try compile(text), try compile(pattern), span: location.span,
                place: answersPlace(for: pattern))
        case .stringPredicate(let predicate, let text, let part, _):
            return StringPredicateExpression(
                predicate, try compile(text), try compile(part), place: answersPlace(for: part))
        case .isTyped(let operand, let type):
            return TypeTestExpression(try compile(operand), type)
        default: return try compileEntity(expression)
        }
    }

    private mutating func compileEntity(
        _ expression: BoundExpression
    ) throws(CypherError) -> CompiledExpression {
        switch expression {
        case .hasLabels(let operand, let labels):
            return LabelTestExpression(try compile(operand), compile(labels))
        case .areDisjoint(let left, let right):
            return DisjointExpression(left.index, right.index)
        case .path(let construction): return PathExpression(construction)
        case .degree(let node, let direction, let types):
            return DegreeExpression(try compile(node), direction, compile(types: types))
        default: return try compileComposite(expression)
        }
    }

    private mutating func compileComposite(
        _ expression: BoundExpression
    ) throws(CypherError) -> CompiledExpression {
        switch expression {
        case .list(let elements): return ListExpression(try compile(elements))
        case .map(let entries):
            var compiled: [(key: String, value: CompiledExpression)] = []
            for entry in entries { compiled.append((entry.key, try compile(entry.value))) }
            return MapExpression(compiled)
        case .mapProjection(let base, let items):
            return try compile(projection: items, of: base)
        case .simpleCase(let subject, let branches, let otherwise):
            return SimpleCaseExpression(
                try compile(subject), try compile(branches),
                otherwise: try compile(optional: otherwise))
        case .searchedCase(let branches, let otherwise):
            return SearchedCaseExpression(
                try compile(branches), otherwise: try compile(optional: otherwise))
        case .function(let call): return try compile(call)
        default: return try compileScope(expression)
        }
    }

    private mutating func compileScope(
        _ expression: BoundExpression
    ) throws(CypherError) -> CompiledExpression {
        switch expression {
        case .listComprehension(let scope):
            return ListComprehensionExpression(
                element: scope.element.index, list: try compile(scope.list),
                predicate: try compile(optional: scope.predicate),
                result: try compile(optional: scope.result))
        case .quantifier(let scope):
            return QuantifierExpression(
                scope.kind, element: scope.element.index, list: try compile(scope.list),
                predicate: try compile(scope.predicate),
                textTest: try textTest(scope.predicate, on: scope.element))
        case .reduce(let scope):
            return ReduceExpression(
                accumulator: scope.accumulator.index, initial: try compile(scope.initial),
                element: scope.element.index, list: try compile(scope.list),
                result: try compile(scope.result))
        case .exists(let plan):
            return SubPlanExpression(place: try compile(plan, live: SlotSet()), .exists)
        case .count(let plan):
            return SubPlanExpression(place: try compile(plan, live: SlotSet()), .count)
        case .collect(let plan, let result):
            let live = result.slotsRead
            let compiled = try compile(result)
            return SubPlanExpression(place: try compile(plan, live: live), .collect(compiled))
        default:
            throw CypherError(
                .databaseError, detail: "UnknownExpression",
                message: "An expression was not compiled.")
        }
    }

    // MARK: Parts

    /// A place to keep a predicate's answers, when its right side is the same for every row.
    private mutating func answersPlace(for right: BoundExpression) -> Int? {
        guard right.isInvariant else { return nil }
        answersCount += 1
        return answersCount
    }

    mutating func constant(_ value: Value) -> CompiledExpression {
        if let cell = Cell(immediate: value) { return ConstantExpression(cell) }
        constants.append(value)
        return TableConstantExpression(place: constants.count - 1)
    }

    private mutating func compile(
        _ branches: [CaseBranch]
    ) throws(CypherError) -> [(condition: CompiledExpression, result: CompiledExpression)] {
        var compiled: [(condition: CompiledExpression, result: CompiledExpression)] = []
        for branch in branches {
            compiled.append((try compile(branch.condition), try compile(branch.result)))
        }
        return compiled
    }

    private mutating func compile(
        projection items: [MapProjectionItem], of base: BoundExpression
    ) throws(CypherError) -> CompiledExpression {
        let compiledBase = try compile(base)
        var compiled: [MapProjectionExpression.Item] = []
        for item in items {
            switch item {
            case .property(let key):
                let property = PropertyExpression(
                    compiledBase, key: symbols.key(key), name: key, span: nil)
                compiled.append(.property(key, property))
            case .allProperties: compiled.append(.allProperties)
            case .entry(let entry):
                compiled.append(.entry(entry.key, try compile(entry.value)))
            }
        }
        return MapProjectionExpression(compiledBase, compiled)
    }

    mutating func compile(_ labels: BoundLabelExpression) -> CompiledLabels {
        switch labels {
        case .name(let name): .name(symbols.label(name), symbols.type(name))
        case .wildcard: .wildcard
        case .and(let left, let right): .and(compile(left), compile(right))
        case .or(let left, let right): .or(compile(left), compile(right))
        case .not(let inner): .not(compile(inner))
        }
    }

    mutating func compile(types: [String]) -> [TypeSymbol] {
        types.map { symbols.type($0) }
    }

    private mutating func compile(
        _ call: BoundFunctionCall
    ) throws(CypherError) -> CompiledExpression {
        let arguments = try compile(call.arguments)
        guard let function = functions[call.name],
            case .scalar(let evaluation) = function.implementation
        else {
            throw CypherError(
                .syntaxError, detail: "UnknownFunction",
                message: "There is no function \(call.name)().", span: call.location.span)
        }
        let general = FunctionExpression(evaluation, arguments, span: call.location.span)
        guard let first = arguments.first else { return general }
        switch call.name.lowercased() {
        case "coalesce": return CoalesceExpression(arguments)
        case "id": return IdentityExpression(first, fallback: general)
        case "tolower", "lower":
            return CaseConversionExpression(first, isUpper: false, fallback: general)
        case "toupper", "upper":
            return CaseConversionExpression(first, isUpper: true, fallback: general)
        default: return general
        }
    }
}
