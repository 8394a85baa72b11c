extension SemanticModel {
    /// Reads a question in plain words.
    ///
    /// `today` is the day relative periods such as "last quarter" count from. The time taken grows
    /// with the question up to the settings' longest, never beyond.
    ///
    /// - Complexity: O(words · phrase length), plus the search for at most 32 misspelt words.
    public func understand(_ question: String, today: CalendarDate) -> Understanding {
        let length = question.utf8.count
        guard length <= settings.longestQuestion else {
            let reason =
                "The request is \(length) bytes long; say in one or two sentences (at most "
                + "\(settings.longestQuestion) bytes) what to compute, as in "
                + "“\(exampleQuestion)”."
            return Understanding(question: question, status: .refused(reason: reason))
        }
        if vocabulary.terms.isEmpty { return understandRows(question, today: today) }
        var reader = QuestionReader(question, model: self, today: today)
        return reader.read()
    }

    /// Reads a question and compiles it; what cannot be bound becomes a question back.
    public func answer(_ question: String, today: CalendarDate) -> Answer {
        var understanding = understand(question, today: today)
        guard understanding.isUnderstood else { return Answer(understanding, nil) }
        do {
            let compiled = try compile(understanding.query)
            return Answer(understanding, compiled)
        } catch {
            understanding.status = .needsClarification(
                question: error.message,
                choices: error.choices
            )
            understanding.confidence = 0
            return Answer(understanding, nil)
        }
    }
}

/// A question's reading and, when it could be bound, its query.
public struct Answer: Hashable, Sendable {
    public var understanding: Understanding
    /// The query; `nil` when the understanding's status says why there is none.
    public var compiled: CompiledQuery?

    init(_ understanding: Understanding, _ compiled: CompiledQuery?) {
        self.understanding = understanding
        self.compiled = compiled
    }

    /// How sure the whole answer is, 0…1: of the reading and of the mappings used.
    public var confidence: Double {
        understanding.confidence * (compiled?.confidence ?? 0)
    }
}
