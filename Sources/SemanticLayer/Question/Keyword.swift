import SQLSyntax

/// The words and phrases that give a question its structure.
enum Keyword: Hashable {
    /// "by", "per", "for each": what follows is grouped by.
    case group
    /// "average", "total": how the next thing is aggregated.
    case aggregate(Aggregation)
    /// "number of", "how many".
    case count
    /// "distinct", "unique".
    case distinct
    /// "top", "bottom".
    case rank(descending: Bool)
    /// "highest", "least".
    case superlative(descending: Bool)
    /// "not", "excluding".
    case negation
    case compare(SQLBinaryOperator)
    case between
    /// "and", a comma; the comma also ends the pull of a preposition.
    case separator(isComma: Bool)
    case colon
    /// "with", "showing", "having": back to naming metrics.
    case with
    /// "of", "for", "from", "in".
    case preposition
    case sort
    case order(descending: Bool)
    case limit
    /// "which region", "what products".
    case which
    /// Something asked for that is not yet understood.
    case unsupported
    /// "over time": by period, which one is left open.
    case overTime
    /// "data product" and other phrases without content.
    case noise

    /// The number of words of the longest phrase.
    static let longestPhrase = 4

    /// The keyword a phrase of lower-case words is.
    static func named(_ phrase: String) -> Keyword? { phrases[phrase] }

    private static let phrases: [String: Keyword] = {
        var result: [String: Keyword] = [:]
        func add(_ keyword: Keyword, _ list: String...) {
            for phrase in list { result[phrase] = keyword }
        }
        add(
            .group, "by", "per", "each", "every", "for each", "for every", "for all", "in each",
            "within each", "at each", "on each", "across", "across all", "broken down by",
            "split by", "grouped by", "group by", "segmented by", "breakdown by", "and by",
            "broken out by", "sliced by", "of each", "of every", "from each", "by each", "over each"
        )
        add(.aggregate(.average), "average", "avg", "mean", "average of", "mean of", "typical")
        add(.aggregate(.sum), "total", "sum", "sum of", "total of", "overall", "total amount of")
        add(.aggregate(.maximum), "max", "maximum", "maximum of", "peak")
        add(.aggregate(.minimum), "min", "minimum", "minimum of")
        add(.count, "number of", "count of", "how many", "count", "numbers of", "total number of")
        add(.count, "no of", "volume", "volume of", "counts of", "amount of")
        add(.distinct, "distinct", "unique", "different")
        add(.rank(descending: true), "top", "best", "the top", "leading", "best performing")
        add(.rank(descending: false), "bottom", "worst", "the bottom", "worst performing")
        add(
            .superlative(descending: true), "highest", "most", "largest", "biggest", "greatest",
            "the most", "best selling"
        )
        add(.superlative(descending: false), "lowest", "least", "smallest", "fewest", "the least")
        add(
            .negation, "not", "excluding", "except", "except for", "without", "other than",
            "exclude", "non", "but not", "no", "not in", "ignoring", "isn't", "isnt", "aren't"
        )
        add(.compare(.greater), "over", "above", "more than", "greater than", "exceeding", ">")
        add(.compare(.greater), "exceeds", "higher than", "larger than", "bigger than")
        add(.compare(.greaterOrEqual), "at least", "no less than", "not less than", ">=")
        add(.compare(.greaterOrEqual), "greater than or equal to", "not below")
        add(.compare(.less), "under", "below", "less than", "fewer than", "lower than", "<")
        add(.compare(.less), "smaller than")
        add(.compare(.lessOrEqual), "at most", "no more than", "up to", "not more than", "<=")
        add(.compare(.lessOrEqual), "not above", "not over")
        add(.compare(.equal), "=", "==", "equals", "equal to", "is equal to", "is exactly")
        add(.compare(.notEqual), "!=", "<>", "not equal to", "is not equal to", "is not")
        add(.between, "between")
        add(.separator(isComma: false), "and", "&", "as well as", "plus", "or", "along with", "+")
        add(.separator(isComma: false), "together with", "/")
        add(.separator(isComma: true), ",", ";", ", and", "then")
        add(.colon, ":", "-", "(", ")")
        add(.with, "with", "showing", "having", "where", "including", "whose", "that have")
        add(.with, "containing", "who have", "which have", "with the")
        add(.preposition, "of", "for", "from", "in", "on", "among", "within", "at", "to", "only")
        add(
            .sort, "sorted by", "sort by", "order by", "ordered by", "ranked by", "rank by",
            "sorted", "ordered", "ranked", "ranked on", "sorted on", "in terms of", "based on"
        )
        add(.order(descending: true), "descending", "desc", "highest first", "largest first")
        add(.order(descending: true), "in descending order", "descending order", "most first")
        add(.order(descending: false), "ascending", "asc", "lowest first", "smallest first")
        add(.order(descending: false), "in ascending order", "ascending order")
        add(.limit, "first", "limit", "limit to", "the first", "limited to", "show only")
        add(.which, "which", "what")
        add(
            .unsupported, "versus", "vs", "compared to", "compared with", "compare to", "growth",
            "year over year", "month over month", "week over week", "yoy", "mom", "wow",
            "running total", "cumulative", "moving average", "rolling average", "median",
            "percentile", "forecast", "predict", "correlation", "share of", "percentage of",
            "percent of", "change in", "growth rate", "growth of", "biweekly", "fortnightly",
            "weekday", "day of week", "hour of day", "fiscal"
        )
        add(.overTime, "over time", "time series", "trend over time", "over the time")
        add(.noise, "data product", "data products", "data mart", "data model", "data set")
        add(.noise, "what is", "what are", "what was", "what were", "what's", "whats", "i want")
        add(.noise, "on a", "in order to", "so that", "as of", "such as", "e g")
        add(.noise, "is", "are", "was", "were", "be")
        return result
    }()
}
