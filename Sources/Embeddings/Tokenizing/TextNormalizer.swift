internal import Foundation

/// Makes a text what BERT's vocabulary is about: clean, in small letters, without accents.
///
/// Source: Devlin et al., `tokenization.py`; the details follow the `tokenizers` library.
struct TextNormalizer: Sendable, Hashable {
    var isLowercasing = true
    var removesAccents = true
    var separatesIdeographs = true

    /// The words and punctuation marks of a text, no more than wanted.
    func words(of text: String, atMost limit: Int) -> [String] {
        var words: [String] = []
        var word = String.UnicodeScalarView()
        func end() {
            if !word.isEmpty { words.append(String(word)) }
            word = String.UnicodeScalarView()
        }
        for scalar in normalized(text).unicodeScalars {
            if words.count >= limit { return words }
            if scalar.properties.isWhitespace {
                end()
            } else if Self.isPunctuation(scalar) {
                end()
                word.append(scalar)
                end()
            } else {
                word.append(scalar)
            }
        }
        end()
        return words
    }

    private func normalized(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) {
            return isLowercasing ? text.lowercased() : text
        }
        var clean = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { appendCleaned(scalar, to: &clean) }
        guard removesAccents || isLowercasing else { return String(clean) }
        var result = String.UnicodeScalarView()
        let letters =
            removesAccents
            ? String(clean).decomposedStringWithCanonicalMapping.unicodeScalars : clean
        for scalar in letters {
            let properties = scalar.properties
            if removesAccents, properties.generalCategory == .nonspacingMark { continue }
            if isLowercasing {
                result.append(contentsOf: properties.lowercaseMapping.unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private func appendCleaned(_ scalar: Unicode.Scalar, to clean: inout String.UnicodeScalarView) {
        if scalar == "\t" || scalar == "\n" || scalar == "\r" || scalar.properties.isWhitespace {
            clean.append(" ")
        } else if scalar == "\0" || scalar == "\u{FFFD}" || Self.isControl(scalar) {
            return
        } else if separatesIdeographs, Self.isIdeograph(scalar) {
            clean.append(" ")
            clean.append(scalar)
            clean.append(" ")
        } else {
            clean.append(scalar)
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse: true
        default: false
        }
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 33...47, 58...64, 91...96, 123...126: return true
        case 0..<128: return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation:
            return true
        default: return false
        }
    }

    private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F,
            0x2B740...0x2B81F, 0x2B820...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            true
        default: false
        }
    }
}
