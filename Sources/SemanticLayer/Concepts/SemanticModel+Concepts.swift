extension SemanticModel {
    /// Reads a question by tables and terms together, and by the terms alone where that says more.
    func understandAll(_ question: String, today: CalendarDate) -> Understanding {
        let trimmed = QuestionDefinition.trimmed(question) { schemaGraph.concepts.isMetric($0) }
        let rows = understandRows(QuestionCodes.quoted(trimmed), today: today)
        if schemaGraph.concepts.isEmpty { return rows }
        if rows.isUnderstood, rows.confidence >= settings.surelyRead { return rows }
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
