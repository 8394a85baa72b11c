/// The customers other datasets refer to, in the order they signed up.
struct Customers: Sendable {
    private(set) var regions: [Int] = []
    private(set) var segments: [Int] = []
    private var signupDays: [CalendarDay] = []
    private var activity = CumulativeWeights()

    static let segmentNames = ["consumer", "small_business", "enterprise"]

    /// A customer of `day`, the active ones more often.
    func pick(on day: CalendarDay, _ random: inout RandomStream) -> Int {
        activity.pick(&random, prefix: prefixLength(of: signupDays, until: day))
    }

    /// Draws all customers and writes their file.
    static func write(
        _ span: DemoSpan,
        to path: String
    ) throws(BronzeError) -> (Customers, DatasetReport) {
        var random = span.stream("customers")
        let count = span.size.customers
        var customers = Customers()
        let start = CalendarDay(civil: 2_021, 1, 1)
        customers.signupDays = span.gradualDays(
            count, permilleBefore: 550, since: start, &random
        )
        let ranks = zipfWeights(count, flatness: count / 20 + 1, &random)
        var taken: Set<Int> = []
        let withoutEmail = scatter(count * 5 / 1_000, below: count, avoiding: &taken, &random)
        let withoutPhone = scatter(count * 20 / 1_000, below: count, avoiding: &taken, &random)
        let tiers = TierLimits(ranks)
        var table = try TableWriter(.customers, path: path)
        for index in 0..<count {
            let segment = random.pick([780, 160, 60])
            let region = random.pick([260, 210, 180, 200, 150])
            customers.segments.append(segment)
            customers.regions.append(region)
            // Businesses order several times as often as people do.
            customers.activity.append(ranks[index] * [1, 2, 4][segment])
            let first = random.element(of: PersonNames.first)
            let last = random.element(of: PersonNames.last)
            let country = PersonNames.countries[random.pick(PersonNames.countries.map(\.share))]
            table.identifier(.at(index, .customer))
            table.word(first)
            table.word(last)
            let domain = random.element(of: ["example.com", "example.org", "example.net"])
            if withoutEmail.contains(index) {
                table.null()
            } else {
                table.word("\(first.lowercased()).\(last.lowercased())\(index + 1)@\(domain)")
            }
            let line = String(1_000_000 + random.below(9_000_000))
            if withoutPhone.contains(index) {
                table.null()
            } else {
                table.word("+\(country.code) 555 \(line)")
            }
            table.word(segmentNames[segment])
            table.word(salesRegions[region])
            table.word(country.name)
            table.day(customers.signupDays[index])
            table.word(tiers.name(of: ranks[index]))
            table.boolean(random.chance(permille: 910))
            try table.endRow()
        }
        let report = try table.finish(defects: [
            KnownDefect(kind: .nullValues, column: "email", rowCount: withoutEmail.count),
            KnownDefect(kind: .nullValues, column: "phone", rowCount: withoutPhone.count),
        ])
        return (customers, report)
    }
}

/// The weights from which on a customer belongs to a tier.
private struct TierLimits {
    private let limits: [(weight: Int, name: String)]

    init(_ weights: [Int]) {
        let sorted = weights.sorted(by: >)
        limits = [(40, "platinum"), (150, "gold"), (400, "silver")].map { permille, name in
            (sorted[min(sorted.count - 1, sorted.count * permille / 1_000)], name)
        }
    }

    func name(of weight: Int) -> String {
        limits.first { weight > $0.weight }?.name ?? "bronze"
    }
}
