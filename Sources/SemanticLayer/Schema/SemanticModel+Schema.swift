extension SemanticModel {
    /// Reads a question about the rows of the tables themselves, without any term.
    ///
    /// - Complexity: as ``understand(_:today:)``, plus a search over references for each column.
    func understandRows(_ question: String, today: CalendarDate) -> Understanding {
        var reader = SchemaReader(
            question, graph: schemaGraph, lexicon: schemaLexicon, today: today)
        reader.read()
        let rows = reader.query()
        var understanding = Understanding(
            question: question,
            resolutions: reader.resolutions,
            assumptions: reader.assumptions,
            unknownWords: reader.unknown.map { segment in
                let tokens = reader.segmenter.tokens[segment.tokens]
                let start = tokens.first?.span.lowerBound ?? 0
                return UnknownWord(
                    text: reader.segmenter.text(segment.tokens),
                    span: start..<max(start, tokens.last?.span.upperBound ?? start)
                )
            },
            confidence: rows == nil ? 0 : min(1, reader.confidence),
            status: .understood
        )
        guard let rows else {
            understanding.status = nothingFound(understanding)
            return understanding
        }
        understanding.query.rows = rows
        if understanding.confidence < settings.leastRowConfidence {
            understanding.status = unsure(understanding, rows)
            understanding.confidence = 0
        }
        return understanding
    }

    private func nothingFound(_ understanding: Understanding) -> Understanding.Status {
        let names = vocabulary.datasets.prefix(6).map(\.shortName)
        let words = understanding.unknownWords.prefix(5).map { "“\($0.text)”" }
        let missing = words.isEmpty ? "" : " I do not know \(QuestionReader.list(words))."
        return .refused(
            reason: "I found no table or column that the question asks for.\(missing) Tables are, "
                + "for example, \(QuestionReader.list(names)).")
    }

    private func unsure(
        _ understanding: Understanding,
        _ rows: RowQuery
    ) -> Understanding.Status {
        let words = understanding.unknownWords.prefix(5).map { "“\($0.text)”" }
        let table = datasets[rows.subject]
        let columns = (table?.columns ?? []).prefix(6).map(\.name)
        let reason =
            words.isEmpty
            ? "I am not sure what is asked about \(table?.shortName ?? rows.subject). Which "
                + "column do you mean?"
            : "I do not know \(QuestionReader.list(words)). Which column of "
                + "\(table?.shortName ?? rows.subject) do you mean?"
        return .needsClarification(question: reason, choices: Array(columns))
    }

    /// Binds a row query.
    func compileRows(_ rows: RowQuery) throws(BindingError) -> CompiledQuery {
        var compiler = RowCompiler(rows, graph: schemaGraph)
        return try compiler.compile()
    }
}
