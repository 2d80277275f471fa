package dev.skep.object.text;

import dev.skep.asm.Instruction;
import dev.skep.asm.InstructionText;
import dev.skep.asm.JumpInstruction;
import dev.skep.asm.Label;
import dev.skep.asm.TextStyle;
import dev.skep.elf.ElfFile;
import dev.skep.elf.ElfReader;
import dev.skep.elf.Section;
import dev.skep.elf.SectionFlags;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolType;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Writes what {@code llvm-objdump-19 -d} writes, so that those who read that can read this. */
public final class ObjdumpListing {
    /** About as many characters as a byte of code becomes. */
    private static final int TEXT_PER_BYTE = 8;

    private static final int MOST_EXPECTED = 1 << 24;
    private static final String DIGITS = "0123456789abcdef";

    private final ElfFile file;
    private final ObjectNames names;
    private final TextStyle style;
    private final StringBuilder out;

    private ObjdumpListing(ElfFile file, int size, TextStyle style) {
        this.file = file;
        this.names = new ObjectNames(file);
        this.style = style;
        this.out = new StringBuilder(Math.min(size, MOST_EXPECTED) * TEXT_PER_BYTE);
    }

    /**
     * Returns the listing of an object file, which is called {@code name} in it.
     *
     * @throws dev.skep.elf.ElfFormatException if these bytes are no ELF file
     */
    public static String of(String name, byte[] bytes, TextStyle style) {
        return new ObjdumpListing(ElfReader.read(bytes), bytes.length, style).text(name);
    }

    private String text(String name) {
        out.append('\n').append(name).append(":\tfile format elf64-bpf\n");
        for (int index = 1; index < file.sections().size(); index++) {
            if (file.section(index) instanceof Section.Content content
                    && content.header().flags().has(SectionFlags.EXECUTE)
                    && content.bytes().size() > 0) {
                out.append("\nDisassembly of section ").append(content.name()).append(":\n");
                section(index, content.bytes().toArray());
            }
        }
        return out.toString();
    }

    private void section(int index, byte[] bytes) {
        var code = CodeSlots.of(bytes, file.order());
        NavigableMap<Long, List<Symbol>> symbols = names.symbols(index);
        if (!symbols.containsKey(0L)) {
            heading(0, file.section(index).name());
        }
        long next = next(symbols, 0);
        for (int slot = 0; slot < code.words().length; ) {
            long offset = (long) slot * Long.BYTES;
            if (offset >= next) {
                List<Symbol> here = symbols.get(offset);
                if (here != null) {
                    heading(offset, shown(here).name());
                }
                next = next(symbols, offset + 1);
            }
            slot += line(code, slot, bytes, symbols, index);
        }
    }

    /** The place of the next symbol: asking for each instruction would take longer than writing it. */
    private static long next(NavigableMap<Long, List<Symbol>> symbols, long from) {
        Long next = symbols.ceilingKey(from);
        return next == null ? Long.MAX_VALUE : next;
    }

    private void heading(long offset, String name) {
        out.append('\n')
                .append(HexFormat.of().toHexDigits(offset))
                .append(" <")
                .append(name)
                .append(">:\n");
    }

    /** Of several names the one that others see, and of those what is code. */
    private static Symbol shown(List<Symbol> here) {
        Symbol best = here.get(0);
        if (here.size() == 1) {
            return best;
        }
        for (Symbol symbol : here) {
            if (rank(symbol) > rank(best)) {
                best = symbol;
            }
        }
        return best;
    }

    private static int rank(Symbol symbol) {
        return (symbol.type().equals(SymbolType.FUNC) ? 2 : 0)
                + (symbol.binding().equals(SymbolBinding.LOCAL) ? 0 : 1);
    }

    private int line(CodeSlots code, int slot, byte[] bytes, NavigableMap<Long, List<Symbol>> symbols, int index) {
        Instruction instruction = code.instructions()[slot];
        int slots = instruction == null ? 1 : instruction.slots();
        for (int limit = 10_000_000; limit > 1 && slot < limit; limit /= 10) {
            out.append(' ');
        }
        out.append(slot).append(":\t");
        for (int i = slot * Long.BYTES; i < (slot + slots) * Long.BYTES; i++) {
            out.append(DIGITS.charAt(bytes[i] >> 4 & 0xf))
                    .append(DIGITS.charAt(bytes[i] & 0xf))
                    .append(' ');
        }
        out.setCharAt(out.length() - 1, '\t');
        if (instruction == null) {
            out.append("<unknown>");
        } else {
            InstructionText.append(out, instruction, style, Label::hint);
            target(slot, instruction, symbols, index);
        }
        out.append('\n');
        return slots;
    }

    private void target(int slot, Instruction instruction, NavigableMap<Long, List<Symbol>> symbols, int index) {
        if (!(instruction instanceof JumpInstruction) || instruction.target().isEmpty()) {
            return;
        }
        long offset = CodeSlots.target(slot, instruction) * Long.BYTES;
        Map.@Nullable Entry<Long, List<Symbol>> before = symbols.floorEntry(offset);
        String name = before == null
                ? file.section(index).name()
                : shown(before.getValue()).name();
        long start = before == null ? 0 : before.getKey();
        if (offset >= 0) {
            out.append(" <").append(name);
            out.append(offset == start ? "" : "+0x" + Long.toHexString(offset - start))
                    .append('>');
        }
    }
}
