/// What the official Python driver is asked to do with a running server.
///
/// The script's argument is the server's port; it ends with an error when something is not as it
/// should be.
enum DriverScript {
    static let text = setup + values + graphs + transactions + errors

    private static let setup = """
        import sys
        from datetime import date, datetime, time, timedelta, timezone
        import neo4j
        from neo4j import GraphDatabase, exceptions
        from neo4j.time import Date, DateTime, Duration, Time
        import pytz

        def expect(found, wanted):
            if found != wanted:
                raise AssertionError(f"found {found!r}, wanted {wanted!r}")

        def fails(error, code, action):
            try:
                action()
            except error as found:
                expect(found.code, code)
                return found
            raise AssertionError(f"no {error.__name__}")

        uri = f"http://127.0.0.1:{sys.argv[1]}"
        driver = GraphDatabase.driver(uri, auth=("neo4j", "secret"),
                                      initial_retry_delay=0.05)
        driver.verify_connectivity()
        expect(driver.get_server_info().agent, "Neo4j/5.26.0")

        def run(text, **parameters):
            return driver.execute_query(text, parameters, database_="neo4j")


        """

    private static let values = """
        berlin = pytz.timezone("Europe/Berlin")
        values = [
            None, True, False, 0, -(2**63), 2**63 - 1, 1.5, -0.0, 1e300, float("inf"),
            "", "aé\\u4e2d\\U0001f600\\"\\\\\\n", [], [1, "a", None, [2.5]], {},
            {"a": {"b": [1]}, "$type": "x"}, Date(2024, 2, 29), Time(12, 30, 5, 123456789),
            Time(12, 30, 5, 0, tzinfo=pytz.FixedOffset(90)),
            DateTime(2024, 2, 29, 12, 30, 5, 123456789),
            DateTime(2024, 2, 29, 12, 30, 5, 0, tzinfo=pytz.FixedOffset(-150)),
            berlin.localize(DateTime(2024, 7, 1, 12, 30, 5, 5)),
            Duration(months=14, days=-3, seconds=4, nanoseconds=500),
            Duration(seconds=-1, nanoseconds=-500000000),
        ]
        for value in values:
            records, _, keys = run("RETURN $x AS x", x=value)
            expect(keys, ["x"])
            expect(records[0]["x"], value)
            expect(type(records[0]["x"]), type(value))
        nan = run("RETURN $x AS x", x=float("nan")).records[0]["x"]
        expect(nan != nan, True)
        native = [
            (date(2024, 2, 29), Date(2024, 2, 29)),
            (time(1, 2, 3), Time(1, 2, 3)),
            (datetime(2024, 2, 29, 1, tzinfo=timezone.utc),
             DateTime(2024, 2, 29, 1, tzinfo=pytz.UTC)),
            (timedelta(days=1, seconds=2, microseconds=500),
             Duration(days=1, seconds=2, microseconds=500)),
        ]
        for given, wanted in native:
            expect(run("RETURN $x AS x", x=given).records[0]["x"], wanted)
        records = run("UNWIND $xs AS x RETURN x", xs=list(range(5000))).records
        expect([record["x"] for record in records], list(range(5000)))


        """

    private static let graphs = """
        records, summary, _ = run(
            "CREATE p = (a:A:B {name: 'x', at: date('2024-01-02')})-[r:R {w: 1.5}]->(c:C) "
            "RETURN a, r, p")
        counters = summary.counters
        expect(
            (counters.nodes_created, counters.relationships_created, counters.labels_added,
             counters.properties_set, counters.contains_updates), (2, 1, 3, 3, True))
        expect(summary.query_type, "rw")
        node, relationship, path = records[0]
        expect(node.labels, frozenset({"A", "B"}))
        expect(dict(node), {"name": "x", "at": Date(2024, 1, 2)})
        expect(relationship.type, "R")
        expect(dict(relationship), {"w": 1.5})
        expect(relationship.start_node, node)
        expect(len(path), 1)
        expect(path.end_node.labels, frozenset({"C"}))
        again = run("MATCH (n) WHERE elementId(n) = $id RETURN n", id=node.element_id)
        expect(again.records[0]["n"].element_id, node.element_id)
        deleted = run("MATCH (a:A)-[r]->(c) DETACH DELETE a, c RETURN a, r").records[0]
        expect(deleted["a"].element_id, node.element_id)
        expect(deleted["r"].type, "R")
        plan = run("EXPLAIN MATCH (n:A) RETURN n").summary.plan
        expect(isinstance(plan["operatorType"], str), True)
        profile = run("PROFILE UNWIND [1, 2] AS x RETURN x").summary.profile
        expect(profile["rows"], 2)
        for _ in range(2):
            summary = run("CREATE INDEX i IF NOT EXISTS FOR (n:A) ON (n.x)").summary
        expect(len(summary.notifications), 1)
        expect(len(summary.summary_notifications), 1)


        """

    private static let transactions = """
        def count():
            return run("MATCH (n:T) RETURN count(n) AS c").records[0]["c"]

        with driver.session(database="neo4j") as session:
            with session.begin_transaction() as tx:
                tx.run("CREATE (:T)").consume()
                expect(tx.run("MATCH (n:T) RETURN count(n)").single().value(), 1)
                expect(count(), 0)
                tx.commit()
            expect(count(), 1)
            expect(len(session.last_bookmarks().raw_values), 1)
            with session.begin_transaction() as tx:
                tx.run("CREATE (:T)").consume()
                tx.rollback()
            expect(count(), 1)
            expect(session.execute_write(lambda tx: tx.run("CREATE (:T) RETURN 7").single()[0]), 7)
            expect(session.execute_read(lambda tx: tx.run("RETURN 8").single()[0]), 8)
            expect(session.run("MATCH (n:T) RETURN count(n)").single().value(), 2)

        # Of two writers of one node, the second begins again.
        run("CREATE (:N {x: 0})")
        attempts = []
        def increment(tx):
            attempts.append(1)
            tx.run("MATCH (n:N) SET n.x = n.x + 1").consume()
            if len(attempts) == 1:
                run("MATCH (n:N) SET n.x = 10")
        with driver.session(database="neo4j") as session:
            session.execute_write(increment)
        expect(len(attempts), 2)
        expect(run("MATCH (n:N) RETURN n.x AS x").records[0]["x"], 11)


        """

    private static let errors = """
        statement = "Neo.ClientError.Statement."
        fails(exceptions.CypherSyntaxError, statement + "SyntaxError", lambda: run("RETURN 1 +"))
        fails(exceptions.CypherTypeError, statement + "TypeError",
              lambda: run("UNWIND [[1]] AS x RETURN toInteger(x)"))
        fails(exceptions.ClientError, statement + "ArithmeticError", lambda: run("RETURN 1 / 0"))
        fails(exceptions.ClientError, statement + "ParameterMissing", lambda: run("RETURN $p"))
        fails(exceptions.ClientError, "Neo.ClientError.Database.DatabaseNotFound",
              lambda: driver.execute_query("RETURN 1", database_="movies"))
        fails(exceptions.ClientError, statement + "AccessMode",
              lambda: driver.execute_query("CREATE ()", database_="neo4j", routing_="r"))
        run("CREATE CONSTRAINT k FOR (n:K) REQUIRE n.k IS UNIQUE")
        run("CREATE (:K {k: 1})")
        fails(exceptions.ConstraintError, "Neo.ClientError.Schema.ConstraintValidationFailed",
              lambda: run("CREATE (:K {k: 1})"))
        with driver.session(database="neo4j") as session:
            tx = session.begin_transaction()
            tx.run("CREATE (:K {k: 2})").consume()
            fails(exceptions.ConstraintError, "Neo.ClientError.Schema.ConstraintValidationFailed",
                  lambda: tx.run("CREATE (:K {k: 1})").consume())
            tx.close()
        expect(run("MATCH (n:K) RETURN count(n) AS c").records[0]["c"], 1)
        driver.close()
        print("done", neo4j.__version__)
        """
}
