import Cypher
import PropertyGraph
import Service

/// Asks a loaded catalog the questions, checks the answers and takes the times.
struct WorkloadRun {
    let workspace: Workspace
    let enterprise: Enterprise
    let oracle: Oracle
    let settings: BenchSettings

    /// How long one query's runs may take, in seconds.
    private static let budget = 5.0
    /// How many different questions of each kind are asked.
    private static let variety = 250
    /// How many of them are checked.
    private static let checked = 40

    /// Measures one query.
    func measure(_ query: WorkloadQuery) throws -> QueryFigures {
        var maker = QuestionMaker(enterprise, seed: settings.seed &+ 1)
        let questions = maker.questions(for: query, count: Self.variety)
        return query.isWrite
            ? try measureWrites(query, questions) : try measureReads(query, questions)
    }

    private func measureReads(
        _ query: WorkloadQuery, _ questions: [Question]
    ) throws -> QueryFigures {
        let reader = reader(of: query, as: .all)
        var figures = try check(query, questions, oracle, reader)
        try repeatedly(questions) { parameters in
            try figures.record { try reader(parameters).count }
        }
        return figures
    }

    /// Measures a read as it is and as a caller makes it from whom nodes are hidden, in turns; the
    /// caller's answers are compared with the given oracle's.
    func compare(
        _ query: WorkloadQuery, as access: AccessView, _ restrictedOracle: Oracle
    ) throws -> RestrictedFigures {
        var maker = QuestionMaker(enterprise, seed: settings.seed &+ 1)
        let questions = maker.questions(for: query, count: Self.variety)
        let plainReader = reader(of: query, as: .all)
        let reader = reader(of: query, as: access)
        var plain = QueryFigures(query)
        var restricted = try check(query, questions, restrictedOracle, reader)
        var isPlainFirst = false
        try repeatedly(questions) { parameters in
            isPlainFirst.toggle()
            if isPlainFirst { try plain.record { try plainReader(parameters).count } }
            try restricted.record { try reader(parameters).count }
            if !isPlainFirst { try plain.record { try plainReader(parameters).count } }
        }
        return RestrictedFigures(plain: plain, restricted: restricted)
    }

    private func reader(
        of query: WorkloadQuery, as access: AccessView
    ) -> ([String: Value]) throws -> [[Value]] {
        let graph = workspace.database.snapshot()
        let options = QueryOptions(access: access)
        let text = query.text
        return { [engine = workspace.engine] parameters in
            try engine.run(text, parameters: parameters, on: graph, options: options).rows
        }
    }

    private func check(
        _ query: WorkloadQuery, _ questions: [Question], _ oracle: Oracle,
        _ reader: ([String: Value]) throws -> [[Value]]
    ) throws -> QueryFigures {
        var figures = QueryFigures(query)
        let end = Clocks.wall + Self.budget
        for question in questions.prefix(Self.checked) {
            if figures.checked >= 5, Clocks.wall > end { break }
            let rows = try reader(question.parameters(in: enterprise))
            figures.note(
                AnswerComparison.difference(rows, oracle.answer(query, question)), question)
        }
        return figures
    }

    /// Runs `body` for one question after the other as often as settings and budget allow, though
    /// never fewer than five times.
    private func repeatedly(
        _ questions: [Question], atMost limit: Int = .max,
        _ body: ([String: Value]) throws -> Void
    ) rethrows {
        let parameters = questions.map { $0.parameters(in: enterprise) }
        let end = Clocks.wall + Self.budget
        for run in 0..<min(settings.runs, limit) {
            if run >= 5, Clocks.wall > end { break }
            try body(parameters[run % parameters.count])
        }
    }

    /// Runs writes as durable transactions of their own, and reads the last of them back.
    private func measureWrites(
        _ query: WorkloadQuery, _ questions: [Question]
    ) throws -> QueryFigures {
        var figures = QueryFigures(query)
        let info = workspace.info("benchmark")
        try repeatedly(questions, atMost: questions.count) { parameters in
            try figures.record {
                _ = try workspace.engine.execute(
                    query.text, parameters: parameters, on: workspace.database, info: info)
                return 1
            }
        }
        let written = Array(questions.prefix(figures.timings.count))
        for (index, question) in written.enumerated() {
            guard !written[(index + 1)...].contains(where: { $0.overwrites(question) }) else {
                continue
            }
            let rows = try workspace.engine.run(
                question.readBack, parameters: question.parameters(in: enterprise),
                on: workspace.database.snapshot()
            ).rows
            figures.note(AnswerComparison.difference(rows, [[question.written]]), question)
        }
        return figures
    }
}

extension Question {
    /// The query that reads what a write left.
    fileprivate var readBack: String {
        if case .popularity = self { return "MATCH (d:Dataset {name: $name}) RETURN d.popularity" }
        return """
            MATCH (d:Dataset {name: $name})-[:HAS_COLUMN]->(:Column {name: $col})
                  -[m:MAPS_TO]->(:BusinessTerm {term: $term})
            RETURN m.confidence
            """
    }

    /// What a write leaves.
    fileprivate var written: Value {
        switch self {
        case .popularity(_, let value): .integer(Int64(value))
        case .mapping(_, _, let confidence): .float(confidence)
        default: .null
        }
    }

    /// Whether a later write leaves nothing of an earlier one.
    fileprivate func overwrites(_ earlier: Question) -> Bool {
        switch (self, earlier) {
        case (.popularity(let dataset, _), .popularity(let other, _)): dataset == other
        case (.mapping(let column, let term, _), .mapping(let otherColumn, let otherTerm, _)):
            column == otherColumn && term == otherTerm
        default: false
        }
    }
}
