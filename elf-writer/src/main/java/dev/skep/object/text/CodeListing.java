package dev.skep.object.text;

import dev.skep.asm.Encoding;
import dev.skep.asm.OperandShape;
import dev.skep.asm.Register;
import dev.skep.asm.TextBuffer;
import dev.skep.asm.text.Dialect;
import dev.skep.asm.text.InstructionPrinter;
import dev.skep.elf.ElfFile;
import dev.skep.elf.Relocation;
import dev.skep.elf.Symbol;
import dev.skep.kernel.Helper;
import java.nio.ByteOrder;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Writes the code of a section: labels where jumps lead, symbols where relocations are, source lines as comments. */
final class CodeListing {
    private static final int R_BPF_64_64 = 1;
    private static final int R_BPF_64_32 = 10;

    private final CodeSlots code;
    private final Dialect dialect;
    private final TextBuffer out;
    private final ObjectNames names;
    private final int section;
    private final NavigableMap<Long, List<Symbol>> symbols;
    private final NavigableMap<Long, Relocation> relocations;
    private final Map<Integer, String> comments;
    private final String prefix;
    private final BitSet targets = new BitSet();

    /** Which slots have symbols at their start, and which behind it. */
    private final BitSet named = new BitSet();

    private final BitSet namedWithin = new BitSet();
    private final BitSet relocated = new BitSet();

    CodeListing(CodeSlots code, Dialect dialect, TextBuffer out) {
        this(code, dialect, out, new ObjectNames(empty()), 0, Map.of());
    }

    private static ElfFile empty() {
        return new ElfFile(ByteOrder.LITTLE_ENDIAN, ElfFile.RELOCATABLE, ElfFile.BPF, 0, List.of(), 0);
    }

    CodeListing(
            CodeSlots code,
            Dialect dialect,
            TextBuffer out,
            ObjectNames names,
            int section,
            Map<Integer, String> comments) {
        this.code = code;
        this.dialect = dialect;
        this.out = out;
        this.names = names;
        this.section = section;
        this.symbols = names.symbols(section);
        this.relocations = names.relocations(section);
        this.comments = comments;
        String free = ".L" + (section == 0 ? "" : section + "_");
        while (names.isTaken(free)) {
            free += "_";
        }
        this.prefix = free;
    }

    void write() {
        findTargets();
        for (int slot = 0; slot < code.count(); ) {
            long offset = (long) slot * Long.BYTES;
            Encoding instruction = written(slot);
            int slots = instruction == null ? 1 : instruction.slots();
            if (named.get(slot)) {
                SymbolLines.labels(symbols, offset, out);
            }
            if (hasNamesWithin(slot, slots)) {
                SymbolLines.between(symbols, offset, offset + 1, offset + (long) slots * Long.BYTES, out);
            }
            if (targets.get(slot) && (!named.get(slot) || names.local(section, offset) == null)) {
                out.append(prefix).append(slot).append(":\n");
            }
            String comment = comments.isEmpty() ? null : comments.get((int) offset);
            if (comment != null) {
                out.append("\t# ").append(comment).append('\n');
            }
            line(slot, offset, instruction);
            slot += slots;
        }
        long end = (long) code.count() * Long.BYTES;
        SymbolLines.between(symbols, end, end, Long.MAX_VALUE, out);
        for (byte octet : code.rest()) {
            out.append("\t.byte\t").append(octet & 0xff).append('\n');
        }
    }

    private boolean hasNamesWithin(int slot, int slots) {
        return namedWithin.get(slot) || (slots > 1 && (named.get(slot + 1) || namedWithin.get(slot + 1)));
    }

    /** Returns the instruction in a slot, if there is one to write: a relocation in its middle can only be between bytes. */
    private @Nullable Encoding written(int slot) {
        Encoding instruction = code.at(slot);
        boolean whole = instruction != null
                && InstructionPrinter.canPrint(instruction.opcode(), dialect)
                && !(instruction.slots() > 1 && relocated.get(slot + 1));
        return whole ? instruction : null;
    }

    private void line(int slot, long offset, @Nullable Encoding instruction) {
        if (instruction == null) {
            raw(slot);
            return;
        }
        out.append('\t');
        Relocation relocation = relocated.get(slot) ? relocations.get(offset) : null;
        if (relocation != null) {
            relocated(slot, instruction, relocation);
        } else {
            plain(slot, instruction);
        }
        out.append('\n');
    }

    private void raw(int slot) {
        out.append("\t.quad\t0x").appendHex(code.number(slot)).append('\n');
    }

    private void plain(int slot, Encoding instruction) {
        int target = code.target(slot, instruction);
        if (target >= 0) {
            InstructionPrinter.append(out, instruction, dialect, place(target));
        } else if (instruction.shape() == OperandShape.CALL_HELPER && dialect == Dialect.LLVM) {
            out.append("call ").append(helper(instruction.imm()));
        } else {
            InstructionPrinter.append(out, instruction, dialect);
        }
    }

    /** The name of a slot that is jumped to. */
    private String place(int target) {
        String local = named.get(target) ? names.local(section, (long) target * Long.BYTES) : null;
        return local == null ? prefix + target : local;
    }

    /** The name of a helper, unless the object has something of that name. */
    private String helper(int id) {
        return Helper.of(id)
                .map(Helper::kernelName)
                .filter(name -> !names.isTaken(name))
                .orElseGet(() -> Integer.toString(id));
    }

    private void relocated(int slot, Encoding instruction, Relocation relocation) {
        int type = relocation.type();
        if (type == R_BPF_64_64 && instruction.shape() == OperandShape.WIDE_CONSTANT && instruction.secondWord() == 0) {
            int addend = instruction.imm(); // 32 bits with a sign: all that the relocation has
            String symbol = names.reference(relocation, addend);
            if (symbol != null) {
                load(instruction.dst(), symbol);
                return;
            }
        } else if (type == R_BPF_64_32 && instruction.shape() == OperandShape.CALL_FUNCTION) {
            String symbol = names.reference(relocation, (1L + instruction.distance()) * Long.BYTES);
            if (symbol != null) {
                out.append(dialect == Dialect.UBPF ? "call local " : "call ").append(symbol);
                return;
            }
        }
        plain(slot, instruction);
        out.append(" # relocation ").append(type).append(" by symbol ").append(relocation.symbol());
    }

    private void load(Register dst, String symbol) {
        switch (dialect) {
            case LLVM -> out.append(dst.toString()).append(" = ").append(symbol).append(" ll");
            case GNU -> out.append("lddw %").append(dst.toString()).append(',').append(symbol);
            case UBPF -> out.append("lddw ").append(dst.toString()).append(", ").append(symbol);
        }
    }

    private void findTargets() {
        long end = (long) code.count() * Long.BYTES;
        for (long offset : symbols.headMap(end, false).keySet()) {
            (offset % Long.BYTES == 0 ? named : namedWithin).set((int) (offset / Long.BYTES));
        }
        relocations.headMap(end, false).keySet().forEach(offset -> relocated.set((int) (offset / Long.BYTES)));
        for (int slot = 0; slot < code.count(); slot++) {
            Encoding instruction = relocated.get(slot) ? null : code.at(slot);
            if (instruction != null) {
                int target = code.target(slot, instruction);
                if (target >= 0) {
                    targets.set(target);
                }
            }
        }
    }
}
