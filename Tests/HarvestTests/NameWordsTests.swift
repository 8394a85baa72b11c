import Testing

@testable import Harvest

@Suite("Words of names")
struct NameWordsTests {
    @Test(arguments: [
        ("CustomerId", ["customer", "id"]), ("order_line_no", ["order", "line", "no"]),
        ("HTTPPort", ["http", "port"]), ("Größe in m", ["größe", "in", "m"]), ("", []),
        ("__", []), ("address2Line", ["address2", "line"]),
    ])
    func `names are split at capitals and signs`(name: String, words: [String]) {
        #expect(NameWords.list(of: name) == words)
    }

    @Test(arguments: [
        ("customers", "customer"), ("categories", "category"), ("addresses", "address"),
        ("status", "status"), ("boxes", "box"), ("people", "person"), ("bus", "bus"),
    ])
    func `plurals lose their endings`(plural: String, singular: String) {
        #expect(NameWords.singular(plural) == singular)
    }
}
