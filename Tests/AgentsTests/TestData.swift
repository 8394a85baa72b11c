import SQLEngines
import SQLite
import Synchronization
import TestSupport

/// A few rows of bronze data in a SQLite file.
final class TestData: Sendable {
    let folder: TemporaryDirectory
    let engine: SQLiteEngine

    /// Writes the file; `extra` statements come after the rows.
    init(_ extra: String = "") throws {
        folder = try TemporaryDirectory()
        let path = folder.path("bronze.sqlite")
        let connection = try Connection(.file(path))
        try connection.execute(script: Self.script + extra)
        connection.close()
        engine = SQLiteEngine(path: path)
    }

    private static let script = """
        CREATE TABLE marketing_campaigns (
            campaign_id TEXT, campaign_name TEXT, channel TEXT, objective TEXT,
            target_segment TEXT, start_date TEXT, end_date TEXT, budget REAL, status TEXT);
        INSERT INTO marketing_campaigns VALUES
            ('C1', 'Spring', 'email', 'awareness', 'consumer', '2025-03-01', '2025-05-31', 900,
             'active'),
            ('C2', 'Summer', 'social', 'retention', 'consumer', '2025-03-01', '2025-08-31', 500,
             'active');
        CREATE TABLE marketing_events (
            event_id TEXT, campaign_id TEXT, event_date TEXT, channel TEXT, device TEXT,
            region TEXT, impressions INTEGER, clicks INTEGER, conversions INTEGER, spend REAL,
            revenue REAL);
        INSERT INTO marketing_events VALUES
            ('E1', 'C1', '2025-03-03', 'email', 'mobile', 'North', 1000, 100, 10, 50, 200),
            ('E2', 'C1', '2025-03-09', 'email', 'tablet', 'South', 1000, 50, 0, 25, 0),
            ('E3', 'C1', '2025-03-10', 'email', 'mobile', 'North', 500, 0, 0, 10, 0),
            ('E4', 'C2', '2025-03-10', 'social', 'mobile', 'North', 800, 80, 8, 40, 160);
        CREATE TABLE products (
            product_id TEXT, product_name TEXT, category TEXT, subcategory TEXT, brand TEXT,
            unit_price REAL, unit_cost REAL, launch_date TEXT, is_active INTEGER);
        INSERT INTO products VALUES
            ('P1', 'Lamp', 'Home', 'Light', 'Lux', 20, 8, '2024-01-01', 1),
            ('P2', 'Novel', 'Books', 'Fiction', 'Page', 10, 4, '2024-01-01', 1);
        CREATE TABLE customers (
            customer_id TEXT, first_name TEXT, last_name TEXT, email TEXT, phone TEXT,
            segment TEXT, region TEXT, country TEXT, signup_date TEXT, loyalty_tier TEXT,
            is_active INTEGER);
        INSERT INTO customers VALUES
            ('K1', 'Ann', 'Lee', 'ann@shop.example', NULL, 'consumer', 'North', 'US',
             '2024-01-01', 'gold', 1);
        CREATE TABLE orders (
            order_id TEXT, customer_id TEXT, product_id TEXT, order_date TEXT, quantity INTEGER,
            unit_price REAL, discount REAL, total_amount REAL, region TEXT, channel TEXT,
            payment_method TEXT, status TEXT);
        INSERT INTO orders VALUES
            ('O1', 'K1', 'P1', '2025-03-17 10:00:00', 2, 20, 0, 40, 'North', 'web', 'card',
             'completed'),
            ('O2', 'K1', 'P2', '2025-03-17 11:00:00', 1, 10, 0, 10, 'North', 'web', 'card',
             'completed'),
            ('O3', 'K1', 'P2', '2025-03-18 11:00:00', 3, 10, 0, 30, 'South', 'web', NULL,
             'completed'),
            ('O4', 'K1', 'P1', '2025-03-18 12:00:00', 9, 20, 0, 180, 'South', 'web', 'card',
             'cancelled');

        """
}

/// An engine that fails as often as it is told before it lets another one answer.
final class FailingEngine: SQLEngine {
    private let engine: any SQLEngine
    private let failures: Mutex<[SQLEngineError]>

    /// How many queries were run.
    let count = Mutex(0)

    init(_ engine: any SQLEngine, failingWith failures: [SQLEngineError]) {
        self.engine = engine
        self.failures = Mutex(failures)
    }

    var dialect: String { engine.dialect }

    func query(_ sql: String, limits: QueryLimits) throws(SQLEngineError) -> SQLTable {
        count.withLock { $0 += 1 }
        let failure = failures.withLock { $0.isEmpty ? nil : $0.removeFirst() }
        if let failure { throw failure }
        return try engine.query(sql, limits: limits)
    }

    func validate(_ sql: String) throws(SQLEngineError) -> [SQLTable.Column] {
        try engine.validate(sql)
    }

    func explain(_ sql: String) throws(SQLEngineError) -> [String] {
        try engine.explain(sql)
    }

    func tables() throws(SQLEngineError) -> [SQLTableDescription] {
        try engine.tables()
    }
}
