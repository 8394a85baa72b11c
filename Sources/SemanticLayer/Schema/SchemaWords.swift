/// The words of table and column names, and of questions about them, in one comparable form.
enum SchemaWords {
    /// The word without plural ending, irregular plurals and abbreviations resolved.
    static func stem(_ word: String) -> String {
        let word = word.lowercased()
        if let known = irregular[word] { return known }
        return Stemmer.stem(word)
    }

    /// The words of a name: `cust_id`, `CustomerId` and `customerid` read alike where they can.
    ///
    /// `known` are words of the whole catalog, by which names written together are split.
    static func words(of name: String, known: Set<String> = []) -> [String] {
        var result: [String] = []
        for token in Tokenizer.tokens(of: name, limit: 40) where token.kind != .symbol {
            let word = token.text.lowercased()
            if let long = abbreviations[word] {
                result += long.split(separator: " ").map(String.init)
            } else if let parts = split(word, known: known) {
                result += parts.flatMap { words(of: $0) }
            } else {
                result.append(stem(word))
            }
        }
        return result
    }

    /// Two or three known words written together, longest first word first.
    private static func split(_ word: String, known: Set<String>) -> [String]? {
        guard word.utf8.count >= 6, word.allSatisfy({ $0.isASCII && $0.isLetter }),
            !known.contains(stem(word))
        else { return nil }
        let letters = Array(word)
        for cut in stride(from: letters.count - 2, through: 3, by: -1) {
            let head = String(letters[..<cut])
            let tail = String(letters[cut...])
            guard known.contains(stem(head)) || common.contains(head) else { continue }
            if known.contains(stem(tail)) && tail.count > 2 || common.contains(tail) {
                return [head, tail]
            }
        }
        return nil
    }

    /// Words that other words are often written together with in names.
    private static let common = list(
        """
        id name first last middle date time code number type year title address phone email city \
        price amount count total order customer product user start end birth hire post postal \
        status line item detail unit
        """
    )

    /// The forms in which a question's word may stand in a name: `released` for `release`.
    static func forms(of stem: String) -> [String] {
        var forms = [stem]
        if let known = related[stem] { forms += known }
        for ending in ["ed", "ing", "er", "or"] where stem.hasSuffix(ending) {
            let base = String(stem.dropLast(ending.count))
            guard base.count >= 3 else { continue }
            forms += [base, base + "e"]
            if base.hasSuffix("i") { forms.append(base.dropLast() + "y") }
            if let last = base.last, base.dropLast().last == last {
                forms.append(String(base.dropLast()))
            }
        }
        return forms
    }

    /// Words of questions near enough to words of names, tried when nothing else fits.
    static func synonyms(of stem: String) -> [String] { synonymLists[stem] ?? [] }

    /// Whether the word is too general to stand for a whole name.
    static func isGeneric(_ word: String) -> Bool { generic.contains(word) }

    /// Whether the word only ties others together, so that leaving it out changes little.
    static func isRelation(_ stem: String) -> Bool {
        relations.contains(stem) || forms(of: stem).contains(where: relations.contains)
    }

    static func list(_ text: String) -> Set<String> {
        Set(text.split(separator: " ").map(String.init))
    }

    private static let generic = list(
        "of in is the a an and or to by for on at with id key no has per from have"
    )

    private static let relations = list(
        """
        live locate base belong work play perform make buy purchase place write produce release \
        receive give take come go hold own use contain include appear store sell offer serve \
        participate attend register enroll teach study visit join run host win represent \
        associate relate correspond link record book stay exist available say speak spend earn \
        pay cost weigh do occur happen issue bill add get together across under current \
        currently overall individual particular certain existing people person thing one there \
        order ordering sort sorted respectively entry row information detail database system \
        made bought sold wrote written taken took given gave held went paid spent ran won got \
        taught sang sung built seen saw kept chosen chose flown flew drove driven met born \
        anyone anybody someone somebody everyone other else \
        have has had least own ever alphabetically total number person's name so such same
        """
    )

    private static let irregular: [String: String] = [
        "people": "person", "men": "man", "women": "woman", "children": "child",
        "cities": "city", "countries": "country", "movies": "movie", "series": "series",
        "cookies": "cookie", "indices": "index", "criteria": "criterion", "media": "media",
        "mice": "mouse", "feet": "foot", "wives": "wife", "lives": "live", "analyses": "analysis",
        "addresses": "address", "buses": "bus", "statuses": "status", "staffs": "staff",
        "bonuses": "bonus", "matches": "match", "branches": "branch", "leaves": "leave",
        "aircrafts": "aircraft", "has": "has", "does": "does", "races": "race", "houses": "house",
        "causes": "cause", "courses": "course", "expenses": "expense", "licenses": "license",
        "purchases": "purchase", "releases": "release", "sales": "sale", "phases": "phase",
        "prices": "price", "sizes": "size", "prizes": "prize", "axes": "axe", "shoes": "shoe",
        "heroes": "hero", "potatoes": "potato", "cargoes": "cargo", "caches": "cache",
        "companies": "company", "address": "address", "boss": "boss", "campus": "campus",
        "warehouses": "warehouse", "databases": "database", "nurses": "nurse", "horses": "horse",
    ]

    private static let abbreviations: [String: String] = [
        "cust": "customer", "qty": "quantity", "amt": "amount", "dept": "department",
        "num": "number", "nbr": "number", "addr": "address", "desc": "description",
        "fname": "first name", "lname": "last name", "dob": "birth date", "yr": "year",
        "emp": "employee", "mgr": "manager", "prod": "product", "cat": "category",
        "tel": "phone", "tbl": "", "dim": "", "fact": "", "stu": "student", "acct": "account",
        "inv": "invoice", "ord": "order", "lang": "language", "loc": "location",
        "pct": "percent", "bal": "balance", "cnt": "count", "trx": "transaction",
        "txn": "transaction", "ref": "reference", "sal": "salary", "fk": "", "pk": "",
        "maj": "major", "crs": "course", "univ": "university", "pop": "population",
        "supp": "supplier", "mfr": "manufacturer", "usr": "user", "curr": "currency",
        "msg": "message", "img": "image", "dt": "date", "ts": "timestamp", "tz": "timezone",
        "org": "organization", "min": "minimum", "max": "maximum", "avg": "average",
    ]

    private static let related: [String: [String]] = [
        "born": ["birth"], "sold": ["sale", "sell"], "bought": ["buy", "purchase"],
        "built": ["build"], "founded": ["found", "founding"], "hired": ["hire"],
        "country": ["nation"], "age": ["aged"], "died": ["death"], "dead": ["death"],
        "manage": ["manager"], "managed": ["manager"], "supervise": ["supervisor"],
        "written": ["write", "writer"], "held": ["hold"], "taught": ["teach"],
        "length": ["duration"], "rated": ["rating", "rate"], "rating": ["rate"],
        "nationality": ["nation"], "salary": ["wage"],
    ]

    private static let synonymLists: [String: [String]] = [
        "cost": ["price", "amount", "fee"], "price": ["cost", "amount", "fee"],
        "nation": ["country"], "country": ["nation", "nationality"],
        "salary": ["pay", "wage", "income"], "pay": ["salary", "payment"],
        "mail": ["email"], "email": ["mail"], "telephone": ["phone"], "phone": ["telephone"],
        "duration": ["length", "millisecond", "runtime", "time"],
        "length": ["duration", "millisecond", "runtime"], "runtime": ["duration", "length"],
        "surname": ["last name", "family name"], "client": ["customer"],
        "customer": ["client"], "staff": ["employee"], "employee": ["staff", "worker"],
        "worker": ["employee"], "song": ["track"], "track": ["song"], "movie": ["film"],
        "film": ["movie"], "band": ["artist"], "singer": ["artist"], "musician": ["artist"],
        "purchase": ["order", "invoice"], "order": ["purchase", "invoice"],
        "revenue": ["total", "amount", "sale"], "sale": ["total", "amount"],
        "spending": ["total", "amount"], "title": ["name"], "name": ["title"],
        "gender": ["sex"], "sex": ["gender"], "category": ["type", "genre"],
        "type": ["category", "kind"], "kind": ["type", "category"], "size": ["area", "byte"],
        "town": ["city"], "pupil": ["student"], "teacher": ["instructor", "faculty"],
        "professor": ["instructor", "faculty"], "instructor": ["teacher"],
        "car": ["vehicle"], "automobile": ["car", "vehicle"], "shop": ["store"],
        "store": ["shop"], "job": ["title", "position"], "position": ["title", "job"],
        "boss": ["manager", "supervisor"], "bank": ["branch"], "birthday": ["birth date"],
        "supervisor": ["manager", "boss"], "manager": ["supervisor"], "amount": ["total"],
        "total": ["amount"], "stock": ["inventory"], "zip": ["postal"], "author": ["writer"],
        "writer": ["author", "composer"], "composer": ["writer"], "cellphone": ["phone", "cell"],
    ]
}
