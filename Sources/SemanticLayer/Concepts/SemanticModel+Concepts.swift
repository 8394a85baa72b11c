extension SemanticModel {
    /// Reads a question by tables and terms together, and by the terms alone where that says more.
    func understandAll(_ question: String, today: CalendarDate) -> Understanding {
        let trimmed = QuestionDefinition.trimmed(question) { schemaGraph.concepts.isMetric($0) }
        var rows = understandRows(QuestionCodes.quoted(trimmed), today: today)
        if schemaGraph.concepts.isEmpty { return rows }
        if rows.isUnderstood,
            QuestionDefinition.definesUnknown(
                question, isMetric: { schemaGraph.concepts.isMetric($0) })
        {
            rows.status = .needsClarification(
                question: "The question defines a number of its own. Which metric do you mean? A "
                    + "glossary can define it with a `formula`.",
                choices: schemaGraph.concepts.metrics.keys.compactMap {
                    schemaGraph.concepts.terms[$0]
                }.sorted())
            rows.confidence = 0
            return rows
        }
        if rows.isUnderstood, rows.confidence < settings.leastGlossaryConfidence,
            let query = rows.query.rows
        {
            rows.status = unsure(rows, query)
            rows.confidence = 0
        }
        if rows.isUnderstood, rows.confidence >= settings.surelyRead { return rows }
        // The reading by terms alone knows nothing of subtypes.
        guard vocabulary.mappings.allSatisfy(\.through.isEmpty) else { return rows }
        let terms = understandTerms(question, today: today)
        guard terms.isUnderstood else { return rows }
        guard rows.isUnderstood else { return terms }
        return terms.confidence > rows.confidence ? terms : rows
    }

    /// Binds a row query, with its concepts as common table expressions.
    func compileConcepts(_ rows: RowQuery) throws(BindingError) -> CompiledQuery {
        let rows = schemaGraph.concepts.isEmpty ? rows : rows.lifted(schemaGraph)
        var compiled: CompiledQuery
        if FactCompiler.isNeeded(rows, schemaGraph) {
            compiled = try FactCompiler(rows, graph: schemaGraph).compile()
        } else {
            var compiler = RowCompiler(rows, graph: schemaGraph)
            compiled = try compiler.compile()
        }
        try ConceptTables(schemaGraph).define(&compiled)
        return compiled
    }
}
