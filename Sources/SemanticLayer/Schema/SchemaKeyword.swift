import SQLSyntax

/// The phrases that give a question about tables its structure.
enum SchemaKeyword: Hashable {
    /// "how many", "number of".
    case count
    case aggregate(Aggregation)
    case distinct
    /// "highest", "oldest"; the adjective says which column when none is named.
    case superlative(descending: Bool, SchemaAdjective?)
    /// "most common".
    case common(descending: Bool)
    /// "top", "first".
    case rank(descending: Bool)
    case compare(SQLBinaryOperator, SchemaAdjective?)
    /// "or more" after a number.
    case orCompare(SQLBinaryOperator)
    case between
    case negation
    /// "with no", "without any".
    case none
    /// "for each", "per".
    case group
    case by
    case sort
    case order(descending: Bool)
    case alphabetical(descending: Bool)
    case and
    case or
    case comma
    /// "of", "for", "in".
    case preposition
    /// "with", "whose", "that have".
    case with
    case which
    case both
    case contains
    case starts
    case ends
    /// "percentage of".
    case share
    /// "their", "along with".
    case their
    /// "named", "called".
    case named
    case noise

    static let longestPhrase = 6

    static func named(_ phrase: String) -> SchemaKeyword? { phrases[phrase] }

    private static let phrases: [String: SchemaKeyword] = {
        var result: [String: SchemaKeyword] = [:]
        func add(_ keyword: SchemaKeyword, _ list: String) {
            for phrase in list.split(separator: ",") {
                result[phrase.trimmed] = keyword
            }
        }
        add(
            .count,
            """
            how many,number of,count of,count the number of,total number of,count, \
            count how many,the number of,numbers of,total count of,find the number of, \
            return the number of,how many different kinds of,amount of times
            """
        )
        add(.aggregate(.average), "average,avg,mean,average of,on average")
        add(
            .aggregate(.sum),
            "total,sum,sum of,total of,sum up,combined,total sum of,altogether,in total")
        add(.aggregate(.maximum), "max,maximum,maximal,maximum of")
        add(.aggregate(.minimum), "min,minimum,minimal,minimum of")
        add(
            .distinct, "distinct,unique,different,distinctive,without repetition,without duplicates"
        )
        add(
            .common(descending: true),
            """
            most common,most popular,most frequent,most frequently,most commonly used, \
            most commonly,most often
            """
        )
        add(
            .common(descending: false),
            "least common,least popular,least frequent,least commonly used,rarest")
        add(.rank(descending: true), "top,best,first")
        add(.rank(descending: false), "bottom,worst")
        add(
            .superlative(descending: true, nil),
            """
            highest,most,largest number of,greatest number of,most number of, \
            highest number of,biggest number of,maximum number of,largest amount of,greatest
            """
        )
        add(
            .superlative(descending: false, nil),
            """
            lowest,least,fewest,smallest number of,least number of,lowest number of, \
            fewest number of,minimum number of
            """
        )
        for adjective in SchemaAdjective.all {
            for word in adjective.superlatives {
                result[word] = .superlative(descending: true, adjective)
            }
            for word in adjective.comparatives {
                result[word + " than"] = .compare(.greater, adjective)
                result[word + " than or equal to"] = .compare(.greaterOrEqual, adjective)
                result["no " + word + " than"] = .compare(.lessOrEqual, adjective)
            }
        }
        add(
            .compare(.greater, nil),
            """
            more than,greater than,over,above,exceeding,exceeds,higher than,bigger than, \
            larger than,>,exceed,after,later than,is more than
            """
        )
        add(
            .compare(.greaterOrEqual, nil),
            """
            at least,no less than,not less than,>=,greater than or equal to, \
            more than or equal to,minimum of,a minimum of,no fewer than,not fewer than, \
            from at least
            """
        )
        add(
            .compare(.less, nil),
            "less than,fewer than,under,below,lower than,smaller than,<,before,earlier than")
        add(
            .compare(.lessOrEqual, nil),
            """
            at most,no more than,not more than,up to,<=,less than or equal to,a maximum of, \
            not exceeding,smaller than or equal to
            """
        )
        add(.compare(.equal, nil), "=,equal to,equals,exactly,is exactly")
        add(.compare(.notEqual, nil), "!=,<>,not equal to,other than,different from,different than")
        add(
            .orCompare(.greaterOrEqual),
            """
            or more,or above,or over,or higher,or later,or older,or greater,or longer, \
            or larger,and above,and over,and later,or after
            """
        )
        add(
            .orCompare(.lessOrEqual),
            "or less,or below,or under,or fewer,or lower,or earlier,or younger,or smaller,or before"
        )
        add(.between, "between,in the range of,ranging from,in the range,in between")
        add(
            .negation,
            """
            not,never,isnt,arent,wasnt,werent,dont,doesnt,didnt,havent,hasnt,except,excluding, \
            not in,other than in,cannot,have not,has not,do not,does not,did not,are not, \
            is not,not from,outside,never been,but not,not been,were not,was not,nor, \
            outside of
            """
        )
        add(
            .none,
            """
            without,without any,with no,no,have no,has no,having no,had no,do not have, \
            does not have,dont have,doesnt have,did not have,do not have any, \
            does not have any,that have no,not have any,not have,with no any,lacking,lack, \
            lacks,have never had,without a,without an,never had,have not had,have not had any, \
            have never had any,dont have any,doesnt have any,not having,not having any, \
            with none,with zero,have zero,missing,zero
            """
        )
        add(
            .group,
            """
            for each,per,each,every,for every,in each,of each,by each,from each,within each, \
            at each,on each,across,grouped by,group by,for each of the,in every, \
            for all the different,for different,broken down by,under each,has each,does each, \
            each of the,with each,belonging to each
            """
        )
        add(.by, "by")
        add(
            .sort,
            """
            ordered by,order by,sorted by,sort by,ranked by,sorted in,ordered in,in order of, \
            in the order of,order the result by,sort the result by,sort the results by, \
            order them by,sort them by,sorted,ordered,arranged by,listed in,sort the list by, \
            order the results by,sorted according to,in terms of,based on,listed by, \
            sort results by,order results by,rank by,according to,ranked in,list in, \
            ordered according to
            """
        )
        add(
            .order(descending: true),
            """
            descending,desc,in descending order,descending order,descending order of, \
            in descending order of,from high to low,decreasing order,decreasing, \
            in decreasing order of,from highest to lowest,highest first, \
            from the highest to the lowest,from most to least,newest first,largest first, \
            most recent first,from largest to smallest,in descending order by, \
            from the most to the least,reverse order
            """
        )
        add(
            .order(descending: false),
            """
            ascending,asc,in ascending order,ascending order,ascending order of, \
            in ascending order of,from low to high,increasing order,increasing, \
            in increasing order of,lowest first,from lowest to highest, \
            from the lowest to the highest,oldest first,smallest first, \
            from smallest to largest,in ascending order by,earliest first,chronological order, \
            in chronological order
            """
        )
        add(
            .alphabetical(descending: false),
            """
            alphabetical order,in alphabetical order,alphabetically,alphabetic order, \
            lexicographical order,in lexicographical order,in alphabetical order of, \
            in alphabetical order by,alphabetical order of,lexicographic order, \
            alphabetical ascending order
            """
        )
        add(
            .alphabetical(descending: true),
            """
            reverse alphabetical order,in reverse alphabetical order, \
            reverse alphabetical order of,descending alphabetical order, \
            reversed alphabetical order
            """
        )
        add(.and, "and,&,as well as,plus,and also")
        add(.or, "or")
        add(.comma, "comma,;")
        result[","] = .comma
        add(
            .preposition,
            """
            of,for,from,in,on,at,to,among,within,during,into,for all,of all,of the,located in, \
            that are in,who are in,by the,for the,in the,from the,who are from,that are from, \
            who live in,living in,based in
            """
        )
        add(
            .with,
            """
            with,whose,having,where,who,that,that have,who have,which have,that has,which has, \
            who has,have,has,had,when,with a,with an,with the,that had,while,in which, \
            for which,to which
            """
        )
        add(
            .which,
            "which,what,who is,who are,what are,what is,what was,what were,which are,which is")
        add(.both, "both")
        add(
            .contains,
            """
            containing,contains,contain,containing the word,contains the word,including, \
            includes,include,like,contain the word,with the substring,that includes, \
            has the word,have the word,contains the substring,containing the substring, \
            includes the word,with the word,contains the letter,contain the letter, \
            containing the letter,contains the string,has the substring,have the substring, \
            substring
            """
        )
        add(
            .starts,
            """
            starting with,starts with,start with,beginning with,begins with,begin with, \
            starting with the letter,starts with the letter,begins with the letter, \
            start with the letter,beginning with the letter,begin with the letter, \
            has the prefix
            """
        )
        add(
            .ends,
            """
            ending with,ends with,end with,ending in,ends in,end in,ends with the letter, \
            ending with the letter,end with the letter
            """
        )
        add(
            .share,
            """
            percentage of,percent of,share of,proportion of,what percentage of, \
            what percent of,what share of,fraction of,what proportion of,the percentage of
            """
        )
        add(
            .their,
            """
            their,its,his,her,along with,together with,along with their,together with their, \
            with their,as well as their,and their,and its,along with the,together with the, \
            with its,and the corresponding,the corresponding,corresponding,along with its, \
            show their
            """
        )
        add(
            .named,
            """
            named,called,titled,with the name,with name,whose name is,with the title, \
            by the name of,that is named,that is called,entitled,with title
            """
        )
        add(
            .noise,
            """
            is,are,was,were,be,been,show me,a,an,the,there,do,does,did,please,list,show,give, \
            find,return,display,get,tell,me,all,any,of them,us,i,want,we,list out, \
            the names of all,as,also,being,than,then,it,they,them,this,these,those,some,you, \
            can,could,would,like to know,i would like to know,id like to see,only,just,so,if, \
            list all,what about,kind of,kinds of,type of the,out,what else,value of,values of, \
            in our,our,in the database,in database,in the system,in the data,in this database, \
            in the table,currently,ever,overall,we have,are there,do we have,exist,kindly, \
            same,here,respective,respectively,my,i want,want to know,the value of,result, \
            results,respectively,together,each other,available,recorded,listed,given,find out, \
            look up,retrieve,select,report,provide,compute,calculate,determine,identify, \
            has been,have been,had been,which of,one,ones,much,how much,how,amongst,s, \
            first and foremost,own
            """
        )
        return result
    }()
}

extension Substring {
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

/// An adjective of measure, and the columns it may speak about.
struct SchemaAdjective: Hashable, Sendable {
    /// Words of column names, best first, and whether more of the adjective means a higher value.
    struct Hint: Hashable, Sendable {
        var word: String
        var isRising: Bool
    }

    var superlatives: [String]
    var comparatives: [String]
    var hints: [Hint]

    private init(
        _ superlatives: String, _ comparatives: String, rising: String, falling: String = ""
    ) {
        func words(_ text: String) -> [String] {
            text.split(separator: ",").map { $0.trimmed }
        }
        self.superlatives = words(superlatives)
        self.comparatives = words(comparatives)
        hints =
            words(rising).map { Hint(word: $0, isRising: true) }
            + words(falling).map { Hint(word: $0, isRising: false) }
    }

    static let all: [SchemaAdjective] = [
        SchemaAdjective(
            "oldest,eldest", "older", rising: "age",
            falling: "birth,born,birthday,dob,found,build,year,open,hire,date"),
        SchemaAdjective("youngest", "younger", rising: "birth,born,birthday,dob", falling: "age"),
        SchemaAdjective(
            "newest,most recent,latest,most recently,last,most current",
            "newer,more recent", rising: "date,time,year,timestamp,day,since"),
        SchemaAdjective("earliest", "", rising: "", falling: "date,time,year,timestamp,day"),
        SchemaAdjective(
            "longest", "longer",
            rising: "length,duration,millisecond,runtime,minute,second,time,day,distance"),
        SchemaAdjective(
            "shortest", "shorter", rising: "",
            falling: "length,duration,millisecond,runtime,height,minute,second,time,distance"),
        SchemaAdjective("tallest", "taller", rising: "height,elevation,floor,story"),
        SchemaAdjective("heaviest", "heavier", rising: "weight,mass"),
        SchemaAdjective("lightest", "lighter", rising: "", falling: "weight,mass"),
        SchemaAdjective(
            "largest,biggest", "larger,bigger",
            rising:
                """
                area,size,population,capacity,byte,total,amount,square,enrollment,quantity, \
                sale,budget
                """
        ),
        SchemaAdjective(
            "smallest", "smaller", rising: "",
            falling:
                """
                area,size,population,capacity,byte,total,amount,square,enrollment,quantity, \
                sale,budget
                """
        ),
        SchemaAdjective(
            "most expensive,priciest,costliest,dearest", "more expensive,costlier",
            rising: "price,cost,fee,amount,rate,charge,tuition,total"),
        SchemaAdjective(
            "cheapest,least expensive,most affordable", "cheaper,less expensive", rising: "",
            falling: "price,cost,fee,amount,rate,charge,tuition,total"),
        SchemaAdjective(
            "fastest,quickest", "faster", rising: "speed,horsepower", falling: "time,duration"),
        SchemaAdjective("slowest", "slower", rising: "time,duration", falling: "speed"),
        SchemaAdjective(
            "richest,wealthiest", "richer,wealthier",
            rising: "worth,money,income,salary,market,gdp,billion,wealth"),
        SchemaAdjective("poorest", "poorer", rising: "", falling: "worth,money,income,salary,gdp"),
        SchemaAdjective("most populous,most populated", "more populous", rising: "population"),
        SchemaAdjective(
            "least populous,least populated", "less populous", rising: "", falling: "population"),
        SchemaAdjective("deepest", "deeper", rising: "depth"),
        SchemaAdjective("widest", "wider", rising: "width"),
        SchemaAdjective(
            "best paid,highest paid,best-paid", "better paid",
            rising: "salary,wage,pay,income,compensation"),
        SchemaAdjective(
            "lowest paid,worst paid", "", rising: "", falling: "salary,wage,pay,income"),
        SchemaAdjective(
            "best rated,highest rated,top rated", "better rated", rising: "rating,star,rate,score"),
        SchemaAdjective(
            "worst rated,lowest rated", "", rising: "", falling: "rating,star,rate,score"),
    ]
}
