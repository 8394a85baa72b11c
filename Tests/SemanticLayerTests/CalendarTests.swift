import SemanticLayer
import Testing

@Suite("Calendar")
struct CalendarTests {
    @Test
    func `days and their numbers agree over eight centuries`() throws {
        for ordinal in stride(from: -150_000, through: 150_000, by: 97) {
            let day = CalendarDate(daysSinceEpoch: ordinal)
            let (year, month, number) = day.components
            #expect(CalendarDate(year: year, month: month, day: number) == day)
            #expect(CalendarDate(iso: day.description) == day)
        }
    }

    @Test
    func `days that do not exist are refused`() {
        #expect(CalendarDate(iso: "2023-02-29") == nil)
        #expect(CalendarDate(iso: "2024-02-29") != nil)
        #expect(CalendarDate(iso: "2024-13-01") == nil)
        #expect(CalendarDate(iso: "24-01-01") == nil)
    }

    @Test
    func `weeks begin on Monday across the turn of a year`() throws {
        let day = try #require(CalendarDate(iso: "2025-01-01"))
        #expect(day.start(of: .week).description == "2024-12-30")
        #expect(day.isoWeekday == 3)
    }

    static let phrases: [(phrase: String, range: String)] = [
        ("last quarter", "2025-07-01 to 2025-09-30"), ("last month", "2025-10-01 to 2025-10-31"),
        ("last week", "2025-11-10 to 2025-11-16"), ("last year", "2024-01-01 to 2024-12-31"),
        ("this quarter", "2025-10-01 to 2025-12-31"), ("this year", "2025-01-01 to 2025-12-31"),
        ("yesterday", "2025-11-18"), ("year to date", "2025-01-01 to 2025-11-19"),
        ("ytd", "2025-01-01 to 2025-11-19"), ("month to date", "2025-11-01 to 2025-11-19"),
        ("in the last 30 days", "2025-10-20 to 2025-11-18"),
        ("over the past six weeks", "2025-10-06 to 2025-11-16"),
        ("in 2024", "2024-01-01 to 2024-12-31"), ("in the year 2024", "2024-01-01 to 2024-12-31"),
        ("for Q3 2024", "2024-07-01 to 2024-09-30"), ("2024 Q1", "2024-01-01 to 2024-03-31"),
        ("in the second quarter of 2024", "2024-04-01 to 2024-06-30"),
        ("H2 2024", "2024-07-01 to 2024-12-31"), ("in March 2025", "2025-03-01 to 2025-03-31"),
        ("in 2024-02", "2024-02-01 to 2024-02-29"), ("in May", "2025-05-01 to 2025-05-31"),
        ("in December", "2024-12-01 to 2024-12-31"), ("on March 5, 2025", "2025-03-05"),
        ("on 5 March 2025", "2025-03-05"), ("since 2024-06-01", "from 2024-06-01"),
        ("since last year", "from 2024-01-01"), ("before 2024-06-01", "until 2024-05-31"),
        ("until March 2024", "until 2024-03-31"), ("after 2024", "from 2025-01-01"),
        ("between 2024-01-01 and 2024-03-31", "2024-01-01 to 2024-03-31"),
        ("from January to March 2024", "2024-01-01 to 2024-03-31"),
        ("from January 2024 to March 2024", "2024-01-01 to 2024-03-31"),
        ("2023 to 2024", "2023-01-01 to 2024-12-31"),
    ]

    @Test(arguments: phrases)
    func `a phrase of time is the range it says`(phrase: String, range: String) {
        let understanding = BronzeVocabulary.model.understand(
            "revenue \(phrase)",
            today: BronzeVocabulary.today
        )
        #expect(understanding.query.timeRange?.description == range)
        #expect(understanding.isUnderstood)
    }
}
