import Foundation
import TestSupport

/// Makes up a company's catalog: layered lineage with hubs and deep chains, a glossary whose
/// common terms are mapped far more often than the rest, quality rules and access by role.
///
/// The same size and seed always give the same catalog.
struct EnterpriseGenerator {
    private var random: SeededGenerator
    private let size: EnterpriseSize
    private var enterprise = Enterprise()
    /// The place of each dataset in the layering: 0 is raw data.
    private var levels: [Int] = []
    /// The chain that a dataset is a link of, if any.
    private var chains: [Int?] = []

    private static let deepest = 15

    init(_ size: EnterpriseSize, seed: UInt64) {
        self.size = size
        random = SeededGenerator(seed: seed)
    }

    /// The whole catalog.
    mutating func generate() -> Enterprise {
        makeTerms()
        makeRoles()
        layOutLevels()
        makeDatasets()
        makeMappings()
        makeLineage()
        makeColumnLineage()
        return enterprise
    }

    // MARK: Chance

    private mutating func fraction() -> Double { Double.random(in: 0..<1, using: &random) }

    private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }

    /// A place in an array, the first ones far more often for higher powers.
    private mutating func skewed(_ count: Int, _ power: Double) -> Int {
        min(count - 1, Int(Double(count) * pow(fraction(), power)))
    }

    private mutating func pick(_ words: [String]) -> String { words[below(words.count)] }

    private mutating func sample(_ count: Int, of bound: Int) -> [Int] {
        var chosen: Set<Int> = []
        while chosen.count < min(count, bound) { chosen.insert(below(bound)) }
        return chosen.sorted()
    }

    // MARK: Glossary and access

    private mutating func makeTerms() {
        var combinations: [(String, String, String)] = []
        for qualifier in Vocabulary.qualifiers {
            for entity in Vocabulary.entities {
                for measure in Vocabulary.measures {
                    combinations.append((qualifier, entity, measure))
                }
            }
        }
        combinations.shuffle(using: &random)
        for (index, words) in combinations.prefix(size.terms).enumerated() {
            let (qualifier, entity, measure) = words
            let synonyms = [
                "\(qualifier.prefix(1))\(entity.prefix(1))\(measure.prefix(1))\(index)"
                    .uppercased(),
                "\(entity)_\(measure)_\(qualifier)", "\(entity) \(measure) (\(qualifier))",
                "\(qualifier.prefix(3))_\(entity.prefix(4))_\(measure.prefix(4))",
                "\(measure) of \(qualifier) \(entity)",
            ]
            let domain = Vocabulary.domains[skewed(Vocabulary.domains.count, 1.5)]
            enterprise.terms.append(
                Enterprise.Term(
                    name: "\(qualifier) \(entity) \(measure)".capitalized,
                    definition:
                        "The \(qualifier) \(measure) of each \(entity), as \(domain) sees it.",
                    synonyms: sample(below(5), of: 5).map { synonyms[$0] },
                    domain: domain,
                    steward: "steward\(below(200))@corp.example"
                )
            )
        }
    }

    private mutating func makeRoles() {
        for index in 0..<size.roles {
            let domain = Vocabulary.domains[index % Vocabulary.domains.count]
            enterprise.roles.append("role_\(domain)_\(index)")
        }
        for index in 0..<size.users {
            enterprise.users.append(
                Enterprise.User(
                    name: "user\(index)@corp.example", roles: sample(1 + below(5), of: size.roles)))
        }
    }

    // MARK: Datasets

    private mutating func layOutLevels() {
        let chainCount = max(2, size.datasets / 500)
        let body = size.datasets - chainCount * 14
        for index in 0..<body {
            let place = Double(index) / Double(body)
            let steps = Int(4 * pow(fraction(), 1.3))
            levels.append(place < 0.42 ? 0 : place < 0.76 ? 1 + steps : 5 + steps)
            chains.append(nil)
        }
        for chain in 0..<chainCount {
            for level in 1...14 {
                levels.append(level)
                chains.append(chain)
            }
        }
    }

    private func layer(_ index: Int) -> String {
        let level = levels[index]
        let firstOfGold = chains[index] == nil ? 5 : 8
        return Vocabulary.layers[level == 0 ? 0 : level < firstOfGold ? 1 : 2]
    }

    private mutating func makeDatasets() {
        for index in 0..<size.datasets {
            let columns = makeColumns(of: index)
            let domain = pick(Vocabulary.domains)
            let entity = pick(Vocabulary.entities)
            let layer = layer(index)
            enterprise.datasets.append(
                Enterprise.Dataset(
                    name: "\(layer).\(domain).\(entity)_\(pick(Vocabulary.kinds))_\(index)",
                    type: Vocabulary.datasetTypes[skewed(Vocabulary.datasetTypes.count, 2)],
                    layer: layer,
                    description: "\(layer) \(entity) data of \(domain), fed from other systems.",
                    owner: "team_\(pick(Vocabulary.domains))_\(below(8))",
                    rowCount: Int(pow(10, 2 + 7 * fraction())),
                    sizeBytes: Int(pow(10, 4 + 8 * fraction())),
                    freshness: pick(Vocabulary.freshness),
                    qualityScore: rounded(0.5 + 0.5 * fraction(), 10_000),
                    popularity: Int(10_000 * pow(fraction(), 6)),
                    score: rounded(100 * (1 - pow(fraction(), 2) * 0.6), 100),
                    columns: columns,
                    roles: sample(fraction() < 0.7 ? 1 : 2, of: size.roles)
                )
            )
            makeRules(of: index)
        }
    }

    private func rounded(_ number: Double, _ unit: Double) -> Double {
        (number * unit).rounded() / unit
    }

    private mutating func makeColumns(of dataset: Int) -> Range<Int> {
        let first = enterprise.columns.count
        let main = UInt8(below(Vocabulary.entities.count))
        // A bell over the logarithm, by the sum of twelve uniform numbers.
        let bell = (0..<12).reduce(-6.0) { sum, _ in sum + fraction() }
        let count = min(120, max(4, Int(exp(2.83 + 0.55 * bell))))
        var names: Set<ColumnName> = []
        while names.count < count {
            let entity = fraction() < 0.6 ? main : UInt8(below(Vocabulary.entities.count))
            let name = ColumnName(
                prefix: UInt8(max(0, below(10) - 2)), entity: entity,
                attribute: UInt8(below(Vocabulary.attributes.count)),
                suffix: UInt8(max(0, below(11) - 3)))
            guard names.insert(name).inserted else { continue }
            enterprise.columns.append(
                Enterprise.Column(
                    dataset: Int32(dataset), name: name, isNullable: fraction() < 0.6,
                    isPersonal: name.attributeInfo.isPersonal && fraction() < 0.9,
                    distinctCount: Int32(pow(10, 6 * fraction())),
                    nullPercentage: rounded(100 * pow(fraction(), 4), 100)))
        }
        return first..<enterprise.columns.count
    }

    private mutating func makeRules(of dataset: Int) {
        guard fraction() < 0.6 else { return }
        for _ in 0..<(1 + below(3)) {
            enterprise.rules.append(
                Enterprise.Rule(
                    dataset: dataset, type: pick(Vocabulary.ruleTypes),
                    condition: "null_percentage < \(1 + below(49))",
                    threshold: rounded(fraction(), 1_000), severity: pick(Vocabulary.severities)))
        }
    }

    private mutating func makeMappings() {
        for column in enterprise.columns.indices where fraction() < 0.3 {
            let first = skewed(size.terms, 2)
            var terms = [first]
            if fraction() < 0.05 {
                let second = skewed(size.terms, 2)
                if second != first { terms.append(second) }
            }
            for term in terms {
                enterprise.mappings.append(
                    Enterprise.Mapping(
                        column: column, term: term,
                        confidence: rounded(0.5 + 0.5 * fraction(), 1_000)))
            }
        }
    }

    // MARK: Lineage

    private mutating func makeLineage() {
        var byLevel = [[Int]](repeating: [], count: Self.deepest + 1)
        for index in levels.indices where chains[index] == nil {
            byLevel[levels[index]].append(index)
        }
        var lastLink: [Int: Int] = [:]
        for index in levels.indices {
            let level = levels[index]
            var parents: Set<Int> = []
            if let chain = chains[index] {
                parents.insert(lastLink[chain] ?? source(0, byLevel))
                lastLink[chain] = index
                if fraction() < 0.2 { parents.insert(source(below(min(level, 8)), byLevel)) }
            } else if level > 0, fraction() > 0.04 {
                for _ in 0..<fanIn() {
                    let chance = fraction()
                    let from = chance < 0.6 ? level - 1 : chance < 0.8 ? 0 : below(level)
                    parents.insert(source(from, byLevel))
                }
            }
            enterprise.upstream.append(parents.sorted().map { Int32($0) })
        }
    }

    /// A dataset of a level, some far more often than others.
    private mutating func source(_ level: Int, _ byLevel: [[Int]]) -> Int {
        let candidates = byLevel[level].isEmpty ? byLevel[0] : byLevel[level]
        return candidates[skewed(candidates.count, 2.5)]
    }

    private mutating func fanIn() -> Int {
        switch fraction() {
        case ..<0.45: 1
        case ..<0.7: 2
        case ..<0.85: 3
        case ..<0.93: 4
        case ..<0.98: 5 + below(4)
        default: 9 + below(12)
        }
    }

    private mutating func makeColumnLineage() {
        for column in enterprise.columns {
            let parents = enterprise.upstream[Int(column.dataset)]
            var sources: Set<Int32> = []
            if !parents.isEmpty, fraction() < 0.75 {
                for _ in 0..<(fraction() < 0.8 ? 1 : 2) {
                    let parent = enterprise.datasets[Int(parents[below(parents.count)])]
                    sources.insert(Int32(parent.columns.lowerBound + below(parent.columns.count)))
                }
            }
            enterprise.columnUpstream.append(sources.sorted())
        }
    }
}
