/// Reads requests to see some rows of a table as they are: "show me the first 5 rows of orders".
struct PreviewReader {
    private let model: SemanticModel
    private let words: [String]
    private let numbers: [Int]

    /// The rows shown when no number is given, and the most that are.
    private static let usual = 10
    private static let most = 10_000

    init(_ question: String, model: SemanticModel) {
        self.model = model
        var (words, numbers) = ([String](), [Int]())
        for token in Tokenizer.tokens(of: question, limit: 24) where token.kind != .symbol {
            if case .number(let digits, _) = token.kind {
                numbers.append(Int(digits) ?? Self.most)
                words.append(Self.number)
            } else {
                words.append(token.text.lowercased())
            }
        }
        (self.words, self.numbers) = (words, numbers)
    }

    /// The query for the rows; `nil` when the question is another.
    func read() -> RowQuery? {
        for pattern in Self.patterns {
            guard let range = pattern.match(words, isSubject: { table(in: $0) != nil })?.first,
                let table = table(in: range)
            else { continue }
            var query = RowQuery(subject: table)
            query.items = [.everything]
            query.limit = min(max(numbers.first ?? Self.usual, 1), Self.most)
            return query
        }
        return nil
    }

    private func table(in range: Range<Int>) -> String? {
        let content = SubjectWords(words, in: range)
        guard !content.range.isEmpty, content.hint != .column, content.hint != .term else {
            return nil
        }
        let meanings = SubjectFinder(model).meanings(of: Array(words[content.range]), as: .table)
        guard case .dataset(let name)? = meanings.first, meanings.count == 1 else { return nil }
        return name
    }

    /// What stands for a number among the words.
    private static let number = "#"

    private static let patterns = [
        "preview|sample the? of? $",
        "{show}? a? preview|sample of|from $",
        "{show}? the? a? first|top|any|some|few|couple? of? # sample|example? {rows} of|from|in $",
        "{show} a? some|few|couple|sample|example of? sample|example? {rows} of|from|in $",
        "{show} a? the? sample|example|raw {rows} of|from|in $",
        "{show} the? {rows} of|from|in the? table|dataset $",
        "what do|does the? {rows} of|in $ look like",
    ].map { PhrasePattern(CatalogPatterns.expanded($0)) }
}

extension SemanticModel {
    /// The reading of a question that only asks to see rows; `nil` for any other.
    func preview(_ question: String) -> Understanding? {
        guard let rows = PreviewReader(question, model: self).read() else { return nil }
        var understanding = Understanding(question: question, confidence: 0.95, status: .understood)
        understanding.query.rows = rows
        return understanding
    }
}
