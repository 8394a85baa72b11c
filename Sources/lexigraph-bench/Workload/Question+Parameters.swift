import PropertyGraph

extension Question {
    /// What the query's text gets.
    func parameters(in enterprise: Enterprise) -> [String: Value] {
        func name(_ dataset: Int) -> Value { .string(enterprise.datasets[dataset].name) }
        func term(_ index: Int) -> Value { .string(enterprise.terms[index].name) }
        switch self {
        case .term(let text): return ["q": .string(text)]
        case .dataset(let dataset): return ["name": name(dataset)]
        case .terms(let terms): return ["terms": .list(terms.map(term))]
        case .path(let from, let to): return ["from": name(from), "to": name(to)]
        case .column(let index):
            let column = enterprise.columns[index]
            return ["name": name(Int(column.dataset)), "col": .string(column.name.text)]
        case .access(let user, let dataset):
            return ["user": .string(enterprise.users[user].name), "name": name(dataset)]
        case .domain(let domain): return ["domain": .string(domain)]
        case .layer(let layer): return ["layer": .string(layer)]
        case .minimumCount(let count): return ["min": .integer(Int64(count))]
        case .top(let layer, let quality):
            return ["layer": .string(layer), "minq": .float(quality)]
        case .fragment(let text): return ["s": .string(text)]
        case .pattern(let entity, let attributes):
            let choice = attributes.joined(separator: "|")
            return ["re": .string("(src|tgt)_\(entity)_(\(choice)).*_v[0-9]")]
        case .neighbours(let index): return ["term": term(index)]
        case .mapping(let index, let termIndex, let confidence):
            let column = enterprise.columns[index]
            return [
                "name": name(Int(column.dataset)), "col": .string(column.name.text),
                "term": term(termIndex), "conf": .float(confidence),
            ]
        case .popularity(let dataset, let value):
            return ["name": name(dataset), "p": .integer(Int64(value))]
        }
    }
}
