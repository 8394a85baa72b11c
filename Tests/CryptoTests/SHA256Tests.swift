import Crypto
import Testing

@Suite("SHA-256")
struct SHA256Tests {
    /// Source: FIPS 180-4, examples.
    static let cases: [(text: String, digest: String)] = [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ]

    @Test(arguments: cases)
    func `agrees with the standard's examples`(text: String, digest: String) {
        #expect(SHA256.digest(of: Array(text.utf8)).description == digest)
    }

    @Test func `pieces make no difference, and a finished digest begins anew`() {
        let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let hash = SHA256()
        for start in stride(from: 0, to: bytes.count, by: 77) {
            hash.update(Array(bytes[start..<min(start + 77, bytes.count)]))
        }
        #expect(hash.finish() == SHA256.digest(of: bytes))
        hash.update(Array("abc".utf8))
        #expect(hash.finish().description == Self.cases[1].digest)
    }

    @Test func `a digest has 32 bytes`() {
        #expect(Digest([1, 2, 3]) == nil)
        #expect(Digest(Digest.none.bytes) == Digest.none)
    }
}
