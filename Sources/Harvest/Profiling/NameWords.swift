/// The words that names of tables and columns are made of.
enum NameWords {
    /// The words of `CustomerId`, `customer_id` or `customer id`, in lower case and in order.
    static func list(of name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var last: Character?
        let characters = Array(name)
        for (index, character) in characters.enumerated() {
            guard character.isLetter || character.isNumber else {
                if !word.isEmpty { words.append(word) }
                word = ""
                last = nil
                continue
            }
            let next = characters[safe: index + 1]
            // A capital begins a word after a small letter, and before one at the end of `HTTPPort`.
            let begins =
                character.isUppercase
                && (last?.isLowercase == true || last?.isNumber == true
                    || (last?.isUppercase == true && next?.isLowercase == true))
            if begins, !word.isEmpty {
                words.append(word)
                word = ""
            }
            word += character.lowercased()
            last = character
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    /// The words as a set.
    static func words(of name: String) -> Set<String> { Set(list(of: name)) }

    /// The letters and digits of a name in lower case: `customerid`.
    static func joined(_ name: String) -> String { list(of: name).joined() }

    /// The singular of an English noun in lower case, by its ending.
    static func singular(_ word: String) -> String {
        if word.hasSuffix("ies"), word.count > 4 { return word.dropLast(3) + "y" }
        for ending in ["sses", "shes", "ches", "xes", "zes"] where word.hasSuffix(ending) {
            return String(word.dropLast(2))
        }
        if word == "people" { return "person" }
        let isPlural = word.hasSuffix("s") && !word.hasSuffix("ss") && !word.hasSuffix("us")
        return isPlural && word.count > 3 ? String(word.dropLast()) : word
    }
}
