package dev.skep.asm.text;

import dev.skep.asm.Opcode;
import dev.skep.asm.internal.Word;
import dev.skep.asm.text.AssemblyReference.Form;
import dev.skep.asm.text.AssemblySymbol.Binding;
import dev.skep.asm.text.TextProblem.Kind;
import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fills in what is known once the whole text has been read: distances of jumps and of places, helpers by name. What only a
 * linker or loader knows becomes a reference.
 */
final class Resolver {
    private final String name;
    private final Draft draft;
    private final SymbolTable symbols;
    private final Fixups fixups;
    private final Problems problems;
    private final Equates equates;
    private final UnknownNames unknown;
    private final SymbolList list;
    private final List<List<AssemblyReference>> references = new ArrayList<>();

    Resolver(String name, Draft draft, Problems problems) {
        this.name = name;
        this.draft = draft;
        this.symbols = draft.symbols;
        this.fixups = draft.fixups;
        this.problems = problems;
        this.equates = new Equates(draft);
        this.unknown = new UnknownNames(draft);
        this.list = new SymbolList(draft, equates);
    }

    AssemblyFile resolve() {
        if (draft.labelsTheLastExit) {
            labelTheLastExit();
        }
        draft.sections.forEach(section -> references.add(new ArrayList<>()));
        for (int i = 0; i < fixups.size() && !problems.areTooMany(); i++) {
            try {
                resolve(i);
            } catch (Fault fault) {
                problems.add(fault.kind(), fixups.line(i), fixups.column(i), 1, fault.message());
            }
        }
        List<AssemblySymbol> named = list.finish(problems);
        List<AssemblySection> sections = new ArrayList<>();
        for (SectionDraft section : draft.sections) {
            sections.add(section(section));
        }
        List<Integer> addressed = draft.addressed.stream().map(list::index).toList();
        return new AssemblyFile(
                name, draft.order, sections, named, addressed, draft.debug, draft.declarations.finish());
    }

    private void labelTheLastExit() {
        int exit = symbols.find("exit");
        CodeLines lines = draft.section.lines;
        if (exit != SymbolTable.UNDEFINED && !symbols.isDefined(exit) && lines.size() > 0) {
            symbols.define(exit, draft.section.number, lines.offset(lines.size() - 1));
        }
    }

    private AssemblySection section(SectionDraft section) {
        return new AssemblySection(
                section.name,
                section.flags,
                section.type,
                section.entrySize,
                section.alignment,
                new Contents(section.bytes, section.isNoBits ? 0 : section.size),
                section.size,
                references.get(section.number),
                section.lines);
    }

    private void resolve(int i) {
        if (isPlainSymbol(i)) {
            symbol(i, fixups.plus(i), fixups.constant(i));
            return;
        }
        Expression value = equates.resolve(fixups.value(i));
        if (value.isConstant()) {
            number(i, value.constant());
        } else if (value.minus() != Expression.NONE || value.plus() == Expression.NONE) {
            throw difference(value);
        } else {
            symbol(i, value.plus(), value.constant());
        }
    }

    private boolean isPlainSymbol(int i) {
        return fixups.minus(i) == Expression.NONE
                && fixups.plus(i) != Expression.NONE
                && draft.valueOf(fixups.plus(i)) == null;
    }

    private Fault difference(Expression value) {
        for (int symbol : new int[] {value.plus(), value.minus()}) {
            if (symbol != Expression.NONE && !symbols.isDefined(symbol)) {
                return unknown.symbol(symbol);
            }
        }
        return fault(Kind.SYNTAX, "the places lie in different sections: their distance is not known");
    }

    private static Fault fault(Kind kind, String message) {
        return new Fault(kind, 0, 1, message);
    }

    private void number(int i, long value) {
        SectionDraft section = draft.sections.get(fixups.section(i));
        int at = fixups.offset(i);
        switch (fixups.kind(i)) {
            case JUMP -> setOffset(section, at, value);
            case JUMP_LONG -> section.setSlot(at, Word.withImm(section.slotAt(at), s32(value, "jump offset")));
            case IMMEDIATE -> section.setSlot(at, Word.withImm(section.slotAt(at), u32(value, "immediate")));
            case CALL -> section.setSlot(at, Opcode.CALL.code() | Word.imm(u32(value, "helper number")));
            case LDDW -> {
                section.setSlot(at, Word.withImm(section.slotAt(at), (int) value));
                section.setSlot(at + Long.BYTES, Word.imm((int) (value >> Integer.SIZE)));
            }
            case DATA_1, DATA_2, DATA_4, DATA_8 -> {
                int width = fixups.kind(i).width();
                int bits = width * Byte.SIZE;
                if (bits < Long.SIZE && (value < -(1L << (bits - 1)) || value >= 1L << bits)) {
                    throw fault(Kind.RANGE, value + " does not fit in " + width + " bytes");
                }
                section.setNumber(at, value, width);
            }
        }
    }

    private static void setOffset(SectionDraft section, int at, long slots) {
        if (slots != (short) slots) {
            throw fault(
                    Kind.TOO_FAR, "the jump is " + slots + " slots wide, its field has 16 signed bits; `gotol` has 32");
        }
        section.setSlot(at, Word.withOff(section.slotAt(at), slots, "jump offset"));
    }

    private static int s32(long value, String field) {
        if (value != (int) value) {
            throw fault(Kind.RANGE, field + " " + value + " does not fit in 32 signed bits");
        }
        return (int) value;
    }

    private static int u32(long value, String field) {
        if (value < Integer.MIN_VALUE || value > 0xffff_ffffL) {
            throw fault(Kind.RANGE, field + " " + value + " does not fit in 32 bits");
        }
        return (int) value;
    }

    private void symbol(int i, int symbol, long addend) {
        switch (fixups.kind(i)) {
            case JUMP, JUMP_LONG -> number(i, distance(i, symbol, addend));
            case CALL -> call(i, symbol, addend);
            case LDDW -> refer(i, Form.LDDW, symbol, addend);
            case DATA_4 -> refer(i, Form.DATA_4, symbol, addend);
            case DATA_8 -> refer(i, Form.DATA_8, symbol, addend);
            case DATA_1, DATA_2 -> throw fault(Kind.SYNTAX, "an address has 4 or 8 bytes");
            case IMMEDIATE ->
                throw symbols.isDefined(symbol)
                        ? fault(
                                Kind.SYNTAX,
                                "an address has 64 bits: write `" + unknown.shown(symbol) + " ll`, or lddw")
                        : unknown.symbol(symbol);
        }
    }

    /** Returns how many slots the place is behind the next instruction. */
    private long distance(int i, int symbol, long addend) {
        if (!symbols.isDefined(symbol)) {
            throw unknown.label(symbol);
        }
        if (symbols.section(symbol) != fixups.section(i)) {
            throw fault(
                    Kind.MISPLACED, "`" + unknown.shown(symbol) + "` lies in another section: a jump stays in its own");
        }
        long bytes = symbols.offset(symbol) + addend - fixups.offset(i) - Long.BYTES;
        if (bytes % Long.BYTES != 0) {
            throw fault(Kind.MISPLACED, "`" + unknown.shown(symbol) + "` does not stand before an instruction");
        }
        return bytes / Long.BYTES;
    }

    /** A call of what only this file sees and the same section holds is as well known as a jump. */
    private void call(int i, int symbol, long addend) {
        if (!symbols.isDefined(symbol)) {
            Optional<Helper> helper = Helper.of(unknown.shown(symbol));
            if (helper.isPresent() && !unknown.isDeclared(symbol)) {
                number(i, helper.get().id());
                return;
            }
            unknown.refuseIfMisspelled(symbol);
        } else if (symbols.section(symbol) == fixups.section(i) && list.binding(symbol) == Binding.LOCAL) {
            SectionDraft section = draft.sections.get(fixups.section(i));
            int at = fixups.offset(i);
            section.setSlot(at, Word.withImm(section.slotAt(at), s32(distance(i, symbol, addend), "call offset")));
            return;
        }
        refer(i, Form.CALL, symbol, addend);
    }

    private void refer(int i, Form form, int symbol, long addend) {
        unknown.refuseIfUndeclared(symbol);
        references
                .get(fixups.section(i))
                .add(new AssemblyReference(fixups.offset(i), form, list.index(symbol), addend));
    }
}
