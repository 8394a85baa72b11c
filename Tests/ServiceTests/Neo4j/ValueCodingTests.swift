import HTTP
import JSON
import Service
import Testing

@Suite("Values of the Query API")
struct ValueCodingTests {
    /// Expressions with their plain and typed forms.
    private static let scalars: [(text: String, plain: String, typed: String)] = [
        ("null", "null", #"{"$type":"Null","_value":null}"#),
        ("true", "true", #"{"$type":"Boolean","_value":true}"#),
        (
            "9223372036854775807", "9223372036854775807",
            #"{"$type":"Integer","_value":"9223372036854775807"}"#
        ),
        ("-0.5", "-0.5", #"{"$type":"Float","_value":"-0.5"}"#),
        ("1e300", "1e+300", #"{"$type":"Float","_value":"1.0E300"}"#),
        ("0.0/0.0", #""NaN""#, #"{"$type":"Float","_value":"NaN"}"#),
        ("-1.0/0.0", #""-Infinity""#, #"{"$type":"Float","_value":"-Infinity"}"#),
        (#"'a"ü\n'"#, #""a\"ü\n""#, #"{"$type":"String","_value":"a\"ü\n"}"#),
        (
            "[1, 'a']", #"[1,"a"]"#,
            """
            {"$type":"List","_value":[{"$type":"Integer","_value":"1"},\
            {"$type":"String","_value":"a"}]}
            """
        ),
        (
            "{b: 1, a: null}", #"{"a":null,"b":1}"#,
            """
            {"$type":"Map","_value":{"a":{"$type":"Null","_value":null},\
            "b":{"$type":"Integer","_value":"1"}}}
            """
        ),
        ("date('2024-02-29')", #""2024-02-29""#, #"{"$type":"Date","_value":"2024-02-29"}"#),
        (
            "localtime('12:30:05.25')", #""12:30:05.25""#,
            #"{"$type":"LocalTime","_value":"12:30:05.25"}"#
        ),
        (
            "time('12:30:05+01:00')", #""12:30:05+01:00""#,
            #"{"$type":"Time","_value":"12:30:05+01:00"}"#
        ),
        (
            "localdatetime('2024-02-29T12:30:05')", #""2024-02-29T12:30:05""#,
            #"{"$type":"LocalDateTime","_value":"2024-02-29T12:30:05"}"#
        ),
        (
            "datetime('2024-02-29T12:30:05+02:00')", #""2024-02-29T12:30:05+02:00""#,
            #"{"$type":"OffsetDateTime","_value":"2024-02-29T12:30:05+02:00"}"#
        ),
        (
            "datetime('2024-02-29T12:30:05[Europe/Stockholm]')",
            #""2024-02-29T12:30:05+01:00[Europe/Stockholm]""#,
            """
            {"$type":"ZonedDateTime","_value":"2024-02-29T12:30:05+01:00[Europe/Stockholm]"}
            """
        ),
        (
            "duration('P1Y2M3DT4.5S')", #""P1Y2M3DT4.5S""#,
            #"{"$type":"Duration","_value":"P1Y2M3DT4.5S"}"#
        ),
        (
            "point({x: 1, y: 2.5})", #""SRID=7203;POINT (1.0 2.5)""#,
            #"{"$type":"Point","_value":"SRID=7203;POINT (1.0 2.5)"}"#
        ),
        (
            "point({longitude: 1, latitude: 2, height: 3})", #""SRID=4979;POINT Z (1.0 2.0 3.0)""#,
            #"{"$type":"Point","_value":"SRID=4979;POINT Z (1.0 2.0 3.0)"}"#
        ),
    ]

    @Test func `scalars, lists and maps are written plainly`() {
        for (text, plain, _) in Self.scalars {
            let body = Neo4jServer().run("RETURN \(text) AS x")
            #expect(body.hasPrefix(#"{"data":{"fields":["x"],"values":[[\#(plain)]]}"#), "\(body)")
        }
    }

    @Test func `scalars, lists and maps are written with their types`() throws {
        for (text, _, typed) in Self.scalars {
            #expect(try Neo4jServer().typed("RETURN \(text) AS x") == "[[\(typed)]]")
        }
    }

    @Test func `typed parameters come back as they were sent`() throws {
        for (_, _, typed) in Self.scalars {
            let echo = try Neo4jServer().typed("RETURN $x AS x", parameters: #"{"x":\#(typed)}"#)
            #expect(echo == "[[\(typed)]]")
        }
    }

    @Test func `plain parameters come back as they were sent`() {
        let parameter = #"{"a":[1,2.5,"t",true,null,{"b":{}}]}"#
        let response = Neo4jServer().query(
            #"{"statement":"RETURN $x AS x","parameters":{"x":\#(parameter)}}"#)
        #expect(response.json["data"]?["values"]?[0]?[0]?.serialized() == parameter)
    }

    @Test func `a plain parameter that looks typed is a map`() {
        let response = Neo4jServer().query(
            #"{"statement":"RETURN $x._value AS x","parameters":{"x":{"$type":"A","_value":7}}}"#)
        #expect(response.json["data"]?["values"] == [[7]])
    }

    @Test(arguments: [
        #"{"$type":"Integer","_value":"9223372036854775808"}"#,
        #"{"$type":"Integer","_value":1}"#, #"{"$type":"Float","_value":"0x1p3"}"#,
        #"{"$type":"Date","_value":"2024-13-01"}"#, #"{"$type":"Base64","_value":"AA=="}"#,
        #"{"$type":"Point","_value":"SRID=7203;POINT (1 2 3)"}"#,
        #"{"$type":"List","_value":[{"$type":"Boolean","_value":"yes"}]}"#,
        #"{"$type":"Null","_value":0}"#,
    ])
    func `a typed parameter that cannot be read is named`(parameter: String) {
        let response = Neo4jServer().send(
            .post, "/db/neo4j/query/v2",
            #"{"statement":"RETURN 1","parameters":{"due":\#(parameter)}}"#,
            headers: Neo4jServer.typedHeaders)
        #expect(response.status == .badRequest)
        #expect(response.errorCode == "Neo.ClientError.Request.InvalidFormat")
        let message = response.json["errors"]?[0]?["message"]?.stringValue ?? ""
        #expect(message.hasPrefix("The parameter `due` cannot be read: "), "\(message)")
    }

    @Test func `parameters that nest without end are refused`() {
        let deep = String(repeating: "[", count: 100_000)
        let response = Neo4jServer().query(#"{"statement":"RETURN 1","parameters":{"x":"# + deep)
        #expect(response.errorCode == "Neo.ClientError.Request.InvalidFormat")
    }

    // MARK: Graphs

    private static let path = """
        CREATE p = (:A:B {name: 'x'})-[:R {w: 1.5}]->(:C)
        """

    @Test func `nodes, relationships and paths are written plainly`() {
        let server = Neo4jServer()
        _ = server.run(Self.path)
        let body = server.run("MATCH p = (n:A)-[r]->() RETURN n, r, p")
        let node = """
            {"elementId":"4:lexigraph:0","labels":["A","B"],"properties":{"name":"x"}}
            """
        let relationship = """
            {"elementId":"5:lexigraph:0","startNodeElementId":"4:lexigraph:0",\
            "endNodeElementId":"4:lexigraph:1","type":"R","properties":{"w":1.5}}
            """
        let other = #"{"elementId":"4:lexigraph:1","labels":["C"],"properties":{}}"#
        let row = "[[\(node),\(relationship),[\(node),\(relationship),\(other)]]]"
        #expect(body.hasPrefix(#"{"data":{"fields":["n","r","p"],"values":\#(row)}"#), "\(body)")
    }

    @Test func `nodes, relationships and paths are written with their types`() throws {
        let server = Neo4jServer()
        _ = server.run(Self.path)
        let node = """
            {"$type":"Node","_value":{"_element_id":"4:lexigraph:0","_labels":["A","B"],\
            "_properties":{"name":{"$type":"String","_value":"x"}}}}
            """
        let relationship = """
            {"$type":"Relationship","_value":{"_element_id":"5:lexigraph:0",\
            "_start_node_element_id":"4:lexigraph:0","_end_node_element_id":"4:lexigraph:1",\
            "_type":"R","_properties":{"w":{"$type":"Float","_value":"1.5"}}}}
            """
        let other = """
            {"$type":"Node","_value":{"_element_id":"4:lexigraph:1","_labels":["C"],\
            "_properties":{}}}
            """
        let path = #"{"$type":"Path","_value":[\#(node),\#(relationship),\#(other)]}"#
        #expect(
            try server.typed("MATCH p = (n:A)-[r]->() RETURN n, r, p")
                == "[[\(node),\(relationship),\(path)]]")
    }

    @Test func `what was deleted keeps its identity, type and ends`() {
        let server = Neo4jServer()
        _ = server.run(Self.path)
        let body = server.run("MATCH (n:A)-[r]->(m) DETACH DELETE n, m RETURN n, r")
        let node = #"{"elementId":"4:lexigraph:0","labels":[],"properties":{}}"#
        let relationship = """
            {"elementId":"5:lexigraph:0","startNodeElementId":"4:lexigraph:0",\
            "endNodeElementId":"4:lexigraph:1","type":"R","properties":{}}
            """
        #expect(body.contains("[[\(node),\(relationship)]]"), "\(body)")
    }

    @Test func `written rows show the graph after the statement`() {
        let body = Neo4jServer().run("CREATE (n:A {x: 1}) SET n.x = 2 RETURN n")
        #expect(body.contains(#""properties":{"x":2}"#), "\(body)")
    }

    @Test func `an answer that nests without end is an error`() {
        let response = Neo4jServer().query(
            #"{"statement":"RETURN reduce(l = [], i IN range(1, 2000) | [l]) AS x"}"#)
        #expect(response.status == .badRequest)
        #expect(response.json["errors"]?[0]?["detail"] == "NestingTooDeep")
    }
}
