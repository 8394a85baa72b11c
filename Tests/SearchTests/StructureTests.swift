import TestSupport
import Testing

@testable import Search

@Test func `an ordered map agrees with a dictionary and keeps older copies`() {
    var random = SeededGenerator(seed: 7)
    var map = OrderedMap<Int>()
    var model: [String: Int] = [:]
    var copies: [(OrderedMap<Int>, [String: Int])] = []
    for step in 0..<20_000 {
        let key = String(Int.random(in: 0..<3_000, using: &random), radix: 36)
        if Int.random(in: 0..<5, using: &random) < (step < 12_000 ? 3 : 1) {
            map.update(key) { $0 = step }
            model[key] = step
        } else {
            map.update(key) { $0 = nil }
            model[key] = nil
        }
        if step % 4_000 == 0 { copies.append((map, model)) }
    }
    copies.append((map, model))
    for (map, model) in copies {
        var all: [String] = []
        map.walk { key, value in
            #expect(model[key] == value)
            all.append(key)
            return true
        }
        #expect(all == model.keys.sorted())
        #expect(map.count == model.count)
        let anew = OrderedMap(sorted: model.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
        #expect(anew["zz"] == model["zz"] && anew.count == model.count)
        var cursor = OrderedMap<Int>.Cursor(anew, from: "k")
        #expect(cursor.current?.key == model.keys.sorted().first { $0 >= "k" })
        cursor.seek("r")
        #expect(cursor.current?.key == model.keys.sorted().first { $0 >= "r" })
    }
}

@Test func `a list of postings stays sorted through all its shapes`() {
    var random = SeededGenerator(seed: 8)
    var list: PostingList?
    var model: Set<Posting> = []
    func agree() {
        let all = list.map { list in (0..<list.chunkCount).flatMap { list.chunk($0) } } ?? []
        #expect(all == model.sorted())
        #expect((list?.count ?? 0) == model.count)
    }
    for step in 0..<12_000 {
        let posting = Posting(
            document: UInt32.random(in: 0..<4_000, using: &random), field: 1, frequency: 1,
            length: 3)
        let add = Int.random(in: 0..<10, using: &random) < (step < 8_000 ? 8 : 1)
        PostingList.change(&list, add: add, posting)
        if add { model.insert(posting) } else { model.remove(posting) }
        if step % 1_000 == 0 { agree() }
    }
    for posting in model.sorted() {
        PostingList.change(&list, add: false, posting)
        model.remove(posting)
        if model.count % 500 == 0 { agree() }
    }
    #expect(list == nil)
}

@Test func `codes of lengths keep order and are exact for short texts`() {
    var last = -1
    for length in 0..<5_000 {
        let code = Posting.code(length)
        #expect(code >= last && code < 256)
        let decoded = Posting.length(code)
        #expect(length <= 32 ? decoded == length : decoded <= length && decoded * 17 >= length * 16)
        last = code
    }
    #expect(Posting.code(.max) == 255)
}

@Test func `the search for typos agrees with comparing all words`() {
    var random = SeededGenerator(seed: 9)
    var map = OrderedMap<PostingList>()
    var all: Set<String> = []
    for _ in 0..<3_000 {
        let count = Int.random(in: 2...7, using: &random)
        let word = String((0..<count).map { _ in "abcd".randomElement(using: &random) ?? "a" })
        all.insert(word)
        for key in [word, "=" + word, "~" + word] {
            map.update(key) {
                $0 = .one(Posting(document: 1, field: 0, frequency: 1, length: 1))
            }
        }
    }
    for target in ["abcd", "dacbd", "aaaa", "bdbdbdbd", "xyz", "cabbage"] {
        for limit in 1...2 {
            var search = TypoSearch(target, limit: limit)
            let found = search.matches(in: map)
            let expected = all.filter { (1...limit).contains(distance($0, target)) }
            #expect(Set(found.map(\.word)) == expected, "\(target) \(limit)")
            #expect(found.allSatisfy { $0.distance == distance($0.word, target) })
        }
    }
}

/// Optimal string alignment, the plain way.
private func distance(_ left: String, _ right: String) -> Int {
    let (a, b) = (Array(left.utf8), Array(right.utf8))
    var table = Array(repeating: Array(repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count {
        for j in 0...b.count {
            if i == 0 || j == 0 {
                table[i][j] = i + j
                continue
            }
            var best = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
            best = min(best, table[i - 1][j] + 1, table[i][j - 1] + 1)
            if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
                best = min(best, table[i - 2][j - 2] + 1)
            }
            table[i][j] = best
        }
    }
    return table[a.count][b.count]
}
