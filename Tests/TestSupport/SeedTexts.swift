/// The Cypher texts of the architecture document, character for character.
///
/// Only the literal `...` inside the embedding has become numbers.
public enum SeedTexts {
    public static let termsByNameOrSynonym = #"""
        MATCH (bt:BusinessTerm)
        WHERE bt.term IN $extracted_terms 
           OR any(syn IN bt.synonyms WHERE syn IN $extracted_terms)
        RETURN bt.term, bt.definition, bt.domain
        """#

    public static let datasetsByCoverage = #"""
        MATCH (d:Dataset)-[:HAS_COLUMN]->(c:Column)-[:MAPS_TO]->(bt:BusinessTerm)
        WHERE bt.term IN $business_metrics
        WITH d, COUNT(DISTINCT c) AS column_coverage
        MATCH (d)-[:HAS_QUALITY_SCORE]->(qs:QualityScore)
        RETURN d.name, 
               column_coverage, 
               qs.score AS quality_score,
               d.freshness
        ORDER BY column_coverage DESC, quality_score DESC
        LIMIT 10
        """#

    public static let columnRules = #"""
        MATCH (c:Column {name: $column_name})-[:HAS_QUALITY_RULE]->(qr:QualityRule)
        RETURN qr.rule_type, qr.condition, qr.severity
        """#

    public static let createNodes = #"""
        // Dataset node
        CREATE (d:Dataset {
            name: 'bronze.orders',
            type: 'table',
            layer: 'bronze',
            description: 'Raw order transactions',
            owner: 'data_engineering',
            created_at: datetime(),
            updated_at: datetime(),
            row_count: 100000,
            size_bytes: 5242880,
            freshness_sla: 'daily'
        })

        // Column node
        CREATE (c:Column {
            name: 'total_amount',
            data_type: 'DECIMAL(18,2)',
            description: 'Total order amount in USD',
            is_nullable: false,
            is_pii: false,
            sample_values: '[10.50, 25.99, 100.00]',
            distinct_count: 50000,
            null_percentage: 0.0,
            embedding: [0.1, 0.2, 0.3, 0.768]  // OpenAI embedding
        })

        // Business Term node
        CREATE (bt:BusinessTerm {
            term: 'revenue',
            definition: 'Total monetary value from sales',
            synonyms: ['sales', 'income', 'proceeds'],
            domain: 'finance',
            steward: 'finance_team'
        })

        // Quality Rule node
        CREATE (qr:QualityRule {
            rule_id: 'QR001',
            rule_type: 'accuracy',
            condition: 'total_amount >= 0',
            threshold: 1.0,
            severity: 'error'
        })
        """#

    public static let createRelationships = #"""
        // Dataset has columns
        MATCH (d:Dataset {name: 'bronze.orders'})
        MATCH (c:Column {name: 'total_amount'})
        CREATE (d)-[:HAS_COLUMN]->(c)

        // Column maps to business term
        MATCH (c:Column {name: 'total_amount'})
        MATCH (bt:BusinessTerm {term: 'revenue'})
        CREATE (c)-[:MAPS_TO {confidence: 0.95}]->(bt)

        // Dataset lineage
        MATCH (source:Dataset {name: 'bronze.orders'})
        MATCH (target:Dataset {name: 'gold.daily_sales'})
        CREATE (target)-[:DERIVED_FROM {transformation: 'aggregation'}]->(source)

        // Column quality rules
        MATCH (c:Column {name: 'total_amount'})
        MATCH (qr:QualityRule {rule_id: 'QR001'})
        CREATE (c)-[:HAS_QUALITY_RULE]->(qr)
        """#

    public static let createIndexes = #"""
        // Create indexes for fast lookups
        CREATE INDEX dataset_name_idx FOR (d:Dataset) ON (d.name);
        CREATE INDEX column_name_idx FOR (c:Column) ON (c.name);
        CREATE INDEX business_term_idx FOR (bt:BusinessTerm) ON (bt.term);

        // Create full-text search index
        CREATE FULLTEXT INDEX column_description_idx 
        FOR (c:Column) ON EACH [c.description, c.name];
        """#

    public static let similarityStream = #"""
        // Find similar columns using embeddings
        CALL gds.similarity.cosine.stream({
            nodeProjection: 'Column',
            relationshipProjection: '*',
            nodeProperties: ['embedding']
        })
        YIELD node1, node2, similarity
        WHERE similarity > 0.8
        RETURN gds.util.asNode(node1).name AS column1,
               gds.util.asNode(node2).name AS column2,
               similarity
        ORDER BY similarity DESC
        """#

    public static let similarColumns = #"""

            MATCH (c:Column)
            WITH c, gds.similarity.cosine(c.embedding, $query_embedding) AS similarity
            WHERE similarity > 0.7
            RETURN c.name, c.dataset_name, similarity
            ORDER BY similarity DESC
            LIMIT $top_k
            
        """#

    public static let populateDataset = #"""

                            CREATE (d:Dataset {
                                name: $name,
                                type: $type,
                                layer: 'bronze',
                                description: $description,
                                row_count: $row_count
                            })
                        
        """#

    public static let populateColumn = #"""

                                MATCH (d:Dataset {name: $dataset_name})
                                CREATE (c:Column {
                                    name: $col_name,
                                    data_type: $data_type,
                                    description: $description
                                })
                                CREATE (d)-[:HAS_COLUMN]->(c)
                            
        """#

    public static let populateMapping = #"""

                            MATCH (c:Column {name: $column_name})
                            MERGE (bt:BusinessTerm {term: $business_term})
                            ON CREATE SET bt.definition = $definition
                            CREATE (c)-[:MAPS_TO {confidence: $confidence}]->(bt)
                        
        """#

    public static let datasetAccess = #"""

                MATCH (u:User {id: $user_id})-[:HAS_ROLE]->(r:Role)
                MATCH (d:Dataset {name: $dataset_name})-[:REQUIRES_ROLE]->(r)
                RETURN COUNT(*) > 0 AS has_access
                
        """#

    public static let piiColumns = #"""

                MATCH (d:Dataset {name: $dataset_name})-[:HAS_COLUMN]->(c:Column)
                WHERE c.is_pii = true
                RETURN c.name AS column_name, c.pii_type AS pii_type
                
        """#

    /// The statements of a block whose groups begin with comment lines.
    public static func groups(_ block: String) -> [String] {
        var groups: [String] = []
        for line in block.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("//") || groups.isEmpty { groups.append("") }
            groups[groups.count - 1] += line + "\n"
        }
        return groups
    }

    /// The statements of a block that are divided by semicolons at the ends of lines.
    public static func statements(_ block: String) -> [String] {
        block.split(separator: ";").map(String.init)
            .filter { $0.contains { !$0.isWhitespace } }
    }
}
