public import Agents
public import SQLEngines
internal import SQLSyntax
public import SemanticLayer

/// Answers questions about one registered source.
///
/// A value that holds the source's prepared vocabulary: reading that from the graph is what costs,
/// so an analyst is kept as long as the graph stays the same.
public struct SourceAnalyst: Sendable {
    /// What the questions are read by.
    public let model: SemanticModel
    private let engine: any SQLEngine
    private let catalog: CatalogAnswerer

    /// The confidence of answers about the catalog, whose patterns are matched word by word.
    private static let catalogConfidence = 0.95

    /// Reads what the catalog knows of a source.
    ///
    /// - Parameters:
    ///   - source: The source's name in the catalog; without one, the datasets of none.
    ///   - user: Who asks; what the user may not see is not there. Without one, everything is.
    ///   - queries: What the graph is read with.
    ///   - engine: Runs queries on the source.
    /// - Throws: What a query fails with.
    public init(
        source: String?, user: String?, queries: any CatalogQueries, engine: any SQLEngine
    ) throws {
        let reader = VocabularyReader(queries: queries, source: source)
        let vocabulary =
            source == nil ? try reader.readAll(user: user) : try reader.readSource(user: user)
        model = SemanticModel(
            vocabulary, settings: SemanticSettings(readsTables: source != nil))
        self.engine = engine
        let lookup = try CatalogLookup(source: source, model: model, queries: queries)
        catalog = CatalogAnswerer(model: model, lookup: lookup)
    }

    /// Answers a question in plain words: one about the catalog from the graph, without a query,
    /// and any other from the source's rows.
    ///
    /// - Parameters:
    ///   - question: The question.
    ///   - today: The day that "last month" counts from.
    ///   - limits: How long the query may run and how much it may return.
    ///   - isDryRun: Whether the query is only checked, not run.
    /// - Returns: The answer, a question back, or a refusal.
    /// - Throws: `SQLEngineError` when the source cannot be read, or not within the limits; what a
    ///   query of the graph fails with.
    public func answer(
        _ question: String,
        today: CalendarDate,
        limits: QueryLimits,
        dryRun isDryRun: Bool = false
    ) throws -> SourceAnswer {
        if let reading = model.catalogReading(of: question) {
            return try self.answer(question, about: reading)
        }
        let answer = model.answer(question, today: today)
        let understanding = answer.understanding
        guard let compiled = answer.compiled else { return Self.reply(to: understanding) }
        let sql = compiled.sql.text(in: SQLDialect(rawValue: engine.dialect) ?? .sqlite)
        var result = SourceAnswer(
            question: question, status: .answered, sql: sql, confidence: answer.confidence,
            explanation: compiled.explanation
                + compiled.joins.map { join in
                    "Joins \(join.left) with \(join.right) \(join.reason)."
                },
            assumptions: understanding.assumptions + compiled.assumptions,
            resolutions: understanding.resolutions
        )
        do throws(SQLEngineError) {
            if isDryRun {
                _ = try engine.validate(sql)
            } else {
                result.table = try engine.query(sql, limits: limits)
            }
        } catch {
            guard case .invalid(let message) = error else { throw error }
            // The database has changed, or the reading was wrong: either way there is no answer.
            return SourceAnswer(
                question: question, status: .refused, confidence: 0,
                resolutions: understanding.resolutions,
                reply: "The source does not accept the query: \(message) If its tables have "
                    + "changed, register the source again to harvest it."
            )
        }
        return result
    }

    private func answer(_ question: String, about reading: CatalogReading) throws -> SourceAnswer {
        switch reading {
        case .question(let asked):
            let reply = try catalog.reply(to: asked)
            return SourceAnswer(
                question: question, status: .answered, table: reply.table,
                confidence: Self.catalogConfidence, explanation: reply.sentences)
        case .unknown(let text, let similar):
            let reason = "The catalog has no `\(text)` that this could be asked of."
            if similar.isEmpty {
                return SourceAnswer(
                    question: question, status: .refused, confidence: 0, reply: reason)
            }
            return SourceAnswer(
                question: question, status: .needsClarification, confidence: 0,
                reply: reason + " Which of these do you mean?", choices: similar)
        }
    }

    private static func reply(to understanding: Understanding) -> SourceAnswer {
        func reply(_ status: SourceAnswer.Status, _ text: String, _ choices: [String] = [])
            -> SourceAnswer
        {
            SourceAnswer(
                question: understanding.question, status: status,
                confidence: understanding.confidence, assumptions: understanding.assumptions,
                resolutions: understanding.resolutions, reply: text, choices: choices
            )
        }
        switch understanding.status {
        case .needsClarification(let question, let choices):
            return reply(.needsClarification, question, choices)
        case .refused(let reason): return reply(.refused, reason)
        case .understood:
            return reply(.refused, "The question was understood, but no query came of it.")
        }
    }
}
