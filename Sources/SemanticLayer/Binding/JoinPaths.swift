/// A way from a fact to a dataset over foreign keys, each to a unique key.
struct JoinPath: Hashable {
    var steps: [Vocabulary.Reference]

    /// The number of joins.
    var length: Int { steps.count }

    func appending(_ step: Vocabulary.Reference) -> JoinPath { JoinPath(steps: steps + [step]) }

    /// The path without its last join.
    var parent: JoinPath { JoinPath(steps: Array(steps.dropLast())) }

    /// The dataset the path ends in; `nil` for the empty path, which stays at the fact.
    var end: String? { steps.last?.target.dataset }

    static let none = JoinPath(steps: [])
}

/// The shortest paths from one fact to all datasets it can reach without repeating its rows.
///
/// The paths form a tree, so that dimensions that share a way share its joins.
struct JoinPaths {
    /// The best path to each dataset.
    private(set) var best: [String: JoinPath] = [:]
    /// Other paths of the same length, when there are several.
    private(set) var ties: [String: [JoinPath]] = [:]

    /// Searches breadth first; of equally long paths the first by column names is taken.
    ///
    /// - Complexity: O(references reachable).
    init(from fact: String, model: SemanticModel) {
        best[fact] = JoinPath.none
        var frontier: [String] = [fact]
        var depth = 0
        while !frontier.isEmpty, depth < model.settings.longestPath {
            depth += 1
            var next: [String] = []
            for dataset in frontier {
                guard let path = best[dataset] else { continue }
                for step in model.references[dataset] ?? [] where model.isUnique(step.target) {
                    let target = step.target.dataset
                    let candidate = path.appending(step)
                    if let known = best[target] {
                        if known.length == candidate.length, target != fact {
                            ties[target, default: []].append(candidate)
                        }
                    } else {
                        best[target] = candidate
                        next.append(target)
                    }
                }
            }
            frontier = next
        }
    }
}

extension SemanticModel {
    /// Whether a column alone identifies the rows of its dataset.
    func isUnique(_ column: ColumnReference) -> Bool {
        datasets[column.dataset]?.primaryKey == [column.name]
    }
}
