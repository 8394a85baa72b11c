/// Common words of business English, by which run-together names are cut and which are never cut.
enum WordList {
    /// Words of two letters that names are made of.
    static let small: Set<String> = ["of", "to", "by", "in", "on", "is", "id", "as", "or", "at"]

    /// Whether a lower-case word, or its stem, is in the list.
    static func contains(_ word: String) -> Bool {
        words.contains(word) || stems.contains(Stemmer.stem(word))
    }

    private static let words = Set(text.split(whereSeparator: \.isWhitespace).map(String.init))
    private static let stems = Set(words.map { Stemmer.stem($0) })

    private static let text = """
        ability absence academic accept access accident account accounting accrual accuracy acquire
        acquisition act action active activity actor actual add address adjust adjustment
        administration admission adult advance advertising advice advisor affiliate after age agency
        agent aggregate agreement air aircraft airline airport album alert alias all allocation
        allowance alternate amount analysis analyst animal annual answer apartment appeal appearance
        applicant application appointment appraisal approach approval area arrangement arrival art
        article artist aspect assembly assessment asset assign assignment assist assistant associate
        association attachment attack attempt attendance attribute auction audience audit author
        authority auto autonomous availability average award back badge bag balance ball band bank
        bar base basic basis basket batch bathroom battery beam bed bedroom before begin behavior
        benefit best bid bike bill billing bin birth block blood board boat body bond bonus book
        booking border borrower bottle box branch brand break bridge brief broker brokerage browser
        budget buffer build builder building bulk bureau bus business buy buyer by cable calculation
        calendar call camera camp campaign campus cancel cancellation candidate capacity capital car
        card care career cargo carrier cart case cash cast catalog category cause ceiling cell
        center central certificate certification chain chair challenge change channel chapter
        character charge chart chat check chemical child choice church circuit citizen city claim
        claimant class classification clause clean clear click client clinic clinical clock close
        closing club cluster coach coast code collateral collection college color column comment
        commerce commercial commission commit committee commodity common communication community
        company comparison compensation competition complaint complete completion component
        composite compound computer concept concert condition conference configuration confirm
        connection consent consignment constituent constraint construction consumer consumption
        contact container content contest context contestant continent contract contractor
        contribution control conversion cooking copy core corporate corporation correction cost
        count counter counterparty country county course court cover coverage craft create creator
        credit crew crime criteria critical crop cross crude culture currency current curriculum
        custody custom customer cycle daily damage dangerous data database date daughter day dealer
        death debit debt debtor decision declaration decline deduct deductible default deficit
        definition degree delay delete delivery demand density department departure dependent deposit
        depreciation depth derivative description design desk destination detail device diagnosis
        difference dimension direct direction director disability disbursement discharge discipline
        discount disease dish dispatch display dispute distance distribution distributor district
        dividend division doctor document dog dollar domain domestic donation door dose double down
        draft draw drive driver drop drug due duration duty early earning earth east economic economy
        edge edit edition editor education effect effective efficiency election electric electronic
        element elevation eligibility email emission employee employer employment end endorsement
        energy engine engineer enrollment enterprise entity entry environment episode equipment
        equity error escalation estate estimate evaluation event evidence exam exchange exclusion
        execution executive exemption exercise expense experience expert expiration expiry export
        exposure extension external extra eye face facility fact factor factory faculty failure fall
        family fare farm fault feature federal fee feedback female field file film filter final
        finance financial find finish fire firm first fiscal fish fixed flag fleet flight floor flow
        follow food foot football force forecast foreign form format formula forward foundation
        frame freight frequency friend front fuel full function fund funding furniture future gain
        game gas gate gender general generation genre gift global goal gold good goods governance
        government grade graduate grant grape graph green gross ground group growth guarantee
        guarantor guest guide half hand handling hardware harvest has hazard head header health
        heart heat height help high highway hire history hold holder holding holiday home horizon
        horse hospital host hotel hour house household housing human identifier identification
        identity image impact import incident inclusion income incoming increase independent index
        indicator individual industry infection inflation information infrastructure ingredient
        initial injury input inquiry inspection institution institutional instruction instructor
        instrument insurance insured insurer integer intelligence interaction interest interface
        internal international interval interview inventory investment investor invoice isin issue
        issuer item job join joint journal journey judge junior jurisdiction key keyword kind kitchen
        labor laboratory lake land language large last latitude launch law lawyer layer lead leader
        league learning lease leave ledger left legal lender lending length lesson letter level
        liability library license life light limit limited line link liquid liquidity list listed
        listing load loan lobby local location lodging log logistics long longitude loss lot low
        loyalty machine magazine mail main maintenance major make male manage management manager
        manufacture manufacturer map margin marital mark market marketing master match material math
        maturity maximum meal mean measure measurement mechanism media medical medication medicine
        medium meeting member membership memo memory menu merchant merger message metal meter method
        metric migration mile military minimum minor minute mission mobile mode model module monetary
        money monitor month monthly mortgage motion motor mountain mouth movement movie multiple
        municipal museum music musical mutual name nation national native nature need net network new
        news next night node nominal north note notice notification number nurse nutrition object
        objective obligation observation occupation occurrence offer offering office officer official
        offset oil online open opening operating operation operator opinion opportunity option order
        ordinary organization origin original other outcome output outstanding overdue owner
        ownership pack package page paint panel paper parameter parent park parking part participant
        participation partner partnership party pass passenger passport patent path patient pattern
        pay payable payee payer payment payroll peak penalty pending pension people percent
        percentage performance performer period permission permit person personal pet phase phone
        photo physical physician picture piece pilot place plan plane planet planning plant plate
        platform play player playlist plot point police policy pool population port portfolio
        position positive post postal poster potential power practice preference preferred premium
        prescription presence present president press pressure previous price pricing primary prime
        principal print prior priority private prize problem procedure process processing product
        production professional professor profile profit program progress project promotion proof
        property proposal protection protein protocol provider province provision public publication
        publisher purchase purchaser purpose quality quantity quarter quarterly query question queue
        quota quote quotation race rail railway random range rank ranking rate rating ratio raw reach
        reaction read reading reason rebate receipt receivable receive receiver recipe recipient
        record recovery recruit redemption reference referral refund region register registration
        regular regulation regulator reinsurance relation relationship release relief remark
        reminder remote removal renewal rent rental repair replacement report reporting repository
        representative request requirement research reservation reserve residence resident resolution
        resort resource response responsibility restaurant result retail retention retirement return
        revenue review revision reward right risk river road role room root rotation round route
        routine row rule run safety salary sale sales sample sanction satisfaction save saving scale
        scene schedule scheme scholarship school science scope score screen script sea search season
        seat second secondary section sector secured securities security seed segment select seller
        semester seminar senior sentence sequence serial series server service session set
        settlement severity sex shape share shareholder sheet shelf shift ship shipment shipper
        shipping shop short show side sign signal signature silver single singer site size skill
        small social society software soil solution son song sort source south space speaker special
        specialty species specification speed spend sponsor sport spot staff stage stakeholder
        standard star start state statement station statistic status statutory step stock stop
        storage store storm story strategy stream street strength strike structure student studio
        study style subject submission subscriber subscription subsidiary substance suite summary
        superior supplier supply support surface surgery surplus survey survivor suspension swap
        symbol symptom system table tag take target task tax taxonomy teacher team technical
        technology telephone temperature template temporary tenant tender tenure term terminal
        termination territory test text theater theme therapy thing third threshold ticket tier time
        timestamp title token tool top topic total tour tourist track trade trader trading traffic
        train trainer training transaction transfer transit transport travel treasury treatment trend
        trial trip truck trust trustee tuition turnover type ultimate underwriter underwriting union
        unit university update upper urban usage use user utility vacation vaccine valid valuation
        value variable vehicle vendor venue version vessel veteran video view village visit visitor
        voice volume volunteer vote voter voting voucher voyage wage waiting walk wall warehouse
        warning warrant warranty waste water weather web website week weekly weight west wheel white
        wholesale width wife win wind window wine winner wire withdrawal witness woman wood word work
        worker workflow working workshop world worth wrestler write writer year yearly yield young
        youth zip zone
        """
}

/// Words that mean nearly the same in questions about data.
enum Synonyms {
    /// The words that may stand for a word, not itself.
    static func of(_ word: String) -> [String] {
        let stem = Stemmer.stem(word)
        return (groups[stem] ?? []).filter { Stemmer.stem($0) != stem }
    }

    private static let groups: [String: [String]] = {
        var result: [String: [String]] = [:]
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            for word in words { result[Stemmer.stem(word), default: []] += words }
        }
        return result
    }()

    private static let text = """
        company corporation firm business enterprise organization
        customer client buyer purchaser
        employee worker staff personnel
        person people individual human
        supplier vendor
        seller merchant
        product item article goods
        buy bought purchase
        sell sold sale sales
        pay paid payment
        salary wage compensation payroll
        earn earned earnings income
        price cost amount
        revenue turnover sales
        stock share equity security
        holder owner holding own owned
        bond debt
        loan credit lending borrower
        store shop outlet
        city town municipality
        country nation
        doctor physician
        illness disease condition diagnosis
        drug medication medicine
        student pupil
        teacher instructor faculty professor
        course class subject
        school university college
        car vehicle automobile
        plane aircraft airplane
        movie film
        song track
        singer artist musician
        author writer
        building facility
        room space
        phone telephone
        boss manager supervisor
        department division unit
        ship shipped shipment shipping
        deliver delivered delivery
        return returned returns
        begin start
        end finish
        born birth
        died death
        hired hire
        job position occupation
        policyholder insured holder
        loss claim
        invoice bill billing
        contract agreement
        complaint ticket issue
        currency money monetary
        """
}
