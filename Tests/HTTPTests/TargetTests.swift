import HTTP
import JSON
import Testing

@Suite("Requests and responses")
struct MessageTests {
    @Test func `a target is split before it is decoded`() {
        let target = Target("/api/v1/terms/a%2Fb?q=order+count&limit=5&flag&q=second")
        #expect(target.segments == ["api", "v1", "terms", "a/b"])
        #expect(target.query == ["q": "order count", "limit": "5", "flag": ""])
        #expect(target.path == "/api/v1/terms/a%2Fb")
    }

    @Test(arguments: ["http://h:1/a/b?q=1", "/a/b?q=1"])
    func `a target may name its host`(text: String) {
        #expect(Target(text).segments == ["a", "b"])
        #expect(Target(text).query == ["q": "1"])
    }

    @Test(arguments: ["%", "%4", "%zz", "/%F0%9F%98", "?=&&==", ""])
    func `malformed targets decode to something`(text: String) {
        #expect(Target(text).text == text)
    }

    @Test func `header names ignore case`() {
        var headers: Headers = ["Content-Type": "text/plain", "X-A": "1"]
        headers.append("x-a", "2")
        #expect(headers["content-type"] == "text/plain")
        #expect(headers.values("X-a") == ["1", "2"])
        headers["X-A"] = "3"
        #expect(headers.values("x-a") == ["3"])
    }

    @Test func `query integers are checked against their range`() throws {
        let request = Request(.get, "/x?depth=3&limit=a")
        #expect(try request.query("depth", default: 1, in: 1...5) == 3)
        #expect(try request.query("absent", default: 1, in: 1...5) == 1)
        #expect(throws: Problem.self) { try request.query("limit", default: 1, in: 1...5) }
        #expect(throws: Problem.self) { try request.query("depth", default: 1, in: 1...2) }
    }

    @Test func `a problem document names its status and detail`() {
        let response = Problem(.notFound, "No such term.", members: ["code": "T1"]).response
        #expect(response.headers["Content-Type"] == "application/problem+json")
        #expect(
            String(decoding: response.bytes, as: UTF8.self)
                == #"{"type":"about:blank","title":"Not Found","status":404,"#
                + #""detail":"No such term.","code":"T1"}"#
        )
    }
}
