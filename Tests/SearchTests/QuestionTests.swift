import PropertyGraph
import Testing

@testable import Search

/// Catalogs of names alone, with questions and the datasets that answer them.
@Suite("Questions")
struct QuestionTests {
    private struct Corpus {
        /// A dataset a line: `name: column column>dataset …`.
        var datasets: String
        /// A question a line: `question: dataset …`.
        var questions: String
    }

    private static func lines(_ text: String) -> [(String, [String])] {
        text.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { return nil }
            return (String(parts[0]), parts[1].split(separator: " ").map(String.init))
        }
    }

    private static func database(_ corpus: Corpus) throws -> MemoryDatabase {
        let database = MemoryDatabase(
            fixedIndexes: SearchIndexes.fixed, derivedIndexes: SearchIndexes.factory)
        try database.write(CommitInfo(actor: "test", source: "test", time: 0)) { draft in
            var keys: [String: NodeID] = [:]
            var references: [(NodeID, String)] = []
            for (name, columns) in lines(corpus.datasets) {
                let nodes = try Catalog.dataset(
                    draft, name, "",
                    columns.map { (String($0.prefix { $0 != ">" }), "", []) })
                keys[name] = nodes.first
                for (node, column) in zip(nodes, columns) {
                    let parts = column.split(separator: ">")
                    if parts.count == 2 { references.append((node, String(parts[1]))) }
                }
            }
            for (node, target) in references {
                let key = try #require(keys[target])
                _ = try draft.createRelationship("REFERENCES", from: node, to: key)
            }
        }
        return database
    }

    private static func recall(_ corpus: Corpus) throws -> (first: Double, eight: Double) {
        let graph = try database(corpus).snapshot()
        var (first, eight, count) = (0.0, 0.0, 0.0)
        for (question, gold) in lines(corpus.questions) {
            let found = graph.search(question, options: SearchOptions(types: ["Dataset"])).hits
                .map(\.title)
            count += 1
            if gold.contains(found.first ?? "") { first += 1 }
            eight += Double(gold.filter(found.prefix(8).contains).count) / Double(gold.count)
        }
        return (first / count, eight / count)
    }

    private static let cryptic = Corpus(
        datasets: """
            FCLT_BLDG:BLDG_KEY BLDG_NM SITE_KEY>FCLT_SITE
            FCLT_SITE:SITE_KEY SITE_NM
            FCLT_RM:RM_KEY BLDG_KEY>FCLT_BLDG RM_NUM
            HR_EMP_DIR:EMP_KEY FULL_NM JOB_TTL
            SIS_STDNT:STDNT_KEY FST_NM LST_NM
            SIS_CRS_DSC:CRS_NUM CRS_TTL
            SIS_ENRLMT:STDNT_KEY>SIS_STDNT CRS_NUM>SIS_CRS_DSC GRD_CD
            LIB_MTRL:MTRL_ID TTL AUTH ISBN
            FIN_ACCT:ACCT_KEY ACCT_DSC
            FIN_TXN_DTL:TXN_KEY ACCT_KEY>FIN_ACCT TXN_AMT
            PUR_VNDR:VNDR_KEY VNDR_NM
            PUR_ORD_HDR:PO_NUM VNDR_KEY>PUR_VNDR ORD_DT
            PRK_PERM:PERM_NUM EMP_KEY>HR_EMP_DIR
            """,
        questions: """
            Which rooms are in each building on the main site?:FCLT_RM FCLT_BLDG FCLT_SITE
            What grades did students get in their courses?:SIS_STDNT SIS_CRS_DSC SIS_ENRLMT
            Total transaction amount by account:FIN_TXN_DTL FIN_ACCT
            Which vendors got orders last year?:PUR_VNDR PUR_ORD_HDR
            Which employees hold a parking permit?:HR_EMP_DIR PRK_PERM
            Who wrote the library materials?:LIB_MTRL
            """)

    private static let joined = Corpus(
        datasets: """
            autonomousagent:autonomousagentid hasname
            legalentity:legalentityid>autonomousagent
            corporation:corporationid>legalentity hastickersymbol
            person:personid>autonomousagent hasdateofbirth
            boardmember:boardmemberid>person servesonboardof>corporation
            insurancecompany:insurancecompanyid>corporation
            insurancepolicy:insurancepolicyid isunderwrittenby>insurancecompany
            policycoverage:policycoverageid isprovidedby>insurancepolicy policycoverageamount
            lossevent:losseventid iscoveredby>policycoverage
            insuranceclaim:insuranceclaimid arisesfrom>lossevent
            stockexchange:stockexchangeid>legalentity
            listedsecurity:listedsecurityid islistedon>stockexchange
            mutualfund:mutualfundid>legalentity hasexpenseratio
            """,
        questions: """
            What is the coverage amount of each policy?:policycoverage insurancepolicy
            Which loss events led to insurance claims?:lossevent insuranceclaim
            Who are the board members of each corporation?:boardmember corporation person
            Which securities are listed on an exchange?:listedsecurity stockexchange
            What is the expense ratio of the mutual fund?:mutualfund
            """)

    @Test func `questions find the tables of a warehouse with cryptic names`() throws {
        let recall = try Self.recall(Self.cryptic)
        #expect(recall.first >= 0.99)
        #expect(recall.eight >= 0.95)
    }

    @Test func `questions find tables whose names are run together`() throws {
        let recall = try Self.recall(Self.joined)
        #expect(recall.first >= 0.99)
        #expect(recall.eight >= 0.95)
    }

    @Test func `a table that is only joined says so`() throws {
        let graph = try Self.database(Self.joined).snapshot()
        let hits = graph.search(
            "Who are the board members of each corporation?",
            options: SearchOptions(types: ["Dataset"])
        ).hits
        let person = try #require(hits.first { $0.title == "person" })
        #expect(person.reasons.contains { $0.contains("boardmember.boardmemberid") })
    }

    @Test(arguments: [
        ("bldg", "building"), ("acctg", "accounting"), ("stdnt", "student"), ("acad", "academic"),
    ])
    func `beginnings and consonants abbreviate`(short: String, word: String) {
        #expect(Lexicon.plausibility(of: short, for: word) != nil)
    }

    @Test(arguments: [("tree", "theater"), ("abc", "academic"), ("st", "student")])
    func `other letters do not`(short: String, word: String) {
        #expect(Lexicon.plausibility(of: short, for: word) == nil)
    }
}
