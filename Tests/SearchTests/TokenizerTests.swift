import Search
import Testing

private func words(_ text: String) -> [String] { Tokenizer.words(in: text).map(\.word) }

@Test func `identifiers are cut where their writers meant it`() {
    #expect(words("total_amount") == ["total", "amount"])
    #expect(words("bronze.order-lines") == ["bronze", "order", "lines"])
    #expect(words("customerID") == ["customer", "id"])
    #expect(words("HTTPServerName") == ["http", "server", "name"])
    #expect(words("orderIDs") == ["order", "ids"])
    #expect(words("ABC") == ["abc"])
}

@Test func `a mix of letters and digits is a word, and its letters too if there are three`() {
    #expect(words("C003362") == ["c003362"])
    #expect(words("address1") == ["address1", "address"])
    #expect(words("q3_2024") == ["q3", "2024"])
    let tokens = Tokenizer.words(in: "address1 city")
    #expect(tokens.map(\.position) == [0, 0, 1])
}

@Test func `accents, case and possessives do not count`() {
    #expect(words("Größe Café ÅNGSTRÖM") == ["grosse", "cafe", "angstrom"])
    #expect(words("the customer's order") == ["the", "customer", "order"])
    #expect(words("customer’s") == ["customer"])
    #expect(words("e\u{301}clair") == ["eclair"])
    #expect(words("顧客 ID") == ["顧", "客", "id"])
}

@Test func `words know where they stand`() {
    let text = "Für: net_sales"
    let bytes = Array(text.utf8)
    let found = Tokenizer.words(in: text).map { String(decoding: bytes[$0.range], as: UTF8.self) }
    #expect(found == ["Für", "net", "sales"])
    #expect(words("").isEmpty)
    #expect(words("--- ... \"").isEmpty)
}

@Test func `broken UTF-8 is survived`() {
    let bytes: [UInt8] = [0x61, 0xC3, 0x28, 0xFF, 0x62, 0xE2, 0x82]
    var tokenizer = Tokenizer()
    let tokens = bytes.withUnsafeBufferPointer { tokenizer.words(in: $0) }
    #expect(tokens.contains { $0.word.hasPrefix("a") })
}
