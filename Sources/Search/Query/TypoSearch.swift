/// Finds the words that differ from one by few edits: a letter more, less, other, or two exchanged.
///
/// Walks the sorted words and keeps the rows of the distance table for the beginning that
/// neighbours share; where a beginning is already too different, all words with it are leapt over.
struct TypoSearch {
    private let target: [UInt8]
    private let limit: Int
    /// The distance from each beginning of the present word to each beginning of the target.
    private var rows: [[Int]]
    private var word: [UInt8] = []

    /// A search for words within `limit` edits.
    init(_ target: String, limit: Int) {
        self.target = Array(target.utf8)
        self.limit = limit
        rows = [Array(0...self.target.count)]
    }

    /// The typos that a word of so many letters may have.
    static func tolerance(_ word: String) -> Int {
        let count = word.unicodeScalars.count
        if word.utf8.contains(where: { (0x30...0x39).contains($0) }) { return 0 }
        return count >= 8 ? 2 : count >= 4 ? 1 : 0
    }

    /// The words found with their distances, the word itself left out.
    mutating func matches(in words: OrderedMap<PostingList>) -> [(word: String, distance: Int)] {
        var result: [(word: String, distance: Int)] = []
        // Names' keys begin with `=`, before all letters, or `~`, after those of ASCII.
        var cursor = OrderedMap<PostingList>.Cursor(words, from: "a")
        while let key = cursor.current?.key {
            if key.utf8.first == 0x7E {
                cursor.seek("\u{7F}")
                continue
            }
            if let depth = take(key) {
                skip(&cursor, depth)
                continue
            }
            let distance = rows[word.count][target.count]
            if distance > 0, distance <= limit { result.append((key, distance)) }
            cursor.advance()
        }
        return result
    }

    /// Takes the next word; answers after how many bytes it became too different, if it did.
    private mutating func take(_ key: String) -> Int? {
        let bytes = Array(key.utf8)
        var shared = 0
        while shared < min(bytes.count, word.count), bytes[shared] == word[shared] { shared += 1 }
        rows.removeLast(rows.count - shared - 1)
        word.removeLast(word.count - shared)
        for byte in bytes[shared...] {
            addRow(byte)
            if isHopeless { return word.count }
        }
        return nil
    }

    private mutating func addRow(_ byte: UInt8) {
        let previous = rows[rows.count - 1]
        var row = [rows.count]
        row.reserveCapacity(target.count + 1)
        for column in target.indices {
            let substituted = previous[column] + (target[column] == byte ? 0 : 1)
            var best = min(substituted, min(previous[column + 1], row[column]) + 1)
            if column > 0, rows.count > 1, target[column] == word[word.count - 1],
                target[column - 1] == byte
            {
                best = min(best, rows[rows.count - 2][column - 1] + 1)
            }
            row.append(best)
        }
        word.append(byte)
        rows.append(row)
    }

    /// Whether no word that begins so can be near enough.
    private var isHopeless: Bool {
        guard let last = rows[rows.count - 1].min(), last > limit else { return false }
        return rows.count < 2 || (rows[rows.count - 2].min() ?? 0) >= limit
    }

    /// Leaps to the first word that does not begin with the first `depth` bytes.
    private mutating func skip(_ cursor: inout OrderedMap<PostingList>.Cursor, _ depth: Int) {
        guard let last = word.last, last < 0x7F else { return cursor.advance() }
        let beyond = word.dropLast() + [last + 1]
        cursor.seek(String(decoding: beyond, as: UTF8.self))
    }
}
