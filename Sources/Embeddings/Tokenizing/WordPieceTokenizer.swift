internal import Foundation
internal import JSON

/// Splits a text into the pieces of a vocabulary, each time the longest that fits.
///
/// Special tokens have no meaning when they stand in a text.
///
/// Source: Wu et al., "Google's Neural Machine Translation System" (2016), WordPiece.
struct WordPieceTokenizer: Sendable {
    private static let longestWord = 100

    /// Tokens by their UTF-8: strings would count different spellings of a letter as equal.
    private let pieces: [[UInt8]: Int32]
    private let normalizer: TextNormalizer
    private let unknown: Int32
    private let start: Int32
    private let end: Int32
    /// One more than the largest token.
    let vocabularySize: Int

    /// Creates a tokenizer.
    ///
    /// - Throws: `EmbeddingError.model` when a special token is missing.
    init(
        pieces: [[UInt8]: Int32], normalizer: TextNormalizer, file: String
    ) throws(EmbeddingError) {
        func special(_ name: String) throws(EmbeddingError) -> Int32 {
            guard let token = pieces[Array(name.utf8)] else {
                throw .model(file: file, reason: "has no token \(name)")
            }
            return token
        }
        unknown = try special("[UNK]")
        start = try special("[CLS]")
        end = try special("[SEP]")
        vocabularySize = Int(pieces.values.max() ?? 0) + 1
        self.pieces = pieces
        self.normalizer = normalizer
    }

    /// The tokens of a text between `[CLS]` and `[SEP]`, cut off after so many in all.
    ///
    /// - Precondition: `limit` is at least 2.
    func tokens(of text: String, limit: Int) -> [Int32] {
        var tokens = [start]
        for word in normalizer.words(of: text, atMost: limit) {
            guard tokens.count < limit - 1 else { break }
            append(word, to: &tokens)
        }
        if tokens.count > limit - 1 { tokens.removeLast(tokens.count - limit + 1) }
        tokens.append(end)
        return tokens
    }

    private func append(_ word: String, to tokens: inout [Int32]) {
        let bytes = Array(word.utf8)
        if let whole = pieces[bytes] { return tokens.append(whole) }
        guard word.unicodeScalars.count <= Self.longestWord else { return tokens.append(unknown) }
        var found: [Int32] = []
        var from = 0
        while from < bytes.count {
            guard let (piece, to) = longestPiece(of: bytes, from: from) else {
                return tokens.append(unknown)
            }
            found.append(piece)
            from = to
        }
        tokens += found
    }

    private func longestPiece(of bytes: [UInt8], from: Int) -> (piece: Int32, to: Int)? {
        var candidate = from > 0 ? Array("##".utf8) : []
        candidate += bytes[from...]
        var to = bytes.count
        while to > from {
            // Only between scalars: their further bytes begin with the bits 10.
            let isBoundary = to == bytes.count || bytes[to] & 0xC0 != 0x80
            if isBoundary, let piece = pieces[candidate] { return (piece, to) }
            candidate.removeLast()
            to -= 1
        }
        return nil
    }
}

extension WordPieceTokenizer {
    /// Reads the tokenizer of a model's folder: `vocab.txt`, or else `tokenizer.json`.
    ///
    /// - Throws: `EmbeddingError.model`.
    init(folder: ModelFolder) throws(EmbeddingError) {
        let whole = try folder.json("tokenizer.json", isRequired: false)
        var normalizer = TextNormalizer()
        if let settings = try folder.json("tokenizer_config.json", isRequired: false) {
            normalizer = TextNormalizer(settings, "do_lower_case", "tokenize_chinese_chars")
        } else if let settings = whole?["normalizer"] {
            normalizer = TextNormalizer(settings, "lowercase", "handle_chinese_chars")
        }
        if let lines = try folder.bytes("vocab.txt", isRequired: whole == nil) {
            try self.init(
                pieces: Self.pieces(lines: lines), normalizer: normalizer, file: "vocab.txt")
        } else {
            try self.init(
                pieces: Self.pieces(of: whole), normalizer: normalizer, file: "tokenizer.json")
        }
    }

    private static func pieces(lines: [UInt8]) -> [[UInt8]: Int32] {
        var pieces: [[UInt8]: Int32] = [:]
        var number: Int32 = 0
        for line in lines.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            let piece = Array(line.last == UInt8(ascii: "\r") ? line.dropLast() : line)
            if !piece.isEmpty { pieces[piece] = number }
            number += 1
        }
        return pieces
    }

    private static func pieces(of value: JSONValue?) throws(EmbeddingError) -> [[UInt8]: Int32] {
        let file = "tokenizer.json"
        let model = value?["model"]
        guard let vocabulary = model?["vocab"]?.objectValue,
            model?["type"]?.stringValue ?? "WordPiece" == "WordPiece",
            model?["continuing_subword_prefix"]?.stringValue ?? "##" == "##"
        else { throw .model(file: file, reason: "is not that of a WordPiece tokenizer") }
        var pieces: [[UInt8]: Int32] = [:]
        pieces.reserveCapacity(vocabulary.count)
        for (piece, number) in vocabulary {
            guard let token = number.integerValue, (0..<10_000_000).contains(token) else {
                throw .model(file: file, reason: "has a token without a number")
            }
            pieces[Array(piece.utf8)] = Int32(token)
        }
        return pieces
    }
}

extension TextNormalizer {
    fileprivate init(_ settings: JSONValue, _ lowercase: String, _ ideographs: String) {
        isLowercasing = settings[lowercase]?.booleanValue ?? true
        removesAccents = settings["strip_accents"]?.booleanValue ?? isLowercasing
        separatesIdeographs = settings[ideographs]?.booleanValue ?? true
    }
}
