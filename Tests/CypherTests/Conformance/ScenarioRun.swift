import Cypher
import CypherPlanning
import CypherRuntime
import CypherSyntax
import Foundation
import PropertyGraph

/// Runs the steps of one scenario on a fresh graph.
struct ScenarioRun {
    /// What a scenario ended in.
    enum Outcome: Equatable {
        case passed
        case failed(String)
    }

    private struct Mismatch: Error { var text: String }

    private let graphs: URL
    private let database = MemoryDatabase()
    private var procedures = ProcedureRegistry.standard
    private var parameters: [String: Value] = [:]
    private var result: Result<QueryResult, CypherError>?
    private var sideEffects: [String: Int] = [:]
    private var options = QueryOptions()
    private let configuration: EngineConfiguration

    /// Runs a scenario; named graphs are read from the folder `graphs`.
    static func outcome(
        of scenario: Scenario,
        graphs: URL,
        optimizes: Bool = true
    ) -> Outcome {
        var run = ScenarioRun(graphs: graphs, optimizes: optimizes)
        do {
            for step in scenario.steps { try run.perform(step) }
            return .passed
        } catch let mismatch as Mismatch {
            return .failed(mismatch.text)
        } catch let error as CypherError {
            return .failed("\(error.type) \(error.phase) \(error.detail): \(error.message)")
        } catch {
            return .failed("\(error)")
        }
    }

    private init(graphs: URL, optimizes: Bool) {
        self.graphs = graphs
        configuration = EngineConfiguration(optimizes: optimizes)
    }

    private mutating func perform(_ step: Scenario.Step) throws {
        let text = step.text
        switch text {
        case "an empty graph", "any graph": return
        case "having executed:": _ = try execute(step.document ?? "").get()
        case "parameters are:": try readParameters(step.table)
        case "executing query:", "executing control query:": query(step.document ?? "")
        case "no side effects": try expectSideEffects([:])
        case "the side effects should be:": try expectSideEffects(step.table)
        case "the result should be empty": try expectRows([])
        default: try performPatterned(step)
        }
    }

    private mutating func performPatterned(_ step: Scenario.Step) throws {
        let text = step.text
        if text.hasPrefix("the "), text.hasSuffix(" graph") {
            try load(graph: text.dropFirst(4).dropLast(6).trimmed)
        } else if text.hasPrefix("there exists a procedure ") {
            try register(text.dropFirst("there exists a procedure ".count).trimmed, step.table)
        } else if text.hasPrefix("the result should be") {
            try expectTable(step)
        } else if text.contains(" should be raised at ") {
            try expectError(text)
        } else if text.hasPrefix("nodes labelled "), text.hasSuffix(" are hidden") {
            hide(text.dropFirst("nodes labelled ".count).dropLast(" are hidden".count).trimmed)
        } else if text.hasPrefix("the memory limit is "), let bytes = Self.number(in: text) {
            options.memoryLimit = bytes
        } else if text.hasPrefix("the row limit is "), let rows = Self.number(in: text) {
            options.rowLimit = rows
        } else if text.hasPrefix("the time limit is "), let time = Self.number(in: text) {
            options.deadline = .now + .milliseconds(time)
        } else if text.hasPrefix("the plan should contain ") {
            try expectPlan(text.dropFirst("the plan should contain ".count).trimmed)
        } else {
            throw Mismatch(text: "The step “\(text)” is not known.")
        }
    }

    private static func number(in text: String) -> Int? {
        text.split(separator: " ").lazy.compactMap { Int($0) }.first
    }

    /// Hides the nodes of a label from the queries that follow.
    private mutating func hide(_ label: String) {
        let graph = database.snapshot()
        var hidden: [NodeID] = []
        var nodes = graph.nodes()
        while let node = nodes.next() {
            let labels = graph.labels(of: node).map { graph.name(of: $0) }
            if labels.contains(label) { hidden.append(node) }
        }
        options.access = AccessView(hiding: hidden)
    }

    private func execute(_ text: String) -> Result<QueryResult, CypherError> {
        let engine = Engine(procedures: procedures, configuration: configuration)
        do throws(CypherError) {
            let info = CommitInfo(actor: "tck", source: "test", time: 0)
            return .success(
                try engine.execute(
                    text, parameters: parameters, on: database, info: info, options: options)
            )
        } catch {
            return .failure(error)
        }
    }

    private mutating func query(_ text: String) {
        let before = GraphState(database.snapshot())
        result = execute(text)
        sideEffects = before.difference(to: GraphState(database.snapshot()))
    }

    private func load(graph name: String) throws {
        let file = graphs.appendingPathComponent(name).appendingPathComponent("\(name).cypher")
        let text = try String(contentsOf: file, encoding: .utf8)
        for statement in try Parser.parseScript(text) {
            let span = statement.span
            let bytes = Array(text.utf8)[span.start..<span.end]
            _ = try execute(String(decoding: bytes, as: UTF8.self)).get()
        }
    }
}

// MARK: - Parameters and procedures

extension ScenarioRun {
    private mutating func readParameters(_ table: [[String]]) throws {
        for row in table where row.count == 2 {
            parameters[row[0]] = try value(row[1])
        }
    }

    private func value(_ text: String) throws -> Value {
        value(try ExpectedValueReader.read(text))
    }

    private func value(_ expected: ExpectedValue) -> Value {
        switch expected {
        case .boolean(let value): .boolean(value)
        case .integer(let value): .integer(value)
        case .float(let value): .float(value)
        case .notANumber: .float(.nan)
        case .string(let value): .string(value)
        case .list(let elements): .list(elements.map(value))
        case .map(let entries): .map(entries.mapValues(value))
        case .null, .node, .relationship, .path: .null
        }
    }

    /// Registers `name(in :: TYPE?, …) :: (out :: TYPE?, …):` whose rows are a table's.
    private mutating func register(_ text: String, _ table: [[String]]) throws {
        guard let signature = ProcedureSignature(parsing: text) else {
            throw Mismatch(text: "The signature “\(text)” cannot be read.")
        }
        let rows = try table.dropFirst().map { try $0.map(value) }
        let inputs = signature.arguments.count
        procedures.register(
            Procedure(signature) { arguments, _ in
                rows.filter { row in
                    zip(row, arguments).allSatisfy { stored, given in
                        stored == given || stored.isSameNumber(as: given)
                    }
                }.map { Array($0.dropFirst(inputs)) }
            }
        )
    }
}

extension Value {
    /// Whether both are numbers of the same size, whatever their types.
    fileprivate func isSameNumber(as other: Value) -> Bool {
        switch (self, other) {
        case (.integer(let left), .float(let right)): Double(left) == right
        case (.float(let left), .integer(let right)): left == Double(right)
        default: false
        }
    }
}

extension ProcedureSignature {
    /// Reads `name(in :: TYPE?, …) :: (out :: TYPE?, …):`, or `:: VOID:`.
    fileprivate init?(parsing text: String) {
        guard let open = text.firstIndex(of: "("), let close = text.firstIndex(of: ")") else {
            return nil
        }
        func accepted(_ type: String) -> ValueType {
            switch type.replacing("?", with: "") {
            case "INTEGER": .integer
            case "FLOAT": .number
            case "NUMBER": .number
            case "STRING": .string
            case "BOOLEAN": .boolean
            default: .any
            }
        }
        func fields(_ list: Substring) -> [Field] {
            list.split(separator: ",").compactMap { part in
                guard let colons = part.range(of: "::") else { return nil }
                let type = part[colons.upperBound...].trimmed
                let name = part[..<colons.lowerBound].trimmed
                return Field(name, type: type, accepts: accepted(type))
            }
        }
        let name = text[..<open].trimmed
        let arguments = fields(text[text.index(after: open)..<close])
        let rest = text[text.index(after: close)...]
        var yields: [Field] = []
        if let open = rest.firstIndex(of: "("), let close = rest.lastIndex(of: ")") {
            yields = fields(rest[rest.index(after: open)..<close])
        }
        self.init(name, arguments: arguments, results: yields)
    }
}

// MARK: - Expectations

extension ScenarioRun {
    private func expectError(_ text: String) throws {
        let words = text.split(separator: " ")
        let pieces = text.components(separatedBy: " should be raised at ")
        let end = pieces.last?.components(separatedBy: ": ") ?? []
        guard words.count > 2, end.count == 2 else { throw Mismatch(text: "Unknown step \(text)") }
        guard case .failure(let error)? = result else {
            throw Mismatch(text: "No error, but expected: \(text)")
        }
        let type = String(words[1])
        let phase = end[0]
        let detail = end[1]
        let isPhase =
            phase == "any time" || (phase == "compile time") == (error.phase == .compileTime)
        if error.type.rawValue != type || !isPhase || (detail != "*" && error.detail != detail) {
            throw Mismatch(
                text: "Expected \(type) \(phase) \(detail); got "
                    + "\(error.type.rawValue) \(error.phase) \(error.detail): \(error.message)"
            )
        }
    }

    private func expectSideEffects(_ table: [[String]]) throws {
        var expected: [String: Int] = [:]
        for row in table where row.count == 2 { expected[row[0]] = Int(row[1]) }
        if expected != sideEffects {
            throw Mismatch(text: "Side effects \(sideEffects), expected \(expected)")
        }
    }

    private func expectSideEffects(_ expected: [String: Int]) throws {
        if expected != sideEffects {
            throw Mismatch(text: "Side effects \(sideEffects), expected \(expected)")
        }
    }

    private func expectPlan(_ operation: String) throws {
        let plan = try rows().plan?.text ?? ""
        guard plan.contains(operation) else {
            throw Mismatch(text: "The plan has no \(operation):\n\(plan)")
        }
    }

    private func rows() throws -> QueryResult {
        guard let result else { throw Mismatch(text: "No query ran.") }
        return try result.get()
    }

    private func expectRows(_ expected: [[ExpectedValue]]) throws {
        let actual = try rows()
        if actual.rows.count != expected.count {
            throw Mismatch(text: "\(actual.rows.count) rows, expected \(expected.count)")
        }
    }

    private func expectTable(_ step: Scenario.Step) throws {
        let actual = try rows()
        guard let header = step.table.first else { return }
        if actual.columns != header {
            throw Mismatch(text: "Columns \(actual.columns), expected \(header)")
        }
        let ignoresOrder = step.text.contains("ignoring element order")
        let reader = ResultReader(graph: actual.graph)
        var expected = try step.table.dropFirst().map { try $0.map(ExpectedValueReader.read) }
        var found = actual.rows.map { $0.map(reader.expected) }
        if ignoresOrder {
            expected = expected.map { $0.map(\.ignoringListOrder) }
            found = found.map { $0.map(\.ignoringListOrder) }
        }
        let isOrdered = step.text.contains(", in order")
        let isEqual = isOrdered ? found == expected : counts(found) == counts(expected)
        if !isEqual {
            throw Mismatch(text: "Rows \(found.prefix(5)), expected \(expected.prefix(5))")
        }
    }

    private func counts(_ rows: [[ExpectedValue]]) -> [[ExpectedValue]: Int] {
        rows.reduce(into: [:]) { counts, row in counts[row, default: 0] += 1 }
    }
}
