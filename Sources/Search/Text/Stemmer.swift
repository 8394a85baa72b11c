/// Reduces English words to stems, so that `orders`, `ordered` and `ordering` meet.
///
/// Works on lower-case ASCII words; others come back as they are.
///
/// Source: Snowball's English stemmer ("Porter2"), https://snowballstem.org/algorithms/english/stemmer.html,
/// as in libstemmer 2.2.
package struct Stemmer: Sendable {
    private var word: [UInt8]
    /// Where the regions after the first and second vowel-consonant pairs begin.
    private var (r1, r2) = (0, 0)

    /// The stem of a lower-case word.
    package static func stem(_ word: String) -> String {
        let bytes = Array(word.utf8)
        guard bytes.count > 2, bytes.count <= 64, bytes.allSatisfy(isLetterOrApostrophe) else {
            return word
        }
        if let known = exceptions[word] { return known }
        var stemmer = Stemmer(word: bytes)
        stemmer.run()
        return String(decoding: stemmer.word, as: UTF8.self)
    }

    private init(word: [UInt8]) {
        self.word = word
    }

    private static func isLetterOrApostrophe(_ byte: UInt8) -> Bool {
        (byte >= a && byte <= z) || byte == apostrophe
    }

    private mutating func run() {
        if word.first == Self.apostrophe { word.removeFirst() }
        markConsonantY()
        findRegions()
        removePossessive()
        removePlural()
        if Self.invariants.contains(String(decoding: word, as: UTF8.self)) { return restoreY() }
        removePastAndParticiple()
        replaceFinalY()
        replaceLongSuffix()
        shortenSuffix()
        removeSuffix()
        removeFinalELetters()
        restoreY()
    }

    /// A `y` that acts as a consonant is written `Y` meanwhile.
    private mutating func markConsonantY() {
        for index in word.indices where word[index] == Self.y {
            if index == 0 || Self.isVowel(word[index - 1]) { word[index] = Self.upperY }
        }
    }

    private mutating func restoreY() {
        for index in word.indices where word[index] == Self.upperY { word[index] = Self.y }
    }

    private mutating func findRegions() {
        let special = ["gener", "commun", "arsen"].first { word.starts(with: $0.utf8) }
        r1 = special.map(\.utf8.count) ?? regionStart(after: 0)
        r2 = regionStart(after: r1)
    }

    /// The place after the first consonant that follows a vowel.
    private func regionStart(after start: Int) -> Int {
        var index = start + 1
        while index < word.count {
            if !Self.isVowel(word[index]), Self.isVowel(word[index - 1]) { return index + 1 }
            index += 1
        }
        return word.count
    }

    // MARK: Steps

    private mutating func removePossessive() {
        for suffix in ["'s'", "'s", "'"] where hasSuffix(suffix) {
            drop(suffix.utf8.count)
            return
        }
    }

    private mutating func removePlural() {
        if hasSuffix("sses") {
            drop(2)
        } else if hasSuffix("ied") || hasSuffix("ies") {
            drop(word.count > 4 ? 2 : 1)
        } else if hasSuffix("us") || hasSuffix("ss") {
            return
        } else if hasSuffix("s"), word.count > 2 {
            let hasVowelBefore = word[..<(word.count - 2)].contains(where: Self.isVowel)
            if hasVowelBefore { drop(1) }
        }
    }

    private mutating func removePastAndParticiple() {
        for suffix in ["eedly", "eed"] where hasSuffix(suffix) {
            if isInR1(suffix) { replace(suffix, by: "ee") }
            return
        }
        for suffix in ["ingly", "edly", "ing", "ed"] where hasSuffix(suffix) {
            let stemEnd = word.count - suffix.utf8.count
            guard word[..<stemEnd].contains(where: Self.isVowel) else { return }
            drop(suffix.utf8.count)
            if hasSuffix("at") || hasSuffix("bl") || hasSuffix("iz") {
                word.append(Self.e)
            } else if endsWithDouble {
                drop(1)
            } else if isShort {
                word.append(Self.e)
            }
            return
        }
    }

    private mutating func replaceFinalY() {
        guard word.count > 2, let last = word.last, last == Self.y || last == Self.upperY,
            !Self.isVowel(word[word.count - 2])
        else { return }
        word[word.count - 1] = Self.i
    }

    private mutating func replaceLongSuffix() {
        for (suffix, replacement) in Self.longSuffixes where hasSuffix(suffix) {
            if isInR1(suffix) { replace(suffix, by: replacement) }
            return
        }
        if hasSuffix("ogi") {
            if isInR1("ogi"), before("ogi") == Self.l { drop(1) }
        } else if hasSuffix("li"), isInR1("li"), let letter = before("li"),
            "cdeghkmnrt".utf8.contains(letter)
        {
            drop(2)
        }
    }

    private mutating func shortenSuffix() {
        for (suffix, replacement) in Self.mediumSuffixes where hasSuffix(suffix) {
            if isInR1(suffix) { replace(suffix, by: replacement) }
            return
        }
        if hasSuffix("ative"), isInR2("ative") { drop(5) }
    }

    private mutating func removeSuffix() {
        for suffix in Self.removableSuffixes where hasSuffix(suffix) {
            if isInR2(suffix) { drop(suffix.utf8.count) }
            return
        }
        if hasSuffix("ion"), isInR2("ion"), before("ion") == Self.s || before("ion") == Self.t {
            drop(3)
        }
    }

    private mutating func removeFinalELetters() {
        if hasSuffix("e") {
            if isInR2("e") || (isInR1("e") && !endsWithShortSyllable(word.count - 1)) { drop(1) }
        } else if hasSuffix("l"), isInR2("l"), before("l") == Self.l {
            drop(1)
        }
    }

    // MARK: Conditions

    private func hasSuffix(_ suffix: String) -> Bool {
        let count = suffix.utf8.count
        return count <= word.count && word[(word.count - count)...].elementsEqual(suffix.utf8)
    }

    private func isInR1(_ suffix: String) -> Bool { word.count - suffix.utf8.count >= r1 }
    private func isInR2(_ suffix: String) -> Bool { word.count - suffix.utf8.count >= r2 }

    private func before(_ suffix: String) -> UInt8? {
        let index = word.count - suffix.utf8.count - 1
        return index >= 0 ? word[index] : nil
    }

    private mutating func drop(_ count: Int) { word.removeLast(min(count, word.count)) }

    private mutating func replace(_ suffix: String, by replacement: String) {
        drop(suffix.utf8.count)
        word.append(contentsOf: replacement.utf8)
    }

    private var endsWithDouble: Bool {
        guard word.count >= 2, let last = word.last else { return false }
        return last == word[word.count - 2] && "bdfgmnprt".utf8.contains(last)
    }

    /// Whether `word[..<end]` ends with a short syllable.
    private func endsWithShortSyllable(_ end: Int) -> Bool {
        if end == 2 { return Self.isVowel(word[0]) && !Self.isVowel(word[1]) }
        guard end > 2 else { return false }
        let (first, second, third) = (word[end - 3], word[end - 2], word[end - 1])
        return !Self.isVowel(first) && Self.isVowel(second) && !Self.isVowel(third)
            && third != Self.w && third != Self.x && third != Self.upperY
    }

    private var isShort: Bool { r1 >= word.count && endsWithShortSyllable(word.count) }

    private static func isVowel(_ byte: UInt8) -> Bool {
        switch byte {
        case a, e, i, 0x6F, 0x75, y: true
        default: false
        }
    }
}

extension Stemmer {
    private static let apostrophe: UInt8 = 0x27
    private static let a: UInt8 = 0x61
    private static let e: UInt8 = 0x65
    private static let i: UInt8 = 0x69
    private static let l: UInt8 = 0x6C
    private static let s: UInt8 = 0x73
    private static let t: UInt8 = 0x74
    private static let w: UInt8 = 0x77
    private static let x: UInt8 = 0x78
    private static let y: UInt8 = 0x79
    private static let z: UInt8 = 0x7A
    private static let upperY: UInt8 = 0x59

    /// Longest first where one ends with another.
    private static let longSuffixes: [(String, String)] = [
        ("ization", "ize"), ("ational", "ate"), ("ousness", "ous"), ("iveness", "ive"),
        ("fulness", "ful"), ("tional", "tion"), ("lessli", "less"), ("biliti", "ble"),
        ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("fulli", "ful"),
        ("ousli", "ous"), ("iviti", "ive"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"),
        ("izer", "ize"), ("ator", "ate"), ("alli", "al"), ("bli", "ble"),
    ]

    private static let mediumSuffixes: [(String, String)] = [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"),
        ("ical", "ic"), ("ness", ""), ("ful", ""),
    ]

    private static let removableSuffixes: [String] = [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous",
        "ive", "ize", "al", "er", "ic",
    ]

    private static let exceptions: [String: String] = [
        "skis": "ski", "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie",
        "idly": "idl", "gently": "gentl", "ugly": "ugli", "early": "earli", "only": "onli",
        "singly": "singl", "sky": "sky", "news": "news", "howe": "howe", "atlas": "atlas",
        "cosmos": "cosmos", "bias": "bias", "andes": "andes",
    ]

    private static let invariants: Set<String> = [
        "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed",
    ]
}
