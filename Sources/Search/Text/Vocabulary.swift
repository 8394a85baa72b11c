/// Words that questions contain and that say nothing about what is sought.
enum StopWords {
    static let all: Set<String> = [
        "a", "an", "the", "of", "in", "on", "at", "to", "for", "by", "with", "from", "as", "and",
        "or", "is", "are", "was", "were", "be", "been", "it", "its", "this", "that", "these",
        "those", "which", "what", "where", "who", "how", "when", "do", "does", "did", "has", "have",
        "had", "i", "me", "my", "we", "our", "you", "your", "they", "their", "all", "any", "each",
        "per", "show", "find", "get", "give", "list", "tell", "there", "about", "into", "many",
        "much", "can", "should",
    ]

    /// Further words that say nothing in a sentence, but may where someone looks for a few words.
    static let sentence: Set<String> = [
        "whose", "whom", "please", "also", "than", "then", "if", "not", "no", "will", "would",
        "could", "may", "must", "so", "such", "using", "having", "he", "she", "his", "her", "him",
        "them", "us", "but", "being", "both", "either", "only", "just", "here", "want", "need",
        "know", "see", "along", "according", "based", "among", "within", "during", "while", "over",
        "above", "below", "between", "across", "via", "out", "up", "very", "every", "some", "other",
        "another", "same", "one", "retrieve", "provide", "display", "whether",
    ]

    /// Words that say what to do with data rather than which data; they count, but less.
    static let weak: Set<String> = [
        "number", "numbers", "count", "counts", "total", "average", "mean", "sum", "maximum",
        "minimum", "max", "min", "highest", "lowest", "most", "least", "largest", "smallest",
        "biggest", "greatest", "more", "less", "greater", "fewer", "top", "bottom", "first", "last",
        "latest", "recent", "earliest", "oldest", "newest", "different", "distinct", "unique",
        "name", "names", "id", "ids", "value", "values", "information", "details", "list",
        "compare", "comparison", "current", "currently", "new", "percentage", "percent", "share",
        "ratio", "rate", "overall", "together", "ordered", "sorted", "sort", "descending",
        "ascending", "alphabetical", "year", "years", "month", "months", "day", "days", "date",
        "dates", "time", "two", "three", "four", "five", "ten", "belong", "belongs", "made", "make",
        "has", "contain", "contains", "corresponding", "respective", "associated", "related",
        "common", "find", "single", "all", "type", "types",
    ]
}

/// Which words are written short in identifiers.
public struct Abbreviations: Sendable {
    private var shortForms: [String: [String]] = [:]
    private var longForms: [String: [String]] = [:]

    /// Abbreviations by the words they stand for, all lower-case.
    public init(_ table: [String: [String]]) {
        for (word, shorts) in table.sorted(by: { $0.key < $1.key }) {
            shortForms[Stemmer.stem(word), default: []] += shorts
            for short in shorts { longForms[short, default: []].append(word) }
        }
    }

    /// What else a word may be written as: its long forms, and the abbreviations of those and of
    /// itself.
    func alternatives(to word: String) -> [String] {
        let longs = longForms[word] ?? []
        var result = longs
        for form in [word] + longs { result += shortForms[Stemmer.stem(form)] ?? [] }
        var seen: Set<String> = [word]
        return result.filter { seen.insert($0).inserted }
    }

    /// The word that one is short for, when there is only one.
    func longForm(of word: String) -> String? {
        guard let forms = longForms[word], forms.count == 1 else { return nil }
        return forms.first
    }

    /// Whether the word is an abbreviation.
    func isShort(_ word: String) -> Bool { longForms[word] != nil }

    /// What data warehouses commonly abbreviate.
    public static let common = Abbreviations([
        "account": ["acct", "acc"], "active": ["actv"], "address": ["addr", "adr"],
        "administration": ["admin"], "amount": ["amt"], "application": ["app", "appl"],
        "approved": ["apprv"], "attribute": ["attr"], "average": ["avg"], "balance": ["bal"],
        "building": ["bldg"], "business": ["bus", "biz"], "calendar": ["cal"],
        "campaign": ["cmp", "camp", "cmpgn"], "category": ["cat", "catg", "ctgry"],
        "channel": ["chan", "chnl"], "city": ["cty"], "claim": ["clm"], "class": ["cls"],
        "client": ["clnt"], "code": ["cd"], "column": ["col"], "comment": ["cmt"],
        "company": ["comp", "cmpny", "co"], "contract": ["cntr", "contr"], "conversion": ["conv"],
        "cost": ["cst"], "count": ["cnt", "ct"], "country": ["ctry", "cntry"],
        "created": ["crt", "crtd"], "credit": ["cr"], "currency": ["ccy", "curr", "cur"],
        "current": ["curr", "cur"], "customer": ["cust", "cstmr", "cus"], "database": ["db"],
        "date": ["dt"], "day": ["dy"], "debit": ["dr"], "delivery": ["dlvr", "dlv"],
        "department": ["dept", "dpt"], "description": ["desc", "descr", "dsc"],
        "detail": ["dtl", "det"], "device": ["dev", "dvc"], "difference": ["diff"],
        "dimension": ["dim"], "discount": ["disc", "dscnt"], "document": ["doc"],
        "duration": ["dur"], "effective": ["eff"], "employee": ["emp", "empl"],
        "environment": ["env"], "error": ["err"], "estimate": ["est"], "event": ["evt", "ev"],
        "expiration": ["exp"], "fact": ["fct"], "first": ["fst"], "flag": ["flg", "fl"],
        "frequency": ["freq"], "group": ["grp"], "header": ["hdr"], "history": ["hist"],
        "hour": ["hr"], "identifier": ["id", "ident"], "image": ["img"], "indicator": ["ind"],
        "information": ["info"], "insurance": ["ins"], "interaction": ["intr"],
        "inventory": ["inv"], "invoice": ["inv", "invc"], "item": ["itm"], "key": ["ky"],
        "language": ["lang"], "last": ["lst"], "latitude": ["lat"], "length": ["len"],
        "level": ["lvl"], "line": ["ln"], "location": ["loc"], "longitude": ["lon", "lng"],
        "management": ["mgmt"], "manager": ["mgr"], "marketing": ["mktg", "mkt"],
        "maximum": ["max"], "measure": ["meas"], "message": ["msg"], "method": ["mthd"],
        "minimum": ["min"], "minute": ["mn"], "month": ["mth", "mon", "mo"], "name": ["nm"],
        "number": ["num", "nbr", "no", "nr"], "object": ["obj"], "order": ["ord"],
        "organization": ["org", "orgn"], "package": ["pkg"], "parameter": ["param", "prm"],
        "party": ["pty"], "password": ["pwd"], "payment": ["pmt", "pymt", "pay"],
        "percentage": ["pct", "perc"], "percent": ["pct", "perc"], "period": ["prd", "per"],
        "phone": ["ph", "tel"], "policy": ["pol", "plcy"], "position": ["pos"],
        "premium": ["prem"], "previous": ["prev"], "price": ["prc"], "primary": ["prim", "pri"],
        "process": ["proc"], "product": ["prod", "prd"], "profile": ["prof"],
        "promotion": ["promo"], "purchase": ["purch"], "quality": ["qual"],
        "quantity": ["qty", "qnty"], "quarter": ["qtr"], "rating": ["rtg"],
        "received": ["rcvd", "recd"], "record": ["rec"], "reference": ["ref"], "region": ["reg"],
        "relationship": ["rel"], "request": ["req"], "response": ["resp"], "revenue": ["rev"],
        "sales": ["sls"], "schedule": ["sched"], "second": ["sec"], "segment": ["seg"],
        "sequence": ["seq"], "service": ["svc", "srv"], "session": ["sess"],
        "source": ["src"], "standard": ["std"], "start": ["strt"], "state": ["st"],
        "statistics": ["stats"], "status": ["stat", "sts", "st"], "street": ["st", "str"],
        "subscription": ["subs"], "summary": ["sum", "smry"], "support": ["supp"],
        "supplier": ["supp", "splr"], "system": ["sys"], "table": ["tbl"], "target": ["tgt"],
        "telephone": ["tel"], "temporary": ["tmp", "temp"], "ticket": ["tkt"],
        "time": ["tm"], "timestamp": ["ts", "tmstp", "tstamp"], "total": ["tot", "ttl"],
        "transaction": ["txn", "trans", "trx", "tran"], "type": ["typ", "tp"],
        "unit": ["unt"], "updated": ["upd", "updt"], "user": ["usr"], "utility": ["util"],
        "value": ["val"], "vehicle": ["veh"], "vendor": ["vend", "vnd"], "version": ["ver"],
        "volume": ["vol"], "warehouse": ["wh", "whse"], "week": ["wk"], "weight": ["wt", "wgt"],
        "year": ["yr"], "zip": ["zp"],
    ])
}
