/// Support tickets in the order they were opened, most of them about an order.
enum Tickets {
    private static let priorities = ["low", "medium", "high", "urgent"]
    private static let issues = ["delivery", "billing", "product_quality", "account", "other"]
    private static let channels = ["email", "phone", "chat"]
    /// Usual minutes to the first answer and from there to the solution, by priority.
    private static let answerMinutes = [900, 420, 120, 25]
    private static let solutionMinutes = [5_400, 2_700, 1_200, 420]

    /// Draws all tickets and writes their file.
    static func write(
        _ span: DemoSpan,
        _ customers: Customers,
        _ orders: Orders,
        to path: String
    ) throws(BronzeError) -> DatasetReport {
        var random = span.stream("tickets")
        let weights = Seasonality.support.weights(of: span.days, &random)
        let perDay = CumulativeWeights(weights).dealt(span.size.tickets)
        var tickets: [Ticket] = []
        tickets.reserveCapacity(span.size.tickets)
        for (dayIndex, amount) in perDay.enumerated() {
            for _ in 0..<amount {
                tickets.append(Ticket(dayIndex, span, customers, orders, &random))
            }
        }
        // Sorting by position too keeps the order defined among equal times.
        let sorted = tickets.enumerated().sorted {
            ($0.element.opened, $0.offset) < ($1.element.opened, $1.offset)
        }
        var table = try TableWriter(.tickets, path: path)
        for (index, ticket) in sorted.map(\.element).enumerated() {
            table.identifier(.at(index, .ticket))
            try ticket.write(to: &table, lastSecond: span.lastSecond)
        }
        return try table.finish(defects: [])
    }

    private struct Ticket {
        let customer: Int
        let order: Int?
        let opened: Int
        let answered: Int
        let solved: Int
        let priority: Int
        let issue: Int
        let channel: Int
        let score: Int?

        init(
            _ dayIndex: Int,
            _ span: DemoSpan,
            _ customers: Customers,
            _ orders: Orders,
            _ random: inout RandomStream
        ) {
            let day = span.day(dayIndex)
            var opened = day.daysSinceEpoch * 86_400 + DailyRhythm.caller(&random)
            let first = orders.starts[max(0, dayIndex - 18)]
            let candidates = orders.starts[dayIndex + 1] - first
            if candidates > 0, random.chance(permille: 780) {
                let position = first + random.below(candidates)
                order = position
                customer = Int(orders.customers[position])
                // Nobody complains before having ordered.
                let earliest = orders.moments[position] + 60 + random.below(3_600)
                opened = min(max(opened, earliest), span.lastSecond)
            } else {
                order = nil
                customer = customers.pick(on: day, &random)
            }
            self.opened = opened
            issue = random.pick(order == nil ? [0, 220, 80, 480, 220] : [400, 200, 240, 50, 110])
            priority = random.pick([320, 430, 190, 60])
            channel = random.pick([520, 210, 270])
            // The phone is answered at once, a chat soon.
            let patience = [1_000, 60, 200][channel]
            let answer = Tickets.answerMinutes[priority] * 60 * random.tail(limit: 8_000) / 1_000
            answered = opened + 30 + answer * patience / 1_000
            let hardness = [1_000, 900, 1_400, 500, 800][issue]
            let work = Tickets.solutionMinutes[priority] * 60 * random.tail(limit: 8_000) / 1_000
            let effort = work * hardness / 1_000
            let isStuck = random.chance(permille: 12)
            solved = answered + 120 + (isStuck ? random.within(20...60) * 86_400 : effort)
            let isSlow = solved - opened > 4 * 86_400
            score =
                random.chance(permille: 580)
                ? 1 + random.pick(isSlow ? [220, 220, 260, 200, 100] : [40, 60, 140, 330, 430])
                : nil
        }

        func write(
            to table: inout TableWriter,
            lastSecond: Int
        ) throws(BronzeError) {
            let isAnswered = answered <= lastSecond
            let isSolved = solved <= lastSecond
            let isOld = solved + 7 * 86_400 <= lastSecond
            table.identifier(.at(customer, .customer))
            if let order { table.identifier(.at(order, .order)) } else { table.null() }
            table.moment(opened)
            if isAnswered { table.moment(answered) } else { table.null() }
            if isSolved { table.moment(solved) } else { table.null() }
            table.word(Tickets.priorities[priority])
            table.word(Tickets.issues[issue])
            table.word(Tickets.channels[channel])
            table.word(
                isOld ? "closed" : isSolved ? "resolved" : isAnswered ? "in_progress" : "open")
            if isSolved, let score { table.number(score) } else { table.null() }
            try table.endRow()
        }
    }
}
