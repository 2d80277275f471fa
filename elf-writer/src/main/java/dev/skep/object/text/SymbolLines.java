package dev.skep.object.text;

import dev.skep.asm.TextBuffer;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolType;
import java.util.List;
import java.util.NavigableMap;

/** Writes what the text says about symbols where they are. */
final class SymbolLines {
    private static final String[] VISIBILITIES = {"", "\t.internal\t", "\t.hidden\t", "\t.protected\t"};

    private SymbolLines() {}

    /** Writes the symbols of an offset as labels. */
    static void labels(NavigableMap<Long, List<Symbol>> symbols, long offset, TextBuffer out) {
        List<Symbol> here = symbols.get(offset);
        if (here != null) {
            for (Symbol symbol : here) {
                about(symbol, out);
                out.append(Quoted.name(symbol.name())).append(":\n");
            }
        }
    }

    /** Writes the symbols from one offset to another, where no label can stand, as places counted from {@code here}. */
    static void between(NavigableMap<Long, List<Symbol>> symbols, long here, long from, long to, TextBuffer out) {
        symbols.subMap(from, true, to, false).forEach((offset, found) -> {
            for (Symbol symbol : found) {
                about(symbol, out);
                out.append("\t.set\t").append(Quoted.name(symbol.name()));
                out.append(", . + ").append(offset - here).append('\n');
            }
        });
    }

    private static void about(Symbol symbol, TextBuffer out) {
        String name = Quoted.name(symbol.name());
        if (symbol.binding().equals(SymbolBinding.GLOBAL)) {
            out.append("\t.globl\t").append(name).append('\n');
        } else if (symbol.binding().equals(SymbolBinding.WEAK)) {
            out.append("\t.weak\t").append(name).append('\n');
        }
        String visibility = VISIBILITIES[symbol.other() & 3];
        if (!visibility.isEmpty()) {
            out.append(visibility).append(name).append('\n');
        }
        if (symbol.type().equals(SymbolType.FUNC) || symbol.type().equals(SymbolType.OBJECT)) {
            out.append("\t.type\t").append(name);
            out.append(symbol.type().equals(SymbolType.FUNC) ? ",@function\n" : ",@object\n");
        }
        if (symbol.size() != 0) {
            out.append("\t.size\t")
                    .append(name)
                    .append(", ")
                    .append(symbol.size())
                    .append('\n');
        }
    }
}
