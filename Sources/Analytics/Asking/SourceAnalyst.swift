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

    /// Creates an analyst.
    public init(model: SemanticModel, engine: any SQLEngine) {
        self.model = model
        self.engine = engine
    }

    /// Reads what the catalog knows of a source.
    ///
    /// - Parameters:
    ///   - source: The source's name in the catalog.
    ///   - user: Who asks; what the user may not see is not there. Without one, everything is.
    ///   - queries: What the graph is read with.
    ///   - engine: Runs queries on the source.
    /// - Throws: What a query fails with.
    public init(
        source: String, user: String?, queries: any CatalogQueries, engine: any SQLEngine
    ) throws {
        let reader = VocabularyReader(queries: queries, source: source)
        self.init(model: SemanticModel(try reader.readSource(user: user)), engine: engine)
    }

    /// Answers a question in plain words.
    ///
    /// - Parameters:
    ///   - question: The question.
    ///   - today: The day that "last month" counts from.
    ///   - limits: How long the query may run and how much it may return.
    ///   - isDryRun: Whether the query is only checked, not run.
    /// - Returns: The answer, a question back, or a refusal.
    /// - Throws: `SQLEngineError` when the source cannot be read, or not within the limits.
    public func answer(
        _ question: String,
        today: CalendarDate,
        limits: QueryLimits,
        dryRun isDryRun: Bool = false
    ) throws(SQLEngineError) -> SourceAnswer {
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
