import CypherPlanning

/// The signatures of the common functions, and any procedures.
struct StandardCallables: CallableProvider {
    var procedures: [String: ProcedureSignature] = [:]

    private static let functions: [String: FunctionSignature] = {
        let all: [FunctionSignature] = [
            FunctionSignature("count", arguments: 1...1, isAggregate: true, result: .integer),
            FunctionSignature("collect", arguments: 1...1, isAggregate: true, result: .list),
            FunctionSignature("sum", arguments: 1...1, isAggregate: true),
            FunctionSignature("avg", arguments: 1...1, isAggregate: true),
            FunctionSignature("min", arguments: 1...1, isAggregate: true),
            FunctionSignature("max", arguments: 1...1, isAggregate: true),
            FunctionSignature("rand", arguments: 0...0, isDeterministic: false, result: .float),
            FunctionSignature("id", arguments: 1...1, parameters: [.entity], result: .integer),
            FunctionSignature("elementId", arguments: 1...1, parameters: [.entity]),
            FunctionSignature("type", arguments: 1...1, parameters: [.relationship]),
            FunctionSignature("labels", arguments: 1...1, parameters: [.node], result: .list),
            FunctionSignature("keys", arguments: 1...1, parameters: [[.entity, .map]]),
            FunctionSignature("properties", arguments: 1...1, parameters: [[.entity, .map]]),
            FunctionSignature("length", arguments: 1...1, parameters: [.path], result: .integer),
            FunctionSignature("nodes", arguments: 1...1, parameters: [.path], result: .list),
            FunctionSignature("relationships", arguments: 1...1, parameters: [.path]),
            FunctionSignature("size", arguments: 1...1, parameters: [[.list, .string]]),
            FunctionSignature("head", arguments: 1...1, parameters: [.list]),
            FunctionSignature("coalesce", arguments: 1...),
            FunctionSignature("range", arguments: 2...3, result: .list),
            FunctionSignature("toLower", arguments: 1...1, result: .string),
            FunctionSignature("toInteger", arguments: 1...1, result: .integer),
            FunctionSignature("ceil", arguments: 1...1, result: .float),
            FunctionSignature("exists", arguments: 1...1, result: .boolean),
        ]
        return all.reduce(into: [:]) { functions, function in
            functions[function.name.lowercased()] = function
        }
    }()

    func function(named name: String) -> FunctionSignature? { Self.functions[name.lowercased()] }

    func procedure(named name: String) -> ProcedureSignature? { procedures[name] }

    var functionNames: [String] { Self.functions.values.map(\.name).sorted() }

    var procedureNames: [String] { procedures.keys.sorted() }
}
