public import PropertyGraph

/// A full-text index over a graph's nodes or relationships: an immutable value that follows the
/// graph's commits.
///
/// Words lead to postings that carry all that ranking needs, so neither the documents' texts nor
/// positions are stored; what shows why something was found is read from the graph.
///
/// - Complexity: a commit costs O(words that came or went · log(words)), besides reading the
///   touched documents twice.
public struct SearchIndex: DerivedIndex {
    /// What is covered, and how it is ranked.
    public let definition: SearchDefinition
    /// By word, and by keys of whole names.
    var words = OrderedMap<PostingList>()
    /// The words that have a stem other than themselves, by stem, ascending.
    var stems = OrderedMap<[String]>()
    /// For each field how many documents have it and how many words they have there.
    var totals: [FieldTotals]
    /// How words are made up, learned from this version's words when first asked for.
    var lexicon = LexiconHolder()
    /// The number of documents with any text.
    public internal(set) var documentCount = 0

    struct FieldTotals: Hashable, Sendable {
        var documents = 0
        var words = 0

        var averageLength: Double { documents == 0 ? 1 : Double(words) / Double(documents) }
    }

    /// An index without documents, to be built by `rebuilt(on:)`.
    public init(_ definition: SearchDefinition) {
        self.definition = definition
        totals = Array(repeating: FieldTotals(), count: definition.fields.count)
    }

    /// An index of all documents in a graph.
    public init(_ definition: SearchDefinition, on graph: Graph) {
        self.init(definition)
        build(from: DocumentReader(definition, graph))
    }

    public func rebuilt(on graph: Graph) -> any DerivedIndex { SearchIndex(definition, on: graph) }

    public func applying(
        _ changes: ChangeSet, before: Graph, after: Graph
    ) -> any DerivedIndex {
        var next = self
        next.apply(changes, before: before, after: after)
        return next
    }

    // MARK: Words

    mutating func change(_ word: String, add: Bool, _ posting: Posting) {
        var appeared = false
        var vanished = false
        words.update(word) { list in
            let wasThere = list != nil
            PostingList.change(&list, add: add, posting)
            appeared = !wasThere && list != nil
            vanished = wasThere && list == nil
        }
        if appeared || vanished { lexicon = LexiconHolder() }
        guard appeared || vanished, let stem = Self.otherStem(of: word) else { return }
        stems.update(stem) { members in
            var all = members ?? []
            if appeared {
                let place = all.firstIndex { $0 > word } ?? all.count
                all.insert(word, at: place)
            } else {
                all.removeAll { $0 == word }
            }
            members = all.isEmpty ? nil : all
        }
    }

    /// The stem of a word if it differs from the word; nil for keys of names.
    static func otherStem(of word: String) -> String? {
        guard let first = word.utf8.first, first != 0x3D, first != 0x7E else { return nil }
        let stem = Stemmer.stem(word)
        return stem == word ? nil : stem
    }
}
