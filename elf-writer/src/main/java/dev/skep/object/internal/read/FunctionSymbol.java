package dev.skep.object.internal.read;

import dev.skep.btf.BtfLinkage;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolType;
import dev.skep.object.ObjectFormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A function as its symbol describes it.
 *
 * @param name its name
 * @param linkage who may call it
 * @param offset where it starts in its section
 * @param size how many bytes of code it has
 */
public record FunctionSymbol(String name, BtfLinkage linkage, int offset, int size) {
    private static final int SLOT = 8;
    private static final int MAX_NAME = 4096;

    /** The functions of a section, which take all of it, one after the other. */
    public static List<FunctionSymbol> in(ObjectFile file, CodeBytes section) {
        List<FunctionSymbol> functions = new ArrayList<>();
        long end = 0;
        var symbols = file.symbolsOf(section.index()).stream()
                .filter(symbol -> symbol.type().equals(SymbolType.FUNC))
                .sorted(Comparator.comparingLong(Symbol::value))
                .toList();
        for (Symbol symbol : symbols) {
            if (symbol.name().length() > MAX_NAME) {
                throw new ObjectFormatException("a function of section " + section.name() + " has a name of "
                        + symbol.name().length() + " characters, the limit is " + MAX_NAME);
            }
            if (symbol.value() != end || symbol.size() <= 0 || symbol.size() % SLOT != 0) {
                throw new ObjectFormatException(
                        "function " + symbol.name() + " of section " + section.name() + " is at byte " + symbol.value()
                                + " with " + symbol.size() + " bytes, the one before ends at " + end);
            }
            end += symbol.size();
            if (end > section.bytes().size()) {
                break;
            }
            functions.add(of(symbol, file.hasTypes()));
        }
        if (end != section.bytes().size()) {
            throw new ObjectFormatException("the functions of section " + section.name() + " end at byte " + end
                    + " of " + section.bytes().size());
        }
        return functions;
    }

    /** Hidden functions are static ones to loaders, and all are to the kernel where no types are. */
    private static FunctionSymbol of(Symbol symbol, boolean typed) {
        var linkage = symbol.isLocal() || symbol.isHidden() || !typed ? BtfLinkage.STATIC : BtfLinkage.GLOBAL;
        return new FunctionSymbol(
                symbol.name(), linkage, Math.toIntExact(symbol.value()), Math.toIntExact(symbol.size()));
    }
}
