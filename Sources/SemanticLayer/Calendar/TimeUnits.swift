/// The words for units of time.
enum TimeUnits {
    /// The unit a noun names, in singular or plural: "week", "weeks".
    static func grain(of word: String) -> TimeGrain? { nouns[word] }

    /// The grain an adverb names: "weekly".
    static func adverb(_ word: String) -> TimeGrain? { adverbs[word] }

    private static let nouns: [String: TimeGrain] = [
        "hour": .hour, "hours": .hour, "day": .day, "days": .day, "date": .day, "week": .week,
        "weeks": .week, "month": .month, "months": .month, "quarter": .quarter,
        "quarters": .quarter, "year": .year, "years": .year,
    ]

    private static let adverbs: [String: TimeGrain] = [
        "hourly": .hour, "daily": .day, "weekly": .week, "monthly": .month,
        "quarterly": .quarter, "yearly": .year, "annual": .year, "annually": .year,
    ]
}

/// Numbers and months written as words.
enum NumberWords {
    static let values: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
        "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
        "thirty": 30, "fifty": 50, "hundred": 100,
    ]

    static let ordinals: [String: Int] = [
        "first": 1, "1st": 1, "second": 2, "third": 3, "fourth": 4,
    ]

    static let months: [String: Int] = [
        "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4,
        "apr": 4, "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8,
        "september": 9, "sep": 9, "sept": 9, "october": 10, "oct": 10, "november": 11, "nov": 11,
        "december": 12, "dec": 12,
    ]
}
