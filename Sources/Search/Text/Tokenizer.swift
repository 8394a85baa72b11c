/// A word of a text and where it stands.
package struct Token: Hashable, Sendable {
    /// The word, lower-case and without accents.
    package var word: String
    /// The bytes of the text it comes from.
    package var range: Range<Int>
    /// Its number in the text; a mixed word and its parts have the same.
    package var position: Int
}

/// Cuts texts and identifiers into words.
///
/// Words end at anything but letters and digits, and where `camelCase` and `HTTPServer` say so.
/// A mix of letters and digits (`q3`, `address1`, `C003362`) is one word; its runs of three or more
/// letters are words besides. Case and accents of Latin letters are lost; a possessive `'s` is
/// dropped; each ideograph is a word.
package struct Tokenizer {
    /// Words are cut after so many bytes.
    static let longestWord = 96

    private enum Kind: UInt8 {
        case lower
        case upper
        case digit
    }

    private var folded: [UInt8] = []
    private var kinds: [Kind] = []
    private var offsets: [Int] = []
    private var position = 0

    /// A tokenizer, which may be used for any number of texts.
    package init() {}

    /// The words of a text.
    package static func words(in text: String) -> [Token] {
        var tokenizer = Tokenizer()
        var text = text
        return text.withUTF8 { tokenizer.words(in: $0) }
    }

    /// The words of a text in UTF-8.
    package mutating func words(in bytes: UnsafeBufferPointer<UInt8>) -> [Token] {
        var result: [Token] = []
        position = 0
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte >= 0x80 {
                index += takeScalar(bytes, at: index, &result)
                continue
            }
            switch byte {
            case 0x61...0x7A: append(byte, .lower, index)
            case 0x41...0x5A: append(byte | 0x20, .upper, index)
            case 0x30...0x39: append(byte, .digit, index)
            case 0x27 where skipsPossessive(bytes, at: index + 1):
                finish(at: index, &result)
                index += 1
            default: finish(at: index, &result)
            }
            index += 1
        }
        finish(at: bytes.count, &result)
        return result
    }

    private func skipsPossessive(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        guard !folded.isEmpty, index < bytes.count, bytes[index] | 0x20 == 0x73 else {
            return false
        }
        guard index + 1 < bytes.count else { return true }
        let next = bytes[index + 1]
        return next < 0x80 && !Self.isAlphanumeric(next)
    }

    static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte)
    }

    private mutating func append(_ byte: UInt8, _ kind: Kind, _ offset: Int) {
        folded.append(byte)
        kinds.append(kind)
        offsets.append(offset)
    }

    /// Takes one scalar beyond ASCII; answers its length in bytes.
    private mutating func takeScalar(
        _ bytes: UnsafeBufferPointer<UInt8>, at index: Int, _ result: inout [Token]
    ) -> Int {
        let lead = bytes[index]
        let wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
        let count = min(wanted, bytes.count - index)
        let text = String(decoding: bytes[index..<(index + count)], as: UTF8.self)
        guard let scalar = text.unicodeScalars.first else { return count }
        if scalar.value == 0x2019, skipsPossessive(bytes, at: index + count) {
            finish(at: index, &result)
            return count + 1
        }
        if Folding.isMark(scalar) { return count }
        let properties = scalar.properties
        guard properties.isAlphabetic || properties.numericType != nil else {
            finish(at: index, &result)
            return count
        }
        if properties.isIdeographic || Folding.isKana(scalar) {
            finish(at: index, &result)
            result.append(
                Token(word: text, range: index..<(index + count), position: position))
            position += 1
            return count
        }
        let kind: Kind =
            properties.numericType != nil ? .digit : properties.isUppercase ? .upper : .lower
        for byte in Folding.fold(scalar).utf8 { append(byte, kind, index) }
        return count
    }

    // MARK: Runs of letters and digits

    private mutating func finish(at end: Int, _ result: inout [Token]) {
        guard !folded.isEmpty else { return }
        let hasDigits = kinds.contains(.digit)
        let isMixed = hasDigits && kinds.contains { $0 != .digit }
        if isMixed {
            emit(folded.indices, end, &result)
            for run in letterRuns() where run.count >= 3 { emitParts(of: run, end, &result, true) }
            position += 1
        } else if hasDigits {
            emit(folded.indices, end, &result)
            position += 1
        } else {
            emitParts(of: folded.indices, end, &result, false)
        }
        folded.removeAll(keepingCapacity: true)
        kinds.removeAll(keepingCapacity: true)
        offsets.removeAll(keepingCapacity: true)
    }

    private func emit(_ range: Range<Int>, _ end: Int, _ result: inout [Token]) {
        let cut = min(range.upperBound, range.lowerBound + Self.longestWord)
        let word = String(decoding: folded[range.lowerBound..<cut], as: UTF8.self)
        let stop = range.upperBound < offsets.count ? offsets[range.upperBound] : end
        result.append(
            Token(word: word, range: offsets[range.lowerBound]..<stop, position: position))
    }

    private func letterRuns() -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var start: Int?
        for index in kinds.indices {
            if kinds[index] == .digit {
                if let begin = start { runs.append(begin..<index) }
                start = nil
            } else if start == nil {
                start = index
            }
        }
        if let begin = start { runs.append(begin..<kinds.count) }
        return runs
    }

    /// Emits the words of a run of letters; all with one position when they are `parts`.
    private mutating func emitParts(
        of run: Range<Int>, _ end: Int, _ result: inout [Token], _ parts: Bool
    ) {
        var start = run.lowerBound
        for index in run.dropFirst() where isBoundary(index, run) {
            emit(start..<index, end, &result)
            if !parts { position += 1 }
            start = index
        }
        emit(start..<run.upperBound, end, &result)
        if !parts { position += 1 }
    }

    private func isBoundary(_ index: Int, _ run: Range<Int>) -> Bool {
        guard kinds[index] == .upper else { return false }
        if kinds[index - 1] == .lower { return true }
        // The last capital of several begins a word if small letters follow, but for `IDs`.
        guard index + 1 < run.upperBound, kinds[index + 1] == .lower else { return false }
        let isPlural = index + 2 == run.upperBound && folded[index + 1] == 0x73
        return !isPlural
    }
}
