import PropertyGraph

extension SearchIndex {
    /// Reads all documents at once.
    mutating func build(from reader: DocumentReader) {
        var builder = IndexBuilder(reader)
        for document in reader.documents() { builder.add(document) }
        totals = builder.totals
        documentCount = builder.documentCount
        let sorted = builder.sortedLists()
        words = OrderedMap(sorted: sorted)
        var members: [(stem: String, word: String)] = []
        for (word, _) in sorted {
            if let stem = Self.otherStem(of: word) { members.append((stem, word)) }
        }
        members.sort { $0.stem != $1.stem ? $0.stem < $1.stem : $0.word < $1.word }
        var groups: [(key: String, value: [String])] = []
        for (stem, word) in members {
            if groups.last?.key == stem {
                groups[groups.count - 1].value.append(word)
            } else {
                groups.append((stem, [word]))
            }
        }
        stems = OrderedMap(sorted: groups)
    }
}

/// Gathers postings by word; documents come in ascending order.
private struct IndexBuilder {
    private let reader: DocumentReader
    private let styles: [FieldStyle]
    private var numbers: [String: UInt32] = [:]
    private var words: [String] = []
    private var counts: [UInt32] = []
    /// For each posting its word.
    private var owners: [UInt32] = []
    private var postings: [Posting] = []
    /// What short texts are found by, since names repeat.
    private var known: [UInt64: Known] = [:]
    private var knownTerms: [UInt32] = []
    private var terms: [UInt32] = []

    private(set) var totals: [SearchIndex.FieldTotals]
    private(set) var documentCount = 0

    private struct Known {
        var start: Int
        var count: Int
        var length: Int
    }

    /// Longer texts hardly repeat.
    private static let knownLimit = 64

    init(_ reader: DocumentReader) {
        self.reader = reader
        styles = reader.definition.fields.map(\.style)
        totals = Array(repeating: SearchIndex.FieldTotals(), count: styles.count)
    }

    mutating func add(_ document: UInt32) {
        var isEmpty = true
        for field in styles.indices {
            terms.removeAll(keepingCapacity: true)
            var length = 0
            var cells: [Cell] = []
            reader.forEachCell(field, of: document) { cells.append($0) }
            for cell in cells { length += read(cell, styles[field]) }
            if length > 0 {
                totals[field].documents += 1
                totals[field].words += length
            }
            if !terms.isEmpty { isEmpty = false }
            addPostings(document, field, length)
        }
        if !isEmpty { documentCount += 1 }
    }

    private mutating func addPostings(_ document: UInt32, _ field: Int, _ length: Int) {
        terms.sort()
        var index = 0
        while index < terms.count {
            let word = terms[index]
            var end = index + 1
            while end < terms.count, terms[end] == word { end += 1 }
            owners.append(word)
            counts[Int(word)] += 1
            postings.append(
                Posting(
                    document: document, field: field, frequency: end - index, length: length))
            index = end
        }
    }

    /// Appends what a cell is found by to `terms`; answers its length in words.
    private mutating func read(_ cell: Cell, _ style: FieldStyle) -> Int {
        guard cell.tag == .string, reader.graph.utf8(of: cell.code).count <= Self.knownLimit else {
            return analyse(cell, style)
        }
        let key = UInt64(cell.code) << 2 | (style == .name ? 0 : style == .prose ? 1 : 2)
        if let found = known[key] {
            terms.append(contentsOf: knownTerms[found.start..<(found.start + found.count)])
            return found.length
        }
        let before = terms.count
        let length = analyse(cell, style)
        known[key] = Known(
            start: knownTerms.count, count: terms.count - before, length: length)
        knownTerms.append(contentsOf: terms[before...])
        return length
    }

    private mutating func analyse(_ cell: Cell, _ style: FieldStyle) -> Int {
        var length = 0
        var texts: [String] = []
        reader.forEachText(in: cell) { texts.append($0) }
        for text in texts {
            let analysis = Analysis(text, style)
            length += analysis.length
            for term in analysis.terms { terms.append(number(of: term)) }
        }
        return length
    }

    private mutating func number(of word: String) -> UInt32 {
        if let number = numbers[word] { return number }
        let number = UInt32(truncatingIfNeeded: words.count)
        numbers[word] = number
        words.append(word)
        counts.append(0)
        return number
    }

    /// The postings by word, words ascending.
    mutating func sortedLists() -> [(key: String, value: PostingList)] {
        var places: [Int] = []
        places.reserveCapacity(words.count + 1)
        var total = 0
        for count in counts {
            places.append(total)
            total += Int(count)
        }
        let starts = places
        var ordered = [Posting](repeating: Posting(bits: 0), count: total)
        for (word, posting) in zip(owners, postings) {
            ordered[places[Int(word)]] = posting
            places[Int(word)] += 1
        }
        (owners, postings) = ([], [])
        let order = words.indices.sorted { words[$0] < words[$1] }
        var result: [(key: String, value: PostingList)] = []
        result.reserveCapacity(words.count)
        for word in order {
            let range = starts[word]..<places[word]
            if let list = PostingList(sorted: ordered[range]) { result.append((words[word], list)) }
        }
        return result
    }
}
