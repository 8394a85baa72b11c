import Search
import Testing

/// Words and their stems as libstemmer 2.2 has them.
private let stems = """
    orders order, ordered order, ordering order, customer custom, customers custom
    identifier identifi, identifiers identifi, quantities quantiti, revenues revenu
    reveneue reveneu, caresses caress, ponies poni, ties tie, cries cri, gas gas
    this this, kiwis kiwi, abyss abyss, proceed proceed, succeeding succeed, inning inning
    herrings herring, skies sky, dying die, news news, generously generous
    generate generat, communism communism, arsenal arsenal, hopping hop, hoping hope
    falling fall, feed feed, agreed agre, bled bled, conditional condit, rational ration
    valency valenc, hesitancy hesit, digitizer digit, conformably conform, radically radic
    differently differ, vileness vile, analogously analog, vietnamization vietnam
    predication predic, operator oper, feudalism feudal, decisiveness decis
    hopefulness hope, callousness callous, formality formal, sensitivity sensit
    sensibility sensibl, analogy analog, triplicate triplic, formative format
    formalize formal, electricity electr, electrical electr, hopeful hope, goodness good
    revival reviv, allowance allow, inference infer, airliner airlin, adjustable adjust
    defensible defens, irritant irrit, replacement replac, adjustment adjust
    dependent depend, adoption adopt, communicate communic, activate activ
    angularity angular, homologous homolog, effective effect, bowdlerize bowdler
    probate probat, rate rate, cease ceas, controller control, roll roll, youth youth
    boy boy, boyish boyish, toy's toy, buyer buyer, yellow yellow, syzygy syzygi
    using use, owed owe, owned own, bias bias, atlas atlas, early earli, only onli
    """

@Test func `stems are those of Snowball's English stemmer`() {
    for pair in stems.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
        let words = pair.split(separator: " ")
        #expect(Stemmer.stem(String(words[0])) == words[1], "\(words[0])")
    }
}

@Test func `what is no English word keeps its form`() {
    for word in ["c003362", "é", "größen", "ab", "", "2024s"] {
        #expect(Stemmer.stem(word) == word)
    }
}
