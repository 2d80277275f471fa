package dev.skep.asm.text;

import java.nio.ByteOrder;
import java.util.List;

/**
 * A text that has been read: what an object file is made of, without its format.
 *
 * @param name name of the text
 * @param order the byte order
 * @param sections the sections, in order of appearance
 * @param symbols the symbols, in order of appearance
 * @param addressed what {@code .addrsig_sym} names, by index; empty where there is no {@code .addrsig}
 * @param debug where the code comes from, for debuggers
 * @param declarations what {@code .program}, {@code .map} and the like declare
 */
public record AssemblyFile(
        String name,
        ByteOrder order,
        List<AssemblySection> sections,
        List<AssemblySymbol> symbols,
        List<Integer> addressed,
        DebugLines debug,
        Declarations declarations) {
    /** Copies the lists. */
    public AssemblyFile {
        sections = List.copyOf(sections);
        symbols = List.copyOf(symbols);
        addressed = List.copyOf(addressed);
    }
}
