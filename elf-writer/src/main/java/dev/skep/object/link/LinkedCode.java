package dev.skep.object.link;

import dev.skep.btf.BtfExt.CoreRelo;
import dev.skep.btf.BtfExt.SectionInfo;
import dev.skep.elf.ByteString;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolPlace.InSection;
import dev.skep.elf.SymbolType;
import dev.skep.object.link.SectionPlan.Piece;
import dev.skep.object.link.SectionPlan.Target;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The contents of the linked object's sections: those of the inputs, with the numbers in them that depend on places. */
record LinkedCode(List<InputObject> inputs, SectionPlan sections, LinkedTypes types, Problems problems) {
    private static final int SLOT = 8;
    private static final int IMMEDIATE = 4;
    private static final int LDDW = 0x18;
    private static final int CALL = 0x85;
    private static final int MOV = 0xb7;
    private static final int MOV32 = 0xb4;
    private static final int TYPE_ID_LOCAL = 6;
    private static final int TYPE_ID_TARGET = 7;

    Map<Target, ByteString> contents() {
        Map<Target, ByteString> contents = new HashMap<>();
        for (Target target : sections.targets()) {
            if (target.zeros()) {
                continue;
            }
            var bytes = new byte[Math.toIntExact(target.size())];
            for (Piece piece : target.parts()) {
                byte[] moved = piece.cuts().apply(patched(inputs.get(piece.input()), piece));
                System.arraycopy(moved, 0, bytes, Math.toIntExact(piece.start()), moved.length);
            }
            contents.put(target, ByteString.sharing(ByteBuffer.wrap(bytes)));
        }
        return contents;
    }

    private byte[] patched(InputObject input, Piece piece) {
        Section section = input.elf().section(piece.section());
        byte[] bytes = ((Content) section).bytes().toArray();
        var words = ByteBuffer.wrap(bytes).order(input.elf().order());
        var relocated = new BitSet();
        for (Relocations table : input.index().relocations(piece.section())) {
            for (Relocation relocation : table.relocations()) {
                relocated.set(Math.toIntExact(relocation.offset() / SLOT));
                if (!piece.isLost(relocation.offset())) {
                    relocate(input, section, relocation, words);
                }
            }
        }
        if (InputChecks.isCode(section)) {
            if (!piece.cuts().isEmpty()) {
                calls(input, section, piece, words, relocated);
            }
            typeNumbers(input, section, words);
        }
        return bytes;
    }

    /** What is referred to by the symbol of a section is so many bytes from its start, which is not where it was. */
    private void relocate(InputObject input, Section section, Relocation relocation, ByteBuffer words) {
        Symbol symbol = input.symbols().get(relocation.symbol());
        if (!symbol.type().equals(SymbolType.SECTION) || !(symbol.place() instanceof InSection in)) {
            return;
        }
        var found = sections.find(input.number(), in.section());
        if (found.isEmpty()) {
            return;
        }
        Piece piece = found.get();
        int at = Math.toIntExact(relocation.offset());
        if (!InputChecks.isCode(section)) {
            if (piece.start() != 0 || !piece.cuts().isEmpty()) {
                problems.add(
                        input, section.name(), "the word at byte " + at + " is relocated by a section, not a symbol");
            }
            return;
        }
        int immediate = words.getInt(at + IMMEDIATE);
        boolean call = Byte.toUnsignedInt(words.get(at)) == CALL;
        long before = call ? (immediate + 1L) * SLOT : immediate;
        if (piece.cuts().has(before)) {
            problems.add(
                    input, section.name(), "the instruction at byte " + at + " refers to a weak function that lost");
            return;
        }
        long after = piece.at(before);
        put(input, section, words, at, call ? after / SLOT - 1 : after);
    }

    private void put(InputObject input, Section section, ByteBuffer words, int at, long immediate) {
        if (immediate != (int) immediate) {
            problems.add(
                    input,
                    section.name(),
                    "the instruction at byte " + at + " would hold " + immediate + ", which does not fit in 32 bits");
            return;
        }
        words.putInt(at + IMMEDIATE, (int) immediate);
    }

    /** Calls within a section say how far, and something between may be gone. */
    private void calls(InputObject input, Section section, Piece piece, ByteBuffer words, BitSet relocated) {
        boolean little = words.order() == ByteOrder.LITTLE_ENDIAN;
        for (int at = 0; at < words.limit(); at += SLOT) {
            int opcode = Byte.toUnsignedInt(words.get(at));
            if (opcode == LDDW) {
                at += SLOT;
                continue;
            }
            int registers = Byte.toUnsignedInt(words.get(at + 1));
            int source = little ? registers >> 4 : registers & 0xF;
            if (opcode != CALL
                    || source != 1
                    || relocated.get(at / SLOT)
                    || piece.cuts().has(at)) {
                continue;
            }
            long target = at + (words.getInt(at + IMMEDIATE) + 1L) * SLOT;
            if (piece.cuts().has(target)) {
                problems.add(input, section.name(), "the call at byte " + at + " is of a weak function that lost");
            } else {
                put(input, section, words, at, (piece.at(target) - piece.at(at)) / SLOT - 1);
            }
        }
    }

    /** Instructions that hold the number of a local type; loaders check that it is the one of the relocation. */
    private void typeNumbers(InputObject input, Section section, ByteBuffer words) {
        for (SectionInfo<CoreRelo> block : input.index().coreRelocations(section.name())) {
            for (CoreRelo relocation : block.records()) {
                int at = relocation.offset();
                boolean number = relocation.kind() == TYPE_ID_LOCAL || relocation.kind() == TYPE_ID_TARGET;
                if (!number || at > words.limit() - SLOT) {
                    continue;
                }
                int opcode = Byte.toUnsignedInt(words.get(at));
                boolean holds = (opcode == LDDW || opcode == MOV || opcode == MOV32)
                        && words.getInt(at + IMMEDIATE) == relocation.type().value();
                if (holds) {
                    types.now(input, relocation.type()).ifPresent(now -> words.putInt(at + IMMEDIATE, now.value()));
                }
            }
        }
    }
}
