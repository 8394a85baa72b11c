import Embeddings
import Testing

@Suite("Hashed words")
struct HashedTextEmbedderTests {
    private let provider = HashedTextEmbedder()

    private func similarity(_ left: String, _ right: String) throws -> Float {
        let vectors = try provider.embed([left, right])
        return zip(vectors[0], vectors[1]).reduce(0) { $0 + $1.0 * $1.1 }
    }

    @Test(arguments: ["", " ", "a", "客户编号", "customer_id", "\u{0}\u{FFFD}"])
    func `every text has a vector of length 1, always the same`(text: String) throws {
        #expect(abs(try similarity(text, text) - 1) < 1e-5)
        #expect(try provider.embed(text) == HashedTextEmbedder().embed(text))
        #expect(try provider.embed(text).count == provider.dimension)
    }

    @Test func `ways to write a name are alike, other names are not`() throws {
        #expect(try similarity("customer_address", "CustomerAddress") > 0.99)
        #expect(try similarity("customer_address", "customer addresses") > 0.6)
        #expect(try similarity("customeraddress", "customer_address") > 0.25)
        #expect(try similarity("customer_address", "net weight") < 0.2)
    }
}
