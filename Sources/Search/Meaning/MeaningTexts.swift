import PropertyGraph

/// The texts from which vectors are made: what a node says of itself, in plain words.
enum MeaningTexts {
    /// Longer texts are cut: models read a few hundred words.
    private static let longest = 1_200
    private static let longestList = 60

    /// Whose vectors are kept, and what their texts consist of, in order.
    static let definition = SearchDefinition(
        target: .nodes(labels: ["Dataset", "Column", "BusinessTerm"]),
        fields: [
            SearchField("name", sources: [.property("name"), .property("term")]),
            SearchField("synonyms"),
            SearchField(
                "description", sources: [.property("description"), .property("definition")],
                style: .prose),
            SearchField("dataset", sources: [.property("dataset_name")]),
            SearchField(
                "terms",
                sources: [.neighbours(type: "MAPS_TO", direction: .outgoing, property: "term")]),
            SearchField(
                "columns",
                sources: [.neighbours(type: "HAS_COLUMN", direction: .outgoing, property: "name")]),
        ])

    /// The text of a document: names in words, prose as it is.
    static func text(of document: UInt32, _ reader: DocumentReader) -> String {
        var parts: [String] = []
        var seen: Set<String> = []
        var length = 0
        for (number, field) in definition.fields.enumerated() where length < longest {
            let texts = reader.texts(number, of: document).prefix(longestList).map { text in
                field.style == .prose ? text : words(of: text)
            }.filter { !$0.isEmpty && seen.insert($0).inserted }
            guard !texts.isEmpty else { continue }
            let part = texts.joined(separator: ", ")
            parts.append(part)
            length += part.utf8.count
        }
        return cut(parts.joined(separator: ". "))
    }

    /// A name in words, those written short in full: `cust_addr` is `customer address`.
    private static func words(of name: String) -> String {
        var last = -1
        var result: [String] = []
        for token in Tokenizer.words(in: name) where token.position != last {
            last = token.position
            result.append(Abbreviations.common.longForm(of: token.word) ?? token.word)
        }
        return result.joined(separator: " ")
    }

    private static func cut(_ text: String) -> String {
        guard text.utf8.count > longest else { return text }
        return String(decoding: text.utf8.prefix(longest), as: UTF8.self)
    }

    /// What tells whether a text has changed.
    static func mark(of text: String) -> UInt64 {
        var mark: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { mark = (mark ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return mark
    }
}

extension SearchQuery {
    /// What the question means, as text for a model; nil where words alone decide: with phrases,
    /// fields, demands, exclusions and beginnings.
    var meaning: String? {
        var words: [String] = []
        for item in items {
            if let field = item.field?.lowercased() {
                guard ["type", "label"].contains(field), item.occurrence == .wanted else {
                    return nil
                }
                continue
            }
            guard item.occurrence == .wanted, !item.isPhrase, !item.isPrefix, item.typos == nil
            else { return nil }
            words.append(item.text)
        }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }
}
