/// The ways in which people ask about the catalog.
enum CatalogPatterns {
    struct Entry: Sendable {
        let kind: CatalogQuestion.Kind
        let pattern: PhrasePattern
        /// Whether the words can mean nothing else, so that an unknown subject is worth saying.
        let isCertain: Bool
    }

    static let all: [Entry] = certain + likely

    private static let certain = entries(
        isCertain: true,
        [
            .columns: [
                "what|which {column} are|is there? {in} $",
                "what|which {column} does|do $ {have}",
                "what|which {column} $ has|have|contains",
                "{show} {column} that? are? {in} $",
                "what are|is the? {column} {in} $",
                "{show}? the? schema|structure|layout of|for $",
                "what is the schema|structure|layout of|for $",
                "describe the? table|dataset $",
                "describe the? $ table|dataset",
            ],
            .columnCount: [
                "how many {column} does|do $ {have}",
                "how many {column} are there? {in} $",
                "number of {column} {in} $",
                "what is the number of {column} {in} $",
            ],
            .tables: [
                "what|which {table} are|is there? available|known|there? {whole}*",
                "what|which {table} do|does you|we|i|it {have} {whole}*",
                "what|which {table} exist|exists {whole}*",
                "what|which {table} can i|we|you query|use|ask|see|read about?",
                "{show} the? available? {table} there? {whole}*",
                "how many {table} are|do there|you|we exist|have? {whole}*",
            ],
            .location: [
                "what|which {table} {have} a|an|the? column|field|attribute|columns called|named|for? $",
                "what|which {table} {have} the? column|field|attribute? called|named $",
                "what|which {table} {have} a|an|the? $ column|field|attribute",
                "in what|which table|dataset|tables|datasets is|are|can $ stored|kept|found|be? found?",
                "where is|are the? $ column|columns|field stored|kept|located|found?",
            ],
            .personalData: [
                "what|which {column} {are} {personal} {in} $",
                "what|which {column} {are} {personal}",
                "what|which {column} {in} $ {are} {personal}",
                "what|which {personal} {column} {exist} {in} $",
                "what|which {personal} {column} {exist}",
                "{show} {personal} {column} {in} $",
                "{show} {personal} {column}",
                "{show} {column} that|which|with {are} {personal} {in} $",
                "{show} {column} that|which|with {are} {personal}",
                "what|which {table} {have} any? {personal} {column}?",
                "where is|are the? any? our? {personal} {column}? stored|kept|located?",
                "where do we|you keep|store any? {personal} {column}?",
                "does|do $ {have} any? {personal} {column}?",
                "is|are there any? {personal} {column}? {in} $",
                "is|are there any? {personal} {column}? {whole}*",
            ],
            .type: [
                "what is the? data type of|for $",
                "what data type is|has $",
                "what type is|has the? column|field $",
                "what is the? type of the? column|field $",
                "what is the? type of $ column|field",
            ],
            .keys: [
                "what is|are the? primary|foreign key|keys {in} $",
                "{show} primary|foreign key|keys {in} $",
                "primary|foreign key|keys {in} $",
                "what|which {column} identify|identifies the? rows? of? $",
                "what is|are the primary|foreign key|keys",
            ],
            .connection: [
                "how is|are $ and|to|with $ related|linked|joined|connected|associated",
                "how is|are $ related|linked|joined|connected to|with $",
                "how do|can|should|would i|we|you|one join|connect|link|combine $ and|to|with $",
                "what is the? relationship|join|connection between $ and $",
                "{show} joins|join|path|relationship between $ and $",
            ],
            .rules: [
                "what|which {rule} apply|applies to|for $",
                "what|which {rule} {are} there? defined|set|for|on|of* $",
                "what|which {rule} does|do $ {have}",
                "{show} {rule} {in} $",
            ],
            .dependents: [
                "what|which {table}? are|is downstream of|from $",
                "{show}? downstream of|from $",
                "what|which {table}? would? break|breaks if $ changes|change|changed|disappears",
                "what|which {table}? would|will? break|breaks if i|we change|drop|remove|delete $",
                "what is|are? affected|impacted by|if a? change|changes|changing|dropping? in|of|to? $",
                "what is|are? the? impact of changing|dropping|removing|a? change? to|in? $",
            ],
            .origin: [
                "what|which {table}? are|is upstream of|from $",
                "{show}? upstream of|from $",
                "{show}? the? lineage of|for $",
                "what is the? lineage|provenance of|for $",
            ],
            .freshness: [
                "how fresh is|are the? data? of|in? $",
                "how often is|are $ updated|refreshed|loaded|renewed",
                "what is the freshness|update frequency? of|for $",
            ],
        ])

    private static let likely = entries(
        isCertain: false,
        [
            .columns: [
                "describe $", "what does $ look like", "{show} $ {column}",
                "what are the? $ {column}",
            ],
            .tables: ["{show} {table}"],
            .location: [
                "what|which {table} {have} $",
                "where is|are $ stored|kept|located|found",
                "where can|do i|we|you find $",
            ],
            .owner: [
                "who owns|maintains|stewards|curates $",
                "who is|are the? data? owner|owners|steward|stewards|maintainer|contact of|for|behind $",
                "who is|are responsible|accountable for $",
                "{show} owner|steward|owners of|for $",
                "which|what team|person|user owns|maintains|stewards $",
                "who looks after $",
            ],
            .origin: [
                "where does|do $ come|comes|originate from?",
                "where is|are $ from",
                "where is|are $ derived|computed|taken|loaded|calculated|sourced from",
                "what is the? source|origin of $",
                "what|which {table}? feed|feeds|populate|populates into? $",
                "what does|do $ depend on",
                "how is|are $ calculated|computed|derived|built|populated|defined",
            ],
            .dependents: [
                "what|which {table}? depend|depends|rely|relies on $",
                "what|which {table}? use|uses|consume|consumes $",
                "where is|are $ used",
                "what is|are derived|computed|built|made from $",
            ],
            .meaning: [
                "what does|do $ mean|stand|represent for?",
                "{show}? the? definition|meaning|description of|for $",
                "what is|are the? definition|meaning|description of|for $",
                "what is|are meant by $",
                "define $", "explain $", "what is|are a|an $",
            ],
            .type: ["what type is|has $", "what is the type of $"],
        ])

    /// Words that a pattern names together.
    private static let classes: [String: String] = [
        "column": "columns|column|fields|field|attributes|attribute",
        "table": "tables|table|datasets|dataset",
        "in": "in|of|on|from|for|within|inside the? table|dataset?",
        "have": "have|has|contain|contains|include|includes|hold|holds|store|stores",
        "are": "are|is|hold|holds|contain|contains|have|has|count|counts"
            + " considered|classified|marked|flagged|tagged? as?",
        "exist": "are|is|do|does|exist? there|we|you? have|hold|exist|store?",
        "whole": "in|of|the|this|our|your|source|database|catalog|schema|here|are|there",
        "show": "list|show|give|display|name|print|enumerate|tell|find|get me? us? all? of? the?",
        "rows": "rows|row|records|record|lines|entries|data|examples",
        "personal": "personal|personally|pii|sensitive|private|confidential identifiable?"
            + " data|information|info|values?",
        "rule": "quality|data|validation* rules|rule|checks|check|constraints|tests",
    ]

    private static func entries(
        isCertain: Bool, _ patterns: KeyValuePairs<CatalogQuestion.Kind, [String]>
    ) -> [Entry] {
        patterns.flatMap { kind, texts in
            texts.map { text in
                Entry(kind: kind, pattern: PhrasePattern(expanded(text)), isCertain: isCertain)
            }
        }
    }

    /// A pattern's text with its classes, such as `{show}`, spelt out.
    static func expanded(_ text: String) -> String {
        var text = text
        for (name, words) in classes {
            // A class of several words that may be missing is spelt out word by word.
            text = text.replacing("{\(name)}?", with: optional(words))
            text = text.replacing("{\(name)}*", with: words + "*")
            text = text.replacing("{\(name)}", with: words)
        }
        return text
    }

    private static func optional(_ words: String) -> String {
        words.split(separator: " ")
            .map { $0.hasSuffix("?") || $0.hasSuffix("*") ? String($0) : $0 + "?" }
            .joined(separator: " ")
    }
}
