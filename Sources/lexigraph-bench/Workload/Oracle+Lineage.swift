import PropertyGraph

extension Oracle {
    /// The steps from a start to everything within a depth, level by level; the start itself only
    /// when it is reached again.
    private func reach(
        from start: Int, depth: Int, _ next: (Int) -> [Int]
    ) -> [Int: Int] {
        var steps: [Int: Int] = [:]
        var frontier = [start]
        for step in 1...depth {
            var following: [Int] = []
            for node in frontier {
                for neighbour in next(node) where steps[neighbour] == nil {
                    steps[neighbour] = step
                    following.append(neighbour)
                }
            }
            frontier = following
        }
        return steps
    }

    private func visible(_ datasets: [Int32]) -> [Int] {
        datasets.map { Int($0) }.filter(isVisible)
    }

    func upstream(of dataset: Int) -> [[Value]] {
        guard isVisible(dataset) else { return [] }
        return reach(from: dataset, depth: 10) { visible(enterprise.upstream[$0]) }.keys
            .map { enterprise.datasets[$0] }
            .sorted { $0.name < $1.name }
            .map { [.string($0.name), .string($0.layer)] }
    }

    func downstreamCounts(of dataset: Int) -> [[Value]] {
        guard isVisible(dataset) else { return [] }
        var counts: [String: Int] = [:]
        for found in reach(from: dataset, depth: 10, { visible(downstream[$0]) }).keys {
            counts[enterprise.datasets[found].layer, default: 0] += 1
        }
        return counts.sorted { $0.key < $1.key }
            .map { [.string($0.key), .integer(Int64($0.value))] }
    }

    func pathLength(_ from: Int, _ to: Int) -> [[Value]] {
        guard isVisible(from) else { return [] }
        let steps = reach(from: from, depth: 15) { visible(enterprise.upstream[$0]) }
        guard let length = steps[to] else { return [] }
        return [[.integer(Int64(length))]]
    }

    func provenance(of column: Int) -> [[Value]] {
        guard isVisible(owner(of: column)) else { return [] }
        let sources = reach(from: column, depth: 8) { current in
            enterprise.columnUpstream[current].map { Int($0) }
        }
        return sources.keys.filter { isVisible(owner(of: $0)) }
            .map { (enterprise.datasets[owner(of: $0)].name, enterprise.columns[$0].name.text) }
            .sorted { $0 < $1 }
            .map { [.string($0.0), .string($0.1)] }
    }
}
