import PropertyGraph

/// The questions that a catalog is asked, each with the text that asks it.
enum WorkloadQuery: String, CaseIterable {
    case termLookup = "term_lookup"
    case pointLookup = "point_lookup"
    case discovery
    case upstream
    case downstream
    case shortestPath = "shortest_path"
    case columnLineage = "column_lineage"
    case accessCheck = "access_check"
    case personalByDomain = "pii_by_domain"
    case orphans
    case groupBy = "group_by"
    case topK = "top_k"
    case contains
    case regex
    case termNeighbourhood = "term_neighbourhood"
    case mergeMapping = "merge_mapping"
    case setProperty = "set_property"

    /// Whether it changes the graph.
    var isWrite: Bool { self == .mergeMapping || self == .setProperty }

    /// The indexes that the questions rely on.
    static let indexes = [
        "CREATE INDEX dataset_name IF NOT EXISTS FOR (n:Dataset) ON (n.name)",
        "CREATE INDEX term_term IF NOT EXISTS FOR (n:BusinessTerm) ON (n.term)",
        "CREATE INDEX user_name IF NOT EXISTS FOR (n:User) ON (n.name)",
        "CREATE INDEX term_domain IF NOT EXISTS FOR (n:BusinessTerm) ON (n.domain)",
    ]

    /// The query's text.
    var text: String {
        switch self {
        case .termLookup:
            """
            MATCH (t:BusinessTerm)
            WHERE toLower(t.term) = toLower($q)
               OR any(s IN t.synonyms WHERE toLower(s) = toLower($q))
            RETURN t.term AS term, t.domain AS domain, t.definition AS definition ORDER BY term
            """
        case .pointLookup:
            """
            MATCH (d:Dataset {name: $name})
            RETURN d.name AS name, d.type AS type, d.layer AS layer, d.owner AS owner,
                   d.row_count AS row_count, d.quality_score AS quality_score
            """
        case .discovery:
            """
            MATCH (d:Dataset)-[:HAS_COLUMN]->(c:Column)-[:MAPS_TO]->(t:BusinessTerm)
            WHERE t.term IN $terms
            WITH d, count(DISTINCT c) AS coverage
            MATCH (d)-[:HAS_QUALITY_SCORE]->(q:QualityScore)
            RETURN d.name AS dataset, coverage, q.score AS score
            ORDER BY coverage DESC, score DESC, dataset LIMIT 10
            """
        case .termNeighbourhood:
            """
            MATCH (t:BusinessTerm {term: $term})<-[:MAPS_TO]-(:Column)<-[:HAS_COLUMN]-(d:Dataset)
            WITH DISTINCT d
            MATCH (d)-[:HAS_COLUMN]->(:Column)-[:MAPS_TO]->(o:BusinessTerm) WHERE o.term <> $term
            RETURN o.term AS term, count(DISTINCT d) AS shared ORDER BY shared DESC, term LIMIT 20
            """
        case .upstream, .downstream, .shortestPath, .columnLineage: lineageText
        case .accessCheck, .personalByDomain, .orphans: governanceText
        case .groupBy, .topK, .contains, .regex: scanText
        case .mergeMapping, .setProperty: writeText
        }
    }

    private var lineageText: String {
        switch self {
        case .upstream:
            """
            MATCH (d:Dataset {name: $name})-[:DERIVED_FROM*1..10]->(u:Dataset)
            RETURN DISTINCT u.name AS name, u.layer AS layer ORDER BY name
            """
        case .downstream:
            """
            MATCH (s:Dataset {name: $name})<-[:DERIVED_FROM*1..10]-(t:Dataset)
            RETURN t.layer AS layer, count(DISTINCT t) AS n ORDER BY layer
            """
        case .shortestPath:
            """
            MATCH p = shortestPath(
              (a:Dataset {name: $from})-[:DERIVED_FROM*..15]->(b:Dataset {name: $to}))
            RETURN length(p) AS len
            """
        default:
            """
            MATCH (d:Dataset {name: $name})-[:HAS_COLUMN]->(c:Column {name: $col})
                  -[:DERIVED_FROM*1..8]->(s:Column)<-[:HAS_COLUMN]-(o:Dataset)
            RETURN DISTINCT o.name AS dataset, s.name AS column_name ORDER BY dataset, column_name
            """
        }
    }

    private var governanceText: String {
        switch self {
        case .accessCheck:
            """
            MATCH (u:User {name: $user})-[:HAS_ROLE]->(r:Role)
                  <-[:REQUIRES_ROLE]-(d:Dataset {name: $name})
            RETURN count(r) > 0 AS allowed
            """
        case .personalByDomain:
            """
            MATCH (t:BusinessTerm {domain: $domain})<-[:MAPS_TO]-(c:Column)
                  <-[:HAS_COLUMN]-(d:Dataset)
            WHERE c.is_pii = true
            RETURN d.name AS dataset, c.name AS column_name, t.term AS term
            ORDER BY dataset, column_name, term LIMIT 100
            """
        default:
            """
            MATCH (d:Dataset)
            WHERE d.layer = $layer
              AND NOT EXISTS { MATCH (d)-[:DERIVED_FROM]->(:Dataset) }
              AND NOT EXISTS { MATCH (d)<-[:DERIVED_FROM]-(:Dataset) }
            RETURN d.name AS name ORDER BY name LIMIT 50
            """
        }
    }

    private var scanText: String {
        switch self {
        case .groupBy:
            """
            MATCH (c:Column) WHERE c.distinct_count >= $min
            RETURN c.data_type AS data_type, count(*) AS n, avg(c.null_percentage) AS avg_null,
                   sum(CASE WHEN c.is_pii THEN 1 ELSE 0 END) AS pii
            ORDER BY n DESC, data_type
            """
        case .topK:
            """
            MATCH (d:Dataset) WHERE d.layer = $layer AND d.quality_score >= $minq
            RETURN d.name AS name, d.popularity AS popularity ORDER BY popularity DESC, name LIMIT 20
            """
        case .contains:
            "MATCH (c:Column) WHERE c.name CONTAINS $s RETURN count(*) AS n, min(c.name) AS first"
        default:
            "MATCH (c:Column) WHERE c.name =~ $re RETURN count(*) AS n, min(c.name) AS first"
        }
    }

    private var writeText: String {
        self == .setProperty
            ? "MATCH (d:Dataset {name: $name}) SET d.popularity = $p"
            : """
            MATCH (d:Dataset {name: $name})-[:HAS_COLUMN]->(c:Column {name: $col})
            MATCH (t:BusinessTerm {term: $term})
            MERGE (c)-[m:MAPS_TO]->(t) SET m.confidence = $conf
            """
    }
}
