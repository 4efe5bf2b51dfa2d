import Glibc
import Randomness
import Testing

@testable import Engine

/// Large blocks come from the pool that stands in for the C library's; what is written into one stays in it.
struct SlabPoolTests {
    /// A block and the byte that it is full of.
    private struct Block {
        var memory: UnsafeMutableRawPointer
        var size: Int
        let byte: UInt8

        func isWhole(_ count: Int) -> Bool {
            let bytes = memory.assumingMemoryBound(to: UInt8.self)
            return bytes[0] == byte && bytes[count / 2] == byte && bytes[count - 1] == byte
        }
    }

    @Test("Blocks of all sizes keep what is in them while others come, grow and go, on several threads", arguments: [1, 2, 3, 4])
    func random(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var blocks: [Block] = []
        defer { for block in blocks { free(block.memory) } }
        for step in 0..<4_000 {
            // Around the size from which on blocks are the pool's, and far above.
            let size = Int.random(in: 1...(Bool.random(using: &random) ? 600_000 : 6_000_000), using: &random)
            if blocks.count > 40 || !blocks.isEmpty && Int.random(in: 0..<3, using: &random) == 0 {
                let chosen = Int.random(in: 0..<blocks.count, using: &random)
                #expect(blocks[chosen].isWhole(blocks[chosen].size))
                if Bool.random(using: &random) {
                    free(blocks.remove(at: chosen).memory)
                } else {
                    blocks[chosen].memory = try #require(realloc(blocks[chosen].memory, size))
                    #expect(blocks[chosen].isWhole(min(size, blocks[chosen].size)))
                    memset(blocks[chosen].memory, Int32(blocks[chosen].byte), size)
                    blocks[chosen].size = size
                }
                continue
            }
            var memory: UnsafeMutableRawPointer?
            switch step % 3 {
            case 0: memory = malloc(size)
            case 1:
                memory = calloc(1, size)
                #expect(Block(memory: try #require(memory), size: size, byte: 0).isWhole(size), "calloc gave what was used before")
            default:
                #expect(posix_memalign(&memory, 4_096, size) == 0)
                #expect(Int(bitPattern: memory) % 4_096 == 0)
            }
            let block = Block(memory: try #require(memory), size: size, byte: UInt8.random(in: 1...255, using: &random))
            memset(block.memory, Int32(block.byte), size)
            blocks.append(block)
            if step % 500 == 0 { FreedMemory.giveBack() }
        }
    }
}
