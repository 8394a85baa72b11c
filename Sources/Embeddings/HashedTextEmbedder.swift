/// The provider that needs no files: words and pieces of words, hashed to places of a vector.
///
/// Texts are alike as far as they share words, or pieces of three to five letters, whatever their
/// case and whether words are joined by underscores, capitals or nothing: `cust_address` is near
/// `customerAddress`. It knows no synonyms.
///
/// Source: the hashing trick with signs of Weinberger et al. (2009) on the subwords of Bojanowski et
/// al. (2017).
public struct HashedTextEmbedder: EmbeddingProvider {
    public let name: String
    public let dimension: Int

    /// What a word weighs beside its pieces, which together weigh 1.
    private static let wordWeight: Float = 1
    private static let longestWord = 64

    /// Creates a provider; dimensions outside 16 to 4096 are moved inside.
    public init(dimension: Int = 384) {
        self.dimension = min(max(dimension, 16), 4_096)
        name = "hashed-words-\(self.dimension)-v1"
    }

    public func embed(_ texts: [String]) throws(EmbeddingError) -> [[Float]] {
        texts.map(vector)
    }

    private func vector(of text: String) -> [Float] {
        var vector = [Float](repeating: 0, count: dimension)
        var counts: [[UInt8]: Float] = [:]
        var order: [[UInt8]] = []
        for word in Self.words(of: text) {
            if counts[word] == nil { order.append(word) }
            counts[word, default: 0] += 1
        }
        // In order of appearance: sums of floating-point numbers depend on theirs.
        for word in order {
            add(word, weight: (counts[word] ?? 1).squareRoot(), to: &vector)
        }
        // A text without words is near no other but its like.
        if vector.allSatisfy({ $0 == 0 }) { vector[0] = 1 }
        normalize(&vector)
        return vector
    }

    private func add(_ word: [UInt8], weight: Float, to vector: inout [Float]) {
        place(word[...], Self.wordWeight * weight, in: &vector)
        let marked = [UInt8(ascii: "<")] + word + [UInt8(ascii: ">")]
        var pieces: [ArraySlice<UInt8>] = []
        for size in 3...5 where size < marked.count {
            for start in 0...marked.count - size { pieces.append(marked[start..<start + size]) }
        }
        guard !pieces.isEmpty else { return }
        let share = weight / Float(pieces.count).squareRoot()
        for piece in pieces { place(piece, share, in: &vector) }
    }

    /// Adds a weight at two places that a hash names, with signs that it gives.
    private func place(_ bytes: ArraySlice<UInt8>, _ weight: Float, in vector: inout [Float]) {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325 &+ UInt64(bytes.count)
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
        hash ^= hash >> 32
        let count = UInt64(dimension)
        vector[Int((hash & 0xFFFF_FFFF) % count)] += hash >> 63 == 0 ? weight : -weight
        vector[Int((hash >> 32 & 0x3FFF_FFFF) % count)] += hash >> 62 & 1 == 0 ? weight : -weight
    }

    /// The words of a text in small letters, cut where a small letter meets a capital, or letters
    /// meet digits.
    static func words(of text: String) -> [[UInt8]] {
        var words: [[UInt8]] = []
        var word: [UInt8] = []
        var former = Kind.other
        func end() {
            if !word.isEmpty { words.append(Array(word.prefix(longestWord))) }
            word = []
        }
        for scalar in text.unicodeScalars {
            let kind = Kind(scalar)
            let isBoundary =
                kind == .other || (kind == .digit) != (former == .digit)
                || (kind == .capital && former == .small)
            if isBoundary { end() }
            if kind != .other { word += scalar.properties.lowercaseMapping.utf8 }
            former = kind
        }
        end()
        return words
    }

    private enum Kind {
        case capital, small, digit, other

        init(_ scalar: Unicode.Scalar) {
            let properties = scalar.properties
            self =
                properties.isUppercase
                ? .capital
                : properties.numericType != nil
                    ? .digit
                    : properties.isAlphabetic || properties.generalCategory == .nonspacingMark
                        ? .small : .other
        }
    }
}
