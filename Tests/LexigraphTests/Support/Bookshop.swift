import Foundation
import SQLite
import TestSupport

/// A small database of a bookshop and a catalog that has it registered as `shop`.
struct Bookshop {
    let folder: TemporaryDirectory

    /// The file's path.
    var path: String { folder.path("shop.sqlite") }

    /// Makes the database, and a catalog without seeds beside it.
    init() throws {
        folder = try TemporaryDirectory()
        let connection = try Connection(path: folder.path("shop.sqlite"))
        try connection.execute(script: Self.script)
        connection.close()
        try Lexigraph.succeed(["init", "--no-seeds"], in: folder.url)
        try Lexigraph.succeed(["sources", "add", "shop", "--path", "shop.sqlite"], in: folder.url)
    }

    private static let script = """
        CREATE TABLE author (author_id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT);
        CREATE TABLE book (
            book_id INTEGER PRIMARY KEY, title TEXT NOT NULL, genre TEXT, price NUMERIC(8,2),
            author_id INTEGER NOT NULL REFERENCES author (author_id));
        CREATE TABLE customer (customer_id INTEGER PRIMARY KEY, city TEXT, country TEXT);
        CREATE TABLE sale (
            sale_id INTEGER PRIMARY KEY, sale_date DATE NOT NULL, quantity INTEGER NOT NULL,
            amount NUMERIC(8,2) NOT NULL, book_id INTEGER NOT NULL REFERENCES book (book_id),
            customer_id INTEGER NOT NULL REFERENCES customer (customer_id));
        CREATE TABLE opening_hours (weekday TEXT, opens TEXT);
        INSERT INTO author VALUES (1, 'Selma', 'Sweden'), (2, 'Italo', 'Italy'), (3, 'Mary', 'UK');
        INSERT INTO book VALUES
            (1, 'Winter', 'novel', 12.5, 1), (2, 'Cities', 'novel', 10, 2),
            (3, 'Trees', 'essay', 8, 2), (4, 'Monster', 'horror', 15, 3);
        INSERT INTO customer VALUES
            (1, 'Oslo', 'Norway'), (2, 'Rome', 'Italy'), (3, 'Rome', 'Italy'), (4, 'Bonn', 'Germany');
        INSERT INTO sale VALUES
            (1, '2024-01-05', 1, 12.5, 1, 1), (2, '2024-01-20', 2, 20, 2, 2),
            (3, '2024-02-02', 1, 8, 3, 3), (4, '2024-02-10', 3, 45, 4, 2),
            (5, '2024-03-01', 1, 12.5, 1, 3);
        INSERT INTO opening_hours VALUES ('Monday', '09:00');
        """
}
