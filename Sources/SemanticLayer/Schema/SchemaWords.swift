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
    static func words(
        of name: String, known: Set<String> = [], splitting isSplitting: Bool = true
    ) -> [String] {
        var result: [String] = []
        for token in Tokenizer.tokens(of: name, limit: 40) where token.kind != .symbol {
            let word = token.text.lowercased()
            if let long = abbreviations[word] {
                result += long.split(separator: " ").map(String.init)
            } else if isSplitting, let parts = split(word, known: known) {
                result += parts.flatMap { words(of: $0) }
            } else {
                result.append(stem(word))
            }
        }
        return result
    }

    /// The words of a name, in which an ending `no` is a number.
    static func nameWords(
        of name: String, known: Set<String> = [], splitting isSplitting: Bool = true
    ) -> [String] {
        var result = words(of: name, known: known, splitting: isSplitting)
        if result.count > 1, ["no", "nr"].contains(result[result.count - 1]) {
            result[result.count - 1] = "number"
        }
        return result
    }

    /// Whether the word is one that names are often made of.
    static func isCommon(_ word: String) -> Bool { common.contains(word) }

    /// The fewest known words that were written together; `nil` for a single word.
    ///
    /// - Complexity: O(letters ^ 2).
    private static func split(_ word: String, known: Set<String>) -> [String]? {
        guard (5...40).contains(word.utf8.count),
            word.allSatisfy({ $0.isASCII && $0.isLetter }), !known.contains(stem(word)),
            !common.contains(word), !common.contains(stem(word))
        else { return nil }
        let letters = Array(word)
        var best: [[String]?] = Array(repeating: nil, count: letters.count + 1)
        best[0] = []
        for end in 1...letters.count {
            for start in 0..<end {
                guard let before = best[start] else { continue }
                let part = String(letters[start..<end])
                let isEnd = end == letters.count && start > 0
                guard isPart(part, known) || isEnd && endings.contains(part) else { continue }
                if before.count + 1 < best[end]?.count ?? .max { best[end] = before + [part] }
            }
        }
        guard let parts = best[letters.count], parts.count > 1, parts.count <= 4 else { return nil }
        return parts
    }

    private static func isPart(_ part: String, _ known: Set<String>) -> Bool {
        guard part.utf8.count >= 3 else { return false }
        return common.contains(part) || abbreviations[part] != nil
            || part.utf8.count >= 4 && (known.contains(part) || known.contains(stem(part)))
    }

    /// Short words that others written together with them may end with.
    private static let endings = list("id no on by at key")

    /// Words that names are often made of, by which those written together are told apart.
    private static let common = list(
        """
        id name first last middle date time code number type year title address phone email city \
        price amount count total order customer product user start end birth hire post postal \
        status line item detail unit account address age agent aircraft airline airport album \
        area article artist author balance bank base begin bill birthday block board body book \
        booking box branch brand budget building business buyer cabin call campus capacity car \
        card category cell center certificate chapter charge city class client close club coach \
        color comment commit company component condition contact content contract cost country \
        county course coverage created credit currency current data day death delivery \
        department description destination device director discount district doctor document \
        donor driver due duration email employee end enrollment entry error event exam \
        expense expiry extended family fee file film final fine flag flight floor food form \
        frequency friend full game gender genre goal grade group guest head health height home \
        horse hospital hotel hour house image income index industry instructor insurance \
        interest inventory invoice issue job journal key keyword kind label language last lead \
        league length lesson letter level library license limit list loan location long login \
        machine mail main maker manager manufacturer map market master match material max \
        media member membership message meter method mileage min minute mode model money month \
        movie museum music name nation net new nick note nurse object office officer old open \
        opening option order organization origin owner package page paid paper parent park part \
        party passenger password patient pay payment percent performance period permit person \
        phone physician place plan plane play player point policy pool population port position \
        premium president price prime priority prize process product professor profile program \
        project property provider publication publisher purchase purpose quality quantity quarter \
        query question race rank rate rating ready reason receipt record reference region \
        registration release rental report request reserve result retail retention return \
        revenue review role room route row salary sale salary school score season seat second \
        secret section segment seller semester sender sensor sequence serial series service \
        session sex shelf shift ship shipping shop short show side sign singer size skill song \
        source speed sport stadium staff stage start state station status stock store street \
        student subject subscription supplier supply support survey system table tag target task \
        tax teacher team technician template term test text theme theater ticket time title \
        token topic total tour tournament town track trade train training transaction transfer \
        transport travel treatment trip truck tuition type unit university update user vehicle \
        vendor venue version video village visit visitor volume voter wage ward warehouse \
        website week weight width winner word work worker writer year zone available average \
        effective identifier sold sub super playlist username password website weekday database \
        timestamp newspaper classroom bedroom bathroom payroll timetable headquarter workshop \
        basketball football baseball volleyball postcode homepage background feedback software \
        hardware network flowchart checkpoint battleship bookshop railway highway laptop desktop \
        smartphone hometown household landmark lifetime overtime showroom storeroom runway
        """
    )

    /// The forms in which a question's word may stand in a name: `released` for `release`.
    static func forms(of stem: String) -> [String] {
        var forms = [stem]
        if let known = related[stem] { forms += known }
        for ending in ["ed", "ing", "er", "or"] where stem.hasSuffix(ending) {
            let base = String(stem.dropLast(ending.count))
            if base.count == 2 { forms.append(base + "e") }
            guard base.count >= 3 else { continue }
            forms += [base, base + "e"]
            if base.hasSuffix("i") { forms.append(base.dropLast() + "y") }
            if let last = base.last, base.dropLast().last == last {
                forms.append(String(base.dropLast()))
            }
        }
        return forms
    }

    /// Whether a noun is made from a verb: "admission" from "admit", "treatment" from "treat".
    static func isNoun(_ noun: String, ofVerb verb: String) -> Bool {
        let shared = zip(noun, verb).prefix { $0 == $1 }.count
        guard shared >= 4, shared + 2 >= verb.utf8.count else { return false }
        return nounEndings.contains(String(noun.dropFirst(shared)))
    }

    private static let nounEndings: Set<String> = [
        "", "e", "ion", "tion", "sion", "ssion", "ation", "ition", "ment", "ance", "ence", "al",
        "er", "or", "ee", "ing", "ure", "y", "ist", "is", "sis", "ption", "ication", "s", "t",
        "ship",
    ]

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
        yet still once but member earn spend spent address amount list overall just treat bring make \
        altogether each only repeat give then also exactly actually simply \
        have has had least own ever alphabetically total number person's name so such same
        """
    )

    private static let irregular: [String: String] = [
        "people": "person", "men": "man", "women": "woman", "children": "child",
        "cities": "city", "countries": "country", "movies": "movie", "series": "series",
        "cookies": "cookie", "indices": "index", "criteria": "criterion", "media": "medium",
        "mice": "mouse", "diagnoses": "diagnosis", "theses": "thesis", "feet": "foot",
        "wives": "wife", "lives": "live", "analyses": "analysis",
        "addresses": "address", "buses": "bus", "statuses": "status", "staffs": "staff",
        "bonuses": "bonus", "matches": "match", "branches": "branch", "leaves": "leave",
        "aircrafts": "aircraft", "has": "has", "does": "does", "races": "race", "houses": "house",
        "causes": "cause", "courses": "course", "expenses": "expense", "licenses": "license",
        "purchases": "purchase", "releases": "release", "sales": "sale", "phases": "phase",
        "prices": "price", "sizes": "size", "prizes": "prize", "axes": "axe", "shoes": "shoe",
        "heroes": "hero", "ids": "id", "potatoes": "potato", "cargoes": "cargo", "caches": "cache",
        "companies": "company", "address": "address", "boss": "boss", "campus": "campus",
        "warehouses": "warehouse", "databases": "database", "nurses": "nurse", "horses": "horse",
    ]

    private static let abbreviations: [String: String] = [
        "cust": "customer", "qty": "quantity", "amt": "amount", "dept": "department",
        "num": "number", "nbr": "number", "addr": "address", "desc": "description",
        "fname": "first name", "lname": "last name", "dob": "birth date", "yr": "year",
        "emp": "employee", "mgr": "manager", "prod": "product", "cat": "category", "tel": "phone",
        "tbl": "", "dim": "", "fact": "", "stu": "student", "acct": "account", "inv": "invoice",
        "ord": "order", "lang": "language", "loc": "location", "pct": "percent", "bal": "balance",
        "cnt": "count", "trx": "transaction", "txn": "transaction", "ref": "reference",
        "sal": "salary", "fk": "", "pk": "", "maj": "major", "crs": "course",
        "univ": "university", "pop": "population", "supp": "supplier", "mfr": "manufacturer",
        "usr": "user", "curr": "currency", "msg": "message", "img": "image", "dt": "date",
        "ts": "timestamp", "tz": "timezone", "org": "organization", "min": "minimum",
        "max": "maximum", "avg": "average", "nm": "name", "cd": "code", "typ": "type",
        "stat": "status", "ctry": "country", "cntry": "country", "bldg": "building",
        "hrs": "hour", "hr": "hour", "mins": "minute", "secs": "second", "lvl": "level",
        "grp": "group", "mgmt": "management", "len": "length", "mkt": "market",
        "avail": "available", "mfgr": "manufacturer", "descr": "description", "veh": "vehicle",
        "svc": "service", "doc": "document", "freq": "frequency", "pmt": "payment",
        "pymt": "payment", "tot": "total", "wt": "weight", "ht": "height", "vol": "volume",
        "attr": "attribute", "sched": "schedule", "seq": "sequence",
        "ssn": "social security number", "clm": "claim", "prem": "premium", "eff": "effective",
        "exp": "expiration", "disch": "discharge", "adm": "admission", "appt": "appointment",
        "assgn": "assignment", "bdgt": "budget", "dest": "destination", "dist": "distance",
        "dur": "duration", "est": "estimated", "ext": "extension", "gend": "gender",
        "ident": "identifier", "lat": "latitude", "lng": "longitude", "mon": "month",
        "natl": "national", "pos": "position", "prof": "professor", "reg": "region",
        "rcpt": "receipt", "sz": "size", "temp": "temperature",
    ]

    private static let related: [String: [String]] = [
        "born": ["birth"], "sold": ["sale", "sell"], "bought": ["buy", "purchase"],
        "built": ["build"], "founded": ["found", "founding"], "hired": ["hire"],
        "country": ["nation"], "age": ["aged"], "died": ["death"], "dead": ["death"],
        "manage": ["manager"], "managed": ["manager"], "supervise": ["supervisor"],
        "written": ["write", "writer", "author"], "wrote": ["write", "writer", "author"],
        "lent": ["lend", "loan"], "borrowed": ["borrow", "loan"], "lend": ["loan"],
        "worth": ["value"], "led": ["lead", "leader"], "directed": ["direct", "director"],
        "grew": ["grow"], "spoken": ["speak", "language"], "held": ["hold"], "taught": ["teach"],
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
