extension Adjacency {
    /// Adds a relationship to a node's run.
    ///
    /// The entry must not be there.
    mutating func insert(
        _ node: UInt32, _ type: UInt16, _ neighbour: UInt32, _ relationship: UInt32,
        _ arena: PageArena
    ) {
        let entry = Self.entry(neighbour, relationship)
        let view = writableBlock(of: node, extra: 2, arena)
        let place = Int(node & 63)
        let (start, end) = (Int(view.offsets[place]), Int(view.offsets[place + 1]))
        var position = start
        while position < end {
            let header = GroupHeader(word: view.words[position])
            if header.type >= type { break }
            position += 1 + header.inlineCount
        }
        guard position < end, GroupHeader(word: view.words[position]).type == type else {
            Self.openGap(view, place, at: position, 2)
            view.words[position] = GroupHeader(type: type, count: 1, isSpilled: false).word
            view.words[position + 1] = entry
            return
        }
        let header = GroupHeader(word: view.words[position])
        let isSpilled =
            header.isSpilled || header.count >= Self.groupLimit
            || end - start >= Self.runLimit
        view.words[position] =
            GroupHeader(type: type, count: header.count + 1, isSpilled: isSpilled).word
        if isSpilled {
            if !header.isSpilled { spill(view, place, at: position, header, node, arena) }
            spilled.insert(
                Self.spillKey(node, type, neighbour, relationship), NumericOrder(), arena)
            return
        }
        let index = Self.lowerBound(entry, view.words + position + 1, header.count)
        Self.openGap(view, place, at: position + 1 + index, 1)
        view.words[position + 1 + index] = entry
    }

    /// Removes a relationship from a node's run.
    ///
    /// Answers false when it is not there.
    @discardableResult
    mutating func remove(
        _ node: UInt32, _ type: UInt16, _ neighbour: UInt32, _ relationship: UInt32,
        _ arena: PageArena
    ) -> Bool {
        guard run(of: node) != nil else { return false }
        let view = writableBlock(of: node, extra: 0, arena)
        let place = Int(node & 63)
        var position = Int(view.offsets[place])
        let end = Int(view.offsets[place + 1])
        while position < end {
            let header = GroupHeader(word: view.words[position])
            if header.type == type { break }
            position += 1 + header.inlineCount
        }
        guard position < end else { return false }
        let header = GroupHeader(word: view.words[position])
        if header.isSpilled {
            let key = Self.spillKey(node, type, neighbour, relationship)
            guard spilled.remove(key, NumericOrder(), arena) else { return false }
        } else {
            let entry = Self.entry(neighbour, relationship)
            let entries = view.words + position + 1
            let index = Self.lowerBound(entry, entries, header.count)
            guard index < header.count, entries[index] == entry else { return false }
            Self.closeGap(view, place, at: position + 1 + index, 1)
        }
        if header.count == 1 {
            Self.closeGap(view, place, at: position, 1)
        } else {
            view.words[position] =
                GroupHeader(
                    type: type, count: header.count - 1, isSpilled: header.isSpilled
                ).word
        }
        return true
    }

    /// Moves the entries of a group from its run into the tree.
    private mutating func spill(
        _ view: NodeBlock, _ place: Int, at position: Int, _ header: GroupHeader,
        _ node: UInt32, _ arena: PageArena
    ) {
        for index in 0..<header.count {
            let entry = view.words[position + 1 + index]
            let key = Self.spillKey(
                node, header.type, UInt32(truncatingIfNeeded: entry >> 32),
                UInt32(truncatingIfNeeded: entry))
            spilled.insert(key, NumericOrder(), arena)
        }
        Self.closeGap(view, place, at: position + 1, header.count)
    }

    /// The node's block, owned and with room for `extra` more words.
    private mutating func writableBlock(
        of node: UInt32, extra: Int, _ arena: PageArena
    ) -> NodeBlock {
        let index = Int(node >> 6)
        guard let existing = blocks[index] else {
            let block = arena.allocate(Self.wordsOffset + max(8, extra) * 8)
            blocks.set(index, to: block, arena)
            return NodeBlock(block: block)
        }
        let view = NodeBlock(block: existing)
        let needed = view.used + extra
        if needed <= view.capacity, arena.owns(existing) { return view }
        let capacity = needed <= view.capacity ? view.capacity : needed + needed / 4 + 8
        let block = arena.copy(existing, size: Self.wordsOffset + capacity * 8)
        blocks.set(index, to: block, arena)
        return NodeBlock(block: block)
    }

    private static func openGap(_ view: NodeBlock, _ place: Int, at position: Int, _ count: Int) {
        let used = view.used
        let words = view.words
        (words + position + count).update(from: words + position, count: used - position)
        for later in (place + 1)...nodesPerBlock {
            view.offsets[later] += UInt32(truncatingIfNeeded: count)
        }
    }

    private static func closeGap(_ view: NodeBlock, _ place: Int, at position: Int, _ count: Int) {
        let used = view.used
        let words = view.words
        (words + position).update(
            from: words + position + count, count: used - position - count)
        for later in (place + 1)...nodesPerBlock {
            view.offsets[later] -= UInt32(truncatingIfNeeded: count)
        }
    }
}
