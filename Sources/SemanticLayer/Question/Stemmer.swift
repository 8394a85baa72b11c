/// Takes plural endings off English words, and nothing else.
///
/// Deliberately light: in a glossary a wrong match hurts more than a missed one.
enum Stemmer {
    /// The word without its plural ending.
    static func stem(_ word: String) -> String {
        let length = word.utf8.count
        guard length > 3, word.hasSuffix("s") else { return word }
        if let known = irregular[word] { return known }
        if word.hasSuffix("ss") || word.hasSuffix("us") || word.hasSuffix("is") { return word }
        if word.hasSuffix("ies"), length > 4 { return String(word.dropLast(3)) + "y" }
        for ending in ["sses", "ches", "shes", "xes", "zes"] where word.hasSuffix(ending) {
            return String(word.dropLast(2))
        }
        return String(word.dropLast())
    }

    private static let irregular: [String: String] = [
        "roas": "roas", "sales": "sale", "series": "series", "news": "news",
        "statuses": "status", "analyses": "analysis", "bonuses": "bonus", "always": "always",
    ]
}
