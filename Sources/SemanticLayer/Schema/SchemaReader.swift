import SQLSyntax

/// Reads a question about the rows of a catalog's tables, without a glossary.
///
/// Phrases are read from left to right. What a column's name means is settled at the end, when the
/// table the question is about is known.
struct SchemaReader {
    enum Mode {
        /// Naming what to show.
        case head
        /// Naming what must hold.
        case condition
        case grouping
        case ordering
    }

    /// Something to show, before its column is settled.
    enum Output {
        case thing(SchemaThing, owner: String?)
        case table(String)
        case count(String)
        case countDistinct(SchemaThing, owner: String?)
        case aggregate(Aggregation, SchemaThing, owner: String?)
        case aggregateOfCounts(Aggregation, String)
        case share
    }

    struct Superlative {
        var isDescending: Bool
        var adjective: SchemaAdjective?
        var isCount = false
    }

    struct Comparison {
        var sign: SQLBinaryOperator
        var adjective: SchemaAdjective?
        var segment: SchemaSegment?
    }

    let graph: SchemaGraph
    let segmenter: SchemaSegmenter
    let segments: [SchemaSegment]
    /// The table the question seems to be about before it has been read.
    let anchor: String?

    var position = 0
    var mode = Mode.head
    var outputs: [Output] = []
    var subject: String?
    var lastTable: String?
    var tables: [String] = []
    var conditions: [RowQuery.Condition] = []
    var groups: [RowQuery.Group] = []
    var groupConditions: [RowQuery.GroupCondition] = []
    var order: [RowQuery.Order] = []
    var limit: Int?
    var isDistinct = false

    var aggregates: [Aggregation] = []
    var isCounting = false
    var isDistinctNext = false
    var isNegated = false
    var isNone = false
    var isOr = false
    var isBoth = false
    var isAfterBy = false
    var superlative: Superlative?
    var rank: (isDescending: Bool, count: Int?)?
    var comparison: Comparison?
    var pendingDirection: Bool?
    /// "from the oldest" has set the direction of the order.
    var hasDirection = false
    /// The most frequent of the next thing is asked for.
    var common: Bool?
    /// The column a condition was last put on.
    var lastColumn: ColumnReference?
    var lastAggregated: (thing: SchemaThing, owner: String?)?
    var number: SchemaSegment?

    var confidence = 1.0
    var assumptions: [String] = []
    var resolutions: [Resolution] = []
    var unknown: [SchemaSegment] = []

    init(_ question: String, graph: SchemaGraph, lexicon: SchemaLexicon, today: CalendarDate) {
        self.graph = graph
        segmenter = SchemaSegmenter(question, lexicon: lexicon, today: today)
        segments = segmenter.segments()
        anchor = Self.anchor(of: segments)
    }

    /// The first table named, not counting those that only group.
    private static func anchor(of segments: [SchemaSegment]) -> String? {
        var isGrouping = false
        var fallback: String?
        for segment in segments {
            if case .keyword(.group) = segment.kind { isGrouping = true }
            guard segment.kind == .thing, segment.thing.tableQuality >= 0.75,
                segment.thing.tableQuality >= segment.thing.columnQuality - 0.05,
                let table = segment.thing.tables.first?.name
            else { continue }
            if !isGrouping { return table }
            fallback = fallback ?? table
            isGrouping = false
        }
        return fallback ?? owner(of: segments)
    }

    /// The only table with a column of the first name that fits columns.
    private static func owner(of segments: [SchemaSegment]) -> String? {
        for segment in segments where segment.kind == .thing {
            guard let best = segment.thing.columns.first, best.quality >= 0.9 else { continue }
            let equals = segment.thing.columns.filter { best.quality - $0.quality < 0.06 }
            if Set(equals.map(\.reference.dataset)).count == 1 { return best.reference.dataset }
        }
        return nil
    }

    // MARK: Looking around

    func segment(_ index: Int) -> SchemaSegment? {
        index >= 0 && index < segments.count ? segments[index] : nil
    }

    var next: SchemaSegment? { segment(position) }

    func keyword(_ index: Int) -> SchemaKeyword? {
        if case .keyword(let keyword) = segment(index)?.kind { keyword } else { nil }
    }

    /// The table whose rows conditions are about at the moment.
    var current: String? { subject ?? anchor }

    mutating func doubt(_ factor: Double, _ why: String? = nil) {
        confidence *= factor
        if let why, !assumptions.contains(why) { assumptions.append(why) }
    }

    mutating func note(_ segment: SchemaSegment, _ meaning: Resolution.Meaning) {
        guard let first = segmenter.tokens[segment.tokens].first,
            let last = segmenter.tokens[segment.tokens].last
        else { return }
        resolutions.append(
            Resolution(
                text: segmenter.text(segment.tokens),
                span: first.span.lowerBound..<last.span.upperBound,
                meaning: meaning
            )
        )
    }

    mutating func mention(_ table: String) {
        if !tables.contains(table) { tables.append(table) }
        lastTable = table
    }

    // MARK: Columns

    /// The column a thing most likely is, given the tables the question speaks of.
    func best(_ thing: SchemaThing, owner: String? = nil) -> (SchemaThing.Column, rival: Bool)? {
        var scored: [(Double, SchemaThing.Column)] = []
        for column in thing.columns {
            let table = column.reference.dataset
            var score = column.quality
            if table == owner { score += 0.6 }
            if table == current { score += 0.3 }
            if table == lastTable { score += 0.1 }
            if tables.contains(table) { score += 0.1 }
            if graph.foreignKeys.contains(column.reference) { score -= 0.12 }
            let last = SchemaWords.words(of: column.reference.name).last
            if column.quality < 0.9, last == "name" || last == "title" { score += 0.09 }
            if let home = owner ?? current {
                guard let distance = graph.distance(home, table) else { continue }
                score -= 0.12 * Double(distance)
            }
            scored.append((score, column))
        }
        scored.sort { ($1.0, $0.1.reference) < ($0.0, $1.1.reference) }
        guard let first = scored.first else { return nil }
        let rival = scored.dropFirst().first.map { first.0 - $0.0 < 0.08 } ?? false
        return (first.1, rival)
    }

    /// Settles a thing on a column and counts how sure that is.
    mutating func column(_ thing: SchemaThing, owner: String? = nil) -> ColumnReference? {
        guard let (found, hasRival) = best(thing, owner: owner) else { return nil }
        if found.quality < 0.9 { confidence *= 0.6 + 0.4 * min(1, found.quality + 0.12) }
        if hasRival {
            doubt(0.8, "“\(found.reference.name)” is taken from \(found.reference.dataset).")
        }
        return found.reference
    }

    /// Whether a thing is the name of a table here, rather than of a column.
    func isTable(_ thing: SchemaThing) -> Bool {
        guard thing.tableQuality > 0 else { return false }
        guard let column = best(thing)?.0 else { return thing.tableQuality >= 0.5 }
        if thing.tableQuality >= 0.9 { return true }
        return thing.tableQuality >= column.quality
    }

    /// The table a thing names: the best, and of equals the nearest to those spoken of.
    func table(_ thing: SchemaThing) -> String? {
        guard let first = thing.tables.first else { return nil }
        let equals = thing.tables.filter { first.quality - $0.quality < 0.01 }
        guard equals.count > 1, let home = current else { return first.name }
        return equals.min {
            (graph.distance(home, $0.name) ?? 99, $0.name)
                < (graph.distance(home, $1.name) ?? 99, $1.name)
        }?.name
    }

    /// The column of a table that an adjective speaks about, and whether more means higher.
    func column(
        for adjective: SchemaAdjective,
        in table: String?
    ) -> (column: ColumnReference, isRising: Bool)? {
        guard let table, let dataset = graph.datasets[table] else { return nil }
        for hint in adjective.hints {
            for column in dataset.columns {
                let words = SchemaWords.words(of: column.name)
                guard words.contains(hint.word), !isKeyColumn(table, column.name) else { continue }
                let isOrdered =
                    column.type.isNumeric || column.type.isTemporal
                    || ["date", "time", "birth", "year"].contains(hint.word)
                if isOrdered {
                    return (ColumnReference(table, column.name), hint.isRising)
                }
            }
        }
        return nil
    }

    func isKeyColumn(_ table: String, _ column: String) -> Bool {
        graph.foreignKeys.contains(ColumnReference(table, column))
            || graph.datasets[table]?.primaryKey == [column]
    }
}
