public import JSON
public import SemanticLayer
internal import YAML

/// A file of questions with the answers that are expected.
///
/// YAML or JSON with a list `questions` (or nothing but the list), or JSON Lines with one question
/// a line.
public struct QuestionFile: Hashable, Sendable {
    /// The questions in order.
    public var questions: [Item]

    /// One question.
    public struct Item: Hashable, Sendable {
        /// The name in the report; its number in the file when it has none.
        public var id: String
        /// The source that is asked; `nil` leaves it to the caller.
        public var source: String?
        public var question: String
        public var expected: Expectation
        /// The day that relative periods count from.
        public var today: CalendarDate?
    }

    /// What a right answer is.
    public enum Expectation: Hashable, Sendable {
        /// The rows that this query gives.
        case sql(String)
        /// These rows, in this order if `isOrdered`.
        case rows([[JSONValue]], isOrdered: Bool)
        /// None: the question cannot be answered, and that should be said.
        case noAnswer
    }

    /// Reads a file.
    ///
    /// - Throws: `QuestionFileError` with the place of the first mistake.
    public init(parsing text: String, file: String) throws(QuestionFileError) {
        let root = try Self.root(text, file: file)
        var defaults: JSONObject = [:]
        let items: [JSONValue]
        switch root {
        case .array(let list): items = list
        case .object(let object):
            guard case .array(let list)? = object["questions"] else {
                throw .init(file, "The file needs a list `questions`.")
            }
            items = list
            defaults = object
        default: throw .init(file, "The file needs a list of questions.")
        }
        questions = []
        for (index, item) in items.enumerated() {
            questions.append(
                try Self.item(item, number: index + 1, file: file, defaults: defaults))
        }
    }

    private static func root(
        _ text: String, file: String
    ) throws(QuestionFileError) -> JSONValue {
        let isLines = file.hasSuffix(".jsonl") || file.hasSuffix(".ndjson")
        guard isLines else {
            // JSON is YAML too, but its own reader is faster and has the better messages.
            if file.hasSuffix(".json") {
                do throws(JSONError) { return try JSONValue(parsing: text) } catch {
                    throw .init(file, error.description)
                }
            }
            do throws(YAMLError) { return try YAML.parse(text) } catch {
                throw .init("\(file):\(error.line):\(error.column)", error.message)
            }
        }
        var items: [JSONValue] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() where !line.allSatisfy(\.isWhitespace) {
            do throws(JSONError) { items.append(try JSONValue(parsing: String(line))) } catch {
                throw .init("\(file):\(index + 1)", error.description)
            }
        }
        return .array(items)
    }

    private static func item(
        _ json: JSONValue, number: Int, file: String, defaults: JSONObject
    ) throws(QuestionFileError) -> Item {
        let place = "\(file), question \(number)"
        guard case .object(let object) = json else {
            throw .init(place, "A question has the fields `question` and `sql` or `rows`.")
        }
        func text(_ names: String...) -> String? {
            names.lazy.compactMap { object[$0]?.stringValue }.first
        }
        // `query` is the question, unless that stands beside it; then it is the SQL.
        guard let question = text("question", "query") else {
            throw .init(place, "`question` is missing.")
        }
        var today: CalendarDate?
        if let day = text("today") ?? defaults["today"]?.stringValue {
            today = CalendarDate(iso: day)
            guard today != nil else {
                throw .init(place, "`today` is a date such as 2025-06-30, not `\(day)`.")
            }
        }
        return Item(
            id: text("id", "question_id") ?? object["id"]?.integerValue.map { String($0) }
                ?? String(number),
            source: text("source", "database_id", "db_id") ?? defaults["source"]?.stringValue,
            question: question,
            expected: try expectation(object, place: place),
            today: today
        )
    }

    private static func expectation(
        _ object: JSONObject, place: String
    ) throws(QuestionFileError) -> Expectation {
        var names = ["sql", "expected_sql", "gold_sql", "SQL"]
        if object["question"] != nil { names.append("query") }
        if let sql = names.lazy.compactMap({ object[$0]?.stringValue }).first { return .sql(sql) }
        if case .array(let rows)? = object["rows"] {
            var table: [[JSONValue]] = []
            for row in rows {
                switch row {
                case .array(let values): table.append(values)
                case .object(let members): table.append(members.map(\.value))
                default: table.append([row])
                }
            }
            return .rows(table, isOrdered: object["ordered"]?.booleanValue ?? false)
        }
        if object["answer"]?.stringValue == "none" { return .noAnswer }
        throw .init(place, "It needs `sql`, `rows`, or `answer: none`.")
    }
}

/// What is wrong with a file of questions.
public struct QuestionFileError: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    init(_ place: String, _ message: String) {
        description = "\(place): \(message)"
    }
}
