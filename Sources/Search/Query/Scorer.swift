#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The natural logarithm.
func logarithm(_ value: Double) -> Double { log(value) }

/// Scores all documents of a plan, a window of identities at a time, with BM25F.
///
/// A word's occurrences in all fields are weighed and added up before they saturate, so that a word
/// in name and description is not worth two words. The sum over the words is multiplied by the
/// share of the question that was found, which puts documents with all words first.
///
/// Source: Robertson, Zaragoza, Taylor, "Simple BM25 extension to multiple weighted fields",
/// CIKM 2004.
struct Scorer {
    private static let windowSize = 2_048

    private let plan: QueryPlan
    /// For each field and code of a length what one occurrence counts.
    private let factors: [[Float]]
    private let exactness: [Double]
    private var cursors: [PostingCursor] = []
    private var frequencies: [Float]
    private var bonuses: [Float]
    private var touched: [UInt64]

    init(_ plan: QueryPlan, _ index: SearchIndex) {
        self.plan = plan
        factors = zip(index.definition.fields, index.totals).map { field, total in
            (0..<256).map { code in
                let relative = Double(Posting.length(code)) / total.averageLength
                let divisor = 1 - field.lengthPenalty + field.lengthPenalty * relative
                return Float(field.weight / divisor)
            }
        }
        exactness = index.definition.fields.map(\.exactness)
        frequencies = Array(repeating: 0, count: Self.windowSize * max(plan.words.count, 1))
        bonuses = Array(repeating: 0, count: Self.windowSize)
        touched = Array(repeating: 0, count: Self.windowSize / 64)
        for (number, clause) in plan.words.enumerated() {
            for variant in clause.variants {
                cursors.append(
                    PostingCursor(
                        variant.list, .word(number), clause.fields, Float(variant.weight)))
            }
        }
        for clause in plan.names {
            cursors.append(
                PostingCursor(clause.list, .name, clause.fields, Float(clause.bonus)))
        }
    }

    /// Calls `body` with each document that matches, ascending.
    mutating func run(_ body: (ScoredDocument) -> Void) {
        while let first = cursors.compactMap(\.document).min() {
            let base = first - first % UInt32(Self.windowSize)
            for number in cursors.indices { fill(number, base) }
            collect(base, body)
        }
    }

    private mutating func fill(_ number: Int, _ base: UInt32) {
        let end = UInt64(base) + UInt64(Self.windowSize)
        let (role, fields, weight) = (
            cursors[number].role, cursors[number].fields, cursors[number].weight
        )
        while let posting = cursors[number].current, UInt64(posting.document) < end {
            cursors[number].advance()
            let field = posting.field
            guard fields & (1 << UInt64(field)) != 0, field < factors.count else { continue }
            let slot = Int(posting.document - base)
            touched[slot >> 6] |= 1 << UInt64(slot & 63)
            switch role {
            case .word(let clause):
                frequencies[clause * Self.windowSize + slot] +=
                    weight * factors[field][posting.lengthCode] * Float(posting.frequency)
            case .name:
                bonuses[slot] = max(bonuses[slot], weight * Float(exactness[field]))
            }
        }
    }

    private mutating func collect(
        _ base: UInt32, _ body: (ScoredDocument) -> Void
    ) {
        for group in touched.indices {
            var bits = touched[group]
            touched[group] = 0
            while bits != 0 {
                let slot = group * 64 + bits.trailingZeroBitCount
                bits &= bits - 1
                let name = Double(bonuses[slot])
                bonuses[slot] = 0
                guard var scored = score(slot), scored.words > 0 || name > 0 else { continue }
                scored.document = base + UInt32(slot)
                scored.name = name
                body(scored)
            }
        }
    }

    /// The score of the words; nil when one is missing that must be there, or the reverse.
    private mutating func score(_ slot: Int) -> ScoredDocument? {
        var (sum, matched, whole) = (0.0, 0.0, 0.0)
        var isRefused = false
        var found: UInt64 = 0
        for (number, clause) in plan.words.enumerated() {
            let place = number * Self.windowSize + slot
            let frequency = Double(frequencies[place])
            frequencies[place] = 0
            switch clause.occurrence {
            case .excluded: if frequency > 0 { isRefused = true }
            case .demanded: if frequency == 0 { isRefused = true }
            case .wanted: break
            }
            guard clause.occurrence != .excluded else { continue }
            whole += clause.rarity
            guard frequency > 0 else { continue }
            matched += clause.rarity
            if number < 64 { found |= 1 << UInt64(number) }
            let k = QueryPlan.saturation
            sum += clause.rarity * frequency * (k + 1) / (k + frequency)
        }
        if isRefused { return nil }
        guard whole > 0 else { return ScoredDocument(words: 0, found: found) }
        // A sentence has words that need not be found.
        let share = plan.isSentence ? (matched / whole).squareRoot() : matched / whole
        return ScoredDocument(words: sum * share, found: found)
    }
}

/// A document and what it scored.
struct ScoredDocument {
    var document: UInt32 = 0
    /// What the words scored.
    var words: Double
    /// What is added for whole names.
    var name = 0.0
    /// A bit for each of the first words of the plan that was found.
    var found: UInt64
}

/// A place in a list of postings.
struct PostingCursor {
    enum Role {
        case word(Int)
        case name
    }

    let role: Role
    let fields: UInt64
    let weight: Float
    private let list: PostingList
    private var chunk: [Posting]
    private var chunkNumber = 0
    private var index = 0

    init(_ list: PostingList, _ role: Role, _ fields: UInt64, _ weight: Float) {
        self.list = list
        self.role = role
        self.fields = fields
        self.weight = weight
        chunk = list.chunk(0)
    }

    /// The present posting; nil at the end.
    var current: Posting? { index < chunk.count ? chunk[index] : nil }

    var document: UInt32? { current?.document }

    mutating func advance() {
        index += 1
        if index == chunk.count, chunkNumber + 1 < list.chunkCount {
            chunkNumber += 1
            chunk = list.chunk(chunkNumber)
            index = 0
        }
    }
}
