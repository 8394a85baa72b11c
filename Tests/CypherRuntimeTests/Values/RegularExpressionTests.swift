import CypherRuntime
import CypherSyntax
import Testing

@Suite("Regular expressions")
struct RegularExpressionTests {
    static let cases: [(pattern: String, text: String, matches: Bool)] = [
        ("", "", true), ("", "a", false), ("a", "ab", false), ("b", "ab", false),
        ("a|ab", "ab", true), ("a?", "", true), (".*b", "aab", true), ("a+?", "aaa", true),
        // Flags
        ("(?i)ABC", "abc", true), ("(?i)É", "é", true), ("a.b", "a\nb", false),
        ("(?s)a.b", "a\nb", true), ("(?m)^a$\\n^b$", "a\nb", true), ("(?x) a b # c", "ab", true),
        ("(?iu)É", "é", true), ("(?u)a", "a", true), ("(?d)a", "a", true),
        ("(?i-s)A", "a", true), ("(?i:A)B", "aB", true), ("(?i:A)B", "ab", false),
        ("(?U)\\w+", "é", true), ("\\w+", "é", false),
        // Characters
        (".", "é", true), (".", "👍", true), ("\\u0041", "A", true), ("\\x41", "A", true),
        ("\\x{1F44D}", "👍", true), ("\\t\\.", "\t.", true), ("\\Qa.b\\E", "a.b", true),
        ("\\Qa.b\\E", "acb", false), ("\\Q[\\E", "[", true),
        // Classes
        ("[a-c]+", "abc", true), ("[^a-c]+", "xyz", true), ("[]a]+", "]a", true),
        ("\\p{L}+", "aé", true), ("\\p{Alpha}+", "ab", true), ("\\P{Alpha}+", "12", true),
        ("[\\p{Alpha}_]+", "a_b", true), ("\\p{Lu}", "A", true), ("\\p{IsLatin}+", "ab", true),
        ("\\p{IsAlphabetic}", "é", true), ("\\p{javaLowerCase}", "a", true),
        ("[[:alpha:]]+", "ab", true), ("[a-z&&[^aeiou]]+", "bcd", true),
        ("[a-z&&[^aeiou]]+", "bad", false), ("[a-z&&[def]]", "d", true),
        ("[a-c[x-z]]+", "axz", true), ("[^a-c[x-z]]", "d", true), ("[^a-c[x-z]]", "x", false),
        ("[\\[\\]]+", "[]", true), ("[&]", "&", true),
        // Groups
        ("(a)(b)\\2\\1", "abba", true), ("(?<x>a)\\k<x>", "aa", true), ("(?:ab)+", "abab", true),
        ("(?=a)a(?!c)b", "ab", true), ("(?<=a)b", "b", false), ("a(?<=a)b", "ab", true),
        ("a++b", "aab", true), ("(?>a+)b", "aab", true), ("a{2,3}", "aa", true),
        ("a{2}", "aaa", false), ("^a$", "a", true), ("\\Aa\\z", "a", true), ("a$", "a\n", false),
        // As people write them
        ("(src|tgt)_.*_v[0-9]", "src_amount_v1", true), (".*\\.orders", "bronze.orders", true),
        ("[\\w.+-]+@[\\w-]+\\.[a-z]{2,}", "ann@example.org", true),
        ("\\d{4}-\\d{2}-\\d{2}", "2026-01-31", true),
    ]

    @Test(arguments: cases)
    func `a pattern matches the whole text`(pattern: String, text: String, matches: Bool) throws {
        #expect(try RegularExpression(pattern).matches(text) == matches)
    }

    @Test(arguments: cases)
    func `machine code says the same`(pattern: String, text: String, matches: Bool) throws {
        let expression = try RegularExpression(pattern)
        for _ in 0..<40 { #expect(try expression.matches(text) == matches) }
    }

    static let wrong: [(pattern: String, position: Int)] = [
        ("(", 2), ("a)|(a", 2), ("a[b", 4), ("*a", 1), ("é(*a)", 3), ("(*LIMIT_MATCH=1)a", 2),
        ("\\p{Nothing}", 12), ("a{2,1}", 6),
    ]

    @Test(arguments: wrong)
    func `a wrong pattern is refused with its position`(pattern: String, position: Int) {
        let error = #expect(throws: CypherError.self) { try RegularExpression(pattern) }
        #expect(error?.detail == "InvalidRegularExpression")
        #expect(error?.phase == .runtime)
        #expect(
            error?.message.contains("at character \(position) ") == true, "\(error?.message ?? "")")
    }

    @Test(arguments: [
        "(a+)+c", "(a|a)*c", "(a*)*c", "(.*a){20}c", "(?:a?){40}a{40}c",
        "^(([a-z])+.)+[A-Z]([a-z])+c",
    ])
    func `a catastrophic pattern is cut off`(pattern: String) throws {
        let text = String(repeating: "a", count: 60) + "b"
        let expression = try RegularExpression(pattern)
        let clock = ContinuousClock()
        for _ in 0..<30 {
            var detail: String?
            let time = clock.measure {
                do throws(CypherError) {
                    let found = try expression.matches(text)
                    #expect(!found)
                } catch {
                    detail = error.detail
                }
            }
            #expect(detail == nil || detail == "RegularExpressionLimit")
            // Far more than it takes, for busy machines.
            #expect(time < .seconds(2))
        }
    }

    @Test
    func `long texts and deep groups stay within bounds`() throws {
        let long = String(repeating: "ab", count: 200_000)
        #expect(try RegularExpression(".*").matches(long))
        #expect(try RegularExpression("[ab]*").matches(long))
        #expect(try !RegularExpression(".*foo.*").matches(long))
        #expect(throws: CypherError.self) {
            try RegularExpression(String(repeating: "(", count: 5_000))
        }
        #expect(throws: CypherError.self) {
            try RegularExpression(String(repeating: "[", count: 5_000))
        }
        #expect(throws: CypherError.self) {
            try RegularExpression(String(repeating: "a", count: 20_000))
        }
        _ = try? RegularExpression("(ab|c)*").matches(long)
    }
}
