internal import Synchronization

/// How the words of a catalog are made up: which are run together, and which may be abbreviations.
///
/// Learned from the catalog's own words beside a built-in list. Words that are known are never cut.
struct Lexicon: Sendable {
    /// Compounds by the stem of a word in them.
    private(set) var compounds: [String: [String]] = [:]
    /// Words and parts of words that are no words of the language, by first letter.
    private(set) var shortForms: [UInt8: [String]] = [:]

    private static let shortestCompound = 7
    private static let longestCompound = 64

    /// Learns from all words of an index.
    ///
    /// - Complexity: O(letters · longest piece).
    init(_ words: OrderedMap<PostingList>, _ abbreviations: Abbreviations) {
        var free: Set<String> = []
        var candidates: [String] = []
        words.walk { word, _ in
            guard let bytes = Self.letters(word) else { return true }
            if (4...12).contains(bytes) { free.insert(word) }
            if (Self.shortestCompound...Self.longestCompound).contains(bytes) {
                candidates.append(word)
            }
            if (2...7).contains(bytes), !WordList.contains(word) { addShort(word, word) }
            return true
        }
        let splitter = Splitter(free, abbreviations)
        for word in candidates where !WordList.contains(word) {
            var seen: Set<String> = []
            for piece in splitter.pieces(of: word) where seen.insert(piece).inserted {
                compounds[Stemmer.stem(piece), default: []].append(word)
                if piece.utf8.count <= 7, !WordList.contains(piece) { addShort(piece, word) }
            }
        }
    }

    private mutating func addShort(_ short: String, _ word: String) {
        guard let first = short.utf8.first else { return }
        if shortForms[first]?.contains(short) != true {
            shortForms[first, default: []].append(short)
        }
    }

    /// The number of letters of a word that has nothing but small ASCII letters.
    private static func letters(_ word: String) -> Int? {
        word.utf8.allSatisfy { (0x61...0x7A).contains($0) } ? word.utf8.count : nil
    }

    // MARK: Abbreviations

    /// What of the catalog may abbreviate a word, likeliest first, each with a weight below 1.
    func guesses(for word: String) -> [(short: String, weight: Double)] {
        guard let first = word.utf8.first, word.utf8.count >= 5 else { return [] }
        var result: [(short: String, weight: Double)] = []
        for short in shortForms[first] ?? [] {
            if let weight = Self.plausibility(of: short, for: word) {
                result.append((short, weight))
            }
        }
        result.sort { $0.weight != $1.weight ? $0.weight > $1.weight : $0.short < $1.short }
        return Array(result.prefix(8))
    }

    /// How likely one word is short for another; nil if it is not.
    ///
    /// Beginnings (`acad` for academic) and consonants in order (`bldg`, `acctg`) are.
    static func plausibility(of short: String, for word: String) -> Double? {
        let (short, word) = (Array(short.utf8), Array(word.utf8))
        guard short.count >= 3, short.count + 2 <= word.count, short.first == word.first else {
            return nil
        }
        if word.starts(with: short) { return short.count >= 4 ? 0.6 : 0.5 }
        guard short.count * 3 >= word.count else { return nil }
        var place = 0
        var gaps = 0
        for (number, letter) in short.enumerated() {
            guard let found = word[place...].firstIndex(of: letter) else { return nil }
            if number > 0, found > place { gaps += 1 }
            // After the first gap only consonants stand for something.
            if gaps > 0, Self.vowels.contains(letter) { return nil }
            if number == 1, found > 4 { return nil }
            place = found + 1
        }
        return short.count >= 4 ? 0.5 : 0.4
    }

    private static let vowels: Set<UInt8> = [0x61, 0x65, 0x69, 0x6F, 0x75]
}

/// Cuts words that were run together, in the cheapest way.
private struct Splitter {
    private let free: Set<String>
    private let abbreviations: Abbreviations

    private static let longestPiece = 20
    /// Letters that belong to no known piece are dear.
    private static let unknownCost = 9.0

    init(_ free: Set<String>, _ abbreviations: Abbreviations) {
        self.free = free
        self.abbreviations = abbreviations
    }

    /// The pieces of a word, smallest ones too; none if it is better left whole.
    func pieces(of word: String) -> [String] {
        let bytes = Array(word.utf8)
        guard let parts = split(bytes) else { return [] }
        var result: [String] = []
        for part in parts {
            let piece = String(decoding: part, as: UTF8.self)
            result.append(piece)
            if part.count >= 7, !WordList.contains(piece) { result += pieces(of: piece) }
        }
        return result
    }

    private func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>]? {
        var best: [(cost: Double, from: Int, isKnown: Bool)?] = [(0, 0, true)]
        for end in 1...bytes.count {
            var choice: (cost: Double, from: Int, isKnown: Bool)?
            for start in stride(from: end - 1, through: max(0, end - Self.longestPiece), by: -1) {
                guard let before = best[start], end - start < bytes.count else { continue }
                let known = cost(of: bytes[start..<end])
                // An unknown letter; runs of them cost once more at their beginning.
                let unknown =
                    end - start == 1 ? Self.unknownCost + (before.isKnown ? 4 : 0) : nil
                guard let cost = known ?? unknown else { continue }
                if before.cost + cost < choice?.cost ?? .infinity {
                    choice = (before.cost + cost, start, known != nil)
                }
            }
            best.append(choice)
        }
        var (end, parts, unknown): (Int, [ArraySlice<UInt8>], Int) = (bytes.count, [], 0)
        while end > 0, let step = best[end] {
            if step.isKnown { parts.append(bytes[step.from..<end]) } else { unknown += 1 }
            end = step.from
        }
        let known = bytes.count - unknown
        guard end == 0, !parts.isEmpty, unknown <= 4, unknown * 3 <= bytes.count,
            parts.count > 1 || unknown > 0, known >= parts.count * 3
        else { return nil }
        if parts.count == 1, parts[0].count < 6 { return nil }
        return parts.reversed()
    }

    private func cost(of bytes: ArraySlice<UInt8>) -> Double? {
        guard bytes.count >= 2 else { return nil }
        let word = String(decoding: bytes, as: UTF8.self)
        let gain = Double(min(bytes.count, 9)) * 0.4
        if bytes.count >= 3, WordList.contains(word) { return 10 - gain }
        if WordList.small.contains(word) { return 11 }
        if bytes.count >= 4, free.contains(word) { return 13 - gain }
        if abbreviations.isShort(word) { return bytes.count == 2 ? 19 : 13 }
        return nil
    }
}

/// Holds the lexicon of one set of words, made when it is first asked for.
final class LexiconHolder: Sendable {
    private let lexicon = Mutex<Lexicon?>(nil)

    /// The lexicon, learned now if need be.
    func value(_ words: OrderedMap<PostingList>, _ abbreviations: Abbreviations) -> Lexicon {
        lexicon.withLock { known in
            if let known { return known }
            let made = Lexicon(words, abbreviations)
            known = made
            return made
        }
    }
}
