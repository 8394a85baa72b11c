import CypherPlanning

/// Figures of a catalog of 5,000 datasets.
struct SampleStatistics: PlanningStatistics {
    let nodeCount: Double = 112_000
    let relationshipCount: Double = 210_000

    func nodeCount(label: String) -> Double {
        [
            "Dataset": 5_000, "Column": 100_000, "BusinessTerm": 2_000, "User": 500,
            "Role": 40, "QualityScore": 5_000,
        ][label] ?? 0
    }

    func relationshipCount(type: String) -> Double {
        [
            "HAS_COLUMN": 100_000, "DERIVED_FROM": 60_000, "MAPS_TO": 40_000, "OWNED_BY": 5_000,
            "HAS_QUALITY_SCORE": 5_000, "HAS_ROLE": 1_000, "REQUIRES_ROLE": 9_000,
        ][type]
            ?? 0
    }

    func indexes(label: String) -> [IndexFigures] {
        switch label {
        case "Dataset":
            [IndexFigures(keys: ["name"], isUnique: true, entries: 5_000, distinct: 5_000)]
        case "Column":
            [
                IndexFigures(
                    keys: ["dataset_name", "name"],
                    isUnique: true,
                    entries: 100_000,
                    distinct: 100_000
                )
            ]
        case "BusinessTerm":
            [
                IndexFigures(keys: ["term"], isUnique: true, entries: 2_000, distinct: 2_000),
                IndexFigures(keys: ["domain"], isUnique: false, entries: 2_000, distinct: 20),
            ]
        case "User":
            [IndexFigures(keys: ["name"], isUnique: true, entries: 500, distinct: 500)]
        default: []
        }
    }
}
