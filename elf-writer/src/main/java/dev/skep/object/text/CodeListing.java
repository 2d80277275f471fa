package dev.skep.object.text;

import dev.skep.asm.CallInstruction;
import dev.skep.asm.Instruction;
import dev.skep.asm.Register;
import dev.skep.asm.WideInstruction;
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

/** Writes the code of a section: labels where jumps lead, symbols where relocations are, source lines as comments. */
final class CodeListing {
    private static final int R_BPF_64_64 = 1;
    private static final int R_BPF_64_32 = 10;

    private final CodeSlots code;
    private final Dialect dialect;
    private final StringBuilder out;
    private final ObjectNames names;
    private final int section;
    private final NavigableMap<Long, List<Symbol>> symbols;
    private final NavigableMap<Long, Relocation> relocations;
    private final Map<Integer, String> comments;
    private final String prefix;
    private final BitSet targets = new BitSet();
    private final BitSet named = new BitSet();
    private final BitSet relocated = new BitSet();

    CodeListing(CodeSlots code, Dialect dialect, StringBuilder out) {
        this(code, dialect, out, new ObjectNames(empty()), 0, Map.of());
    }

    private static ElfFile empty() {
        return new ElfFile(ByteOrder.LITTLE_ENDIAN, ElfFile.RELOCATABLE, ElfFile.BPF, 0, List.of(), 0);
    }

    CodeListing(
            CodeSlots code,
            Dialect dialect,
            StringBuilder out,
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
        for (int slot = 0; slot < code.words().length; ) {
            long offset = (long) slot * Long.BYTES;
            int slots = slots(slot);
            if (named.nextSetBit(slot) >= 0 && named.nextSetBit(slot) < slot + slots) {
                SymbolLines.labels(symbols, offset, out);
                SymbolLines.between(symbols, offset, offset + 1, offset + (long) slots * Long.BYTES, out);
            }
            if (targets.get(slot) && names.local(section, offset) == null) {
                out.append(prefix).append(slot).append(":\n");
            }
            String comment = comments.isEmpty() ? null : comments.get((int) offset);
            if (comment != null) {
                out.append("\t# ").append(comment).append('\n');
            }
            line(slot, offset, slots);
            slot += slots;
        }
        long end = (long) code.words().length * Long.BYTES;
        SymbolLines.between(symbols, end, end, Long.MAX_VALUE, out);
        for (byte octet : code.rest()) {
            out.append("\t.byte\t").append(octet & 0xff).append('\n');
        }
    }

    /** Returns how many slots are written together from here: a relocation in the middle can only be between bytes. */
    private int slots(int slot) {
        Instruction instruction = code.instructions()[slot];
        boolean whole = instruction != null
                && InstructionPrinter.canPrint(instruction, dialect)
                && !(instruction.slots() > 1 && relocated.get(slot + 1));
        return whole ? instruction.slots() : 1;
    }

    private void line(int slot, long offset, int slots) {
        Instruction instruction = code.instructions()[slot];
        if (instruction == null || instruction.slots() != slots || !InstructionPrinter.canPrint(instruction, dialect)) {
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
        out.append("\t.quad\t0x").append(Long.toHexString(code.words()[slot])).append('\n');
    }

    private void plain(int slot, Instruction instruction) {
        int target = target(slot, instruction);
        if (instruction instanceof CallInstruction.Helper call && dialect == Dialect.LLVM) {
            out.append("call ").append(helper(call.id()));
            return;
        }
        if (target < 0) {
            InstructionPrinter.append(out, instruction, dialect, label -> "");
            return;
        }
        var text = new StringBuilder();
        InstructionPrinter.append(text, instruction, dialect, label -> "");
        text.setLength(lastOperand(text));
        String local = names.local(section, (long) target * Long.BYTES);
        out.append(text).append(local == null ? prefix + target : local);
    }

    /** The name of a helper, unless the object has something of that name. */
    private String helper(int id) {
        return Helper.of(id)
                .map(Helper::kernelName)
                .filter(name -> !names.isTaken(name))
                .orElseGet(() -> Integer.toString(id));
    }

    /** Where the target starts, which every jump and call has last. */
    private static int lastOperand(StringBuilder text) {
        int at = text.length();
        while (text.charAt(at - 1) != ' ' && text.charAt(at - 1) != ',') {
            at--;
        }
        return at;
    }

    private void relocated(int slot, Instruction instruction, Relocation relocation) {
        int type = relocation.type();
        if (type == R_BPF_64_64
                && instruction instanceof WideInstruction.Constant wide
                && wide.value() >>> Integer.SIZE == 0) {
            int addend = (int) wide.value(); // 32 bits with a sign: all that the relocation has
            String symbol = names.reference(relocation, addend);
            if (symbol != null) {
                load(wide.dst(), symbol);
                return;
            }
        } else if (type == R_BPF_64_32 && instruction instanceof CallInstruction.Local) {
            String symbol = names.reference(relocation, CodeSlots.target(0, instruction) * Long.BYTES);
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
            case LLVM -> out.append(dst).append(" = ").append(symbol).append(" ll");
            case GNU -> out.append("lddw %").append(dst).append(',').append(symbol);
            case UBPF -> out.append("lddw ").append(dst).append(", ").append(symbol);
        }
    }

    private void findTargets() {
        long end = (long) code.words().length * Long.BYTES;
        symbols.headMap(end, false).keySet().forEach(offset -> named.set((int) (offset / Long.BYTES)));
        relocations.headMap(end, false).keySet().forEach(offset -> relocated.set((int) (offset / Long.BYTES)));
        for (int slot = 0; slot < code.words().length; slot++) {
            Instruction instruction = code.instructions()[slot];
            if (instruction != null && !relocated.get(slot)) {
                int target = target(slot, instruction);
                if (target >= 0) {
                    targets.set(target);
                }
            }
        }
    }

    /** Returns the slot that a jump or call leads to, if an instruction starts there; else -1. */
    private int target(int slot, Instruction instruction) {
        long target = CodeSlots.target(slot, instruction);
        return target >= 0 && target < code.words().length && code.instructions()[(int) target] != null
                ? (int) target
                : -1;
    }
}
