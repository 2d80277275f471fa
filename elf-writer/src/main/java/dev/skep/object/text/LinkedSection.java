package dev.skep.object.text;

import dev.skep.asm.text.AssemblyFile;
import dev.skep.asm.text.AssemblyReference;
import dev.skep.asm.text.AssemblySection;
import dev.skep.asm.text.AssemblySymbol;
import dev.skep.asm.text.AssemblySymbol.Keeping;
import dev.skep.asm.text.AssemblySymbol.Place;
import dev.skep.elf.ByteString;
import dev.skep.elf.Relocation;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A section with what its relocations add to in its bytes.
 *
 * @param bytes the contents
 * @param relocations the relocations
 */
record LinkedSection(ByteString bytes, List<Relocation> relocations) {
    private static final int IMMEDIATE = 4;
    private static final int SLOT = 8;

    /** The relocations of BPF, as {@code llvm/BinaryFormat/ELFRelocs/BPF.def} numbers them. */
    private static final int R_BPF_64_64 = 1;

    private static final int R_BPF_64_ABS64 = 2;
    private static final int R_BPF_64_ABS32 = 3;
    private static final int R_BPF_64_NODYLD32 = 4;
    private static final int R_BPF_64_32 = 10;

    static LinkedSection of(AssemblyFile file, AssemblySection section, SymbolNumbers symbols) {
        ByteBuffer bytes = ByteBuffer.wrap(section.bytes().toArray()).order(file.order());
        List<Relocation> relocations = new ArrayList<>();
        for (AssemblyReference reference : section.references()) {
            AssemblySymbol symbol = file.symbols().get(reference.symbol());
            long addend = reference.addend();
            int number = symbols.number(reference.symbol());
            if (SymbolNumbers.countsFromSection(symbol) && symbol.place() instanceof Place.InSection in) {
                addend += in.offset();
                number = symbols.sectionNumber(in);
            }
            write(bytes, reference, addend);
            relocations.add(Relocation.of(reference.offset(), number, type(file, reference, symbol)));
        }
        return new LinkedSection(ByteString.sharing(bytes), List.copyOf(relocations));
    }

    private static void write(ByteBuffer bytes, AssemblyReference reference, long addend) {
        int at = reference.offset();
        switch (reference.form()) {
            case LDDW -> bytes.putInt(at + IMMEDIATE, (int) addend);
            case CALL -> bytes.putInt(at + IMMEDIATE, (int) (addend / SLOT - 1));
            case DATA_4 -> bytes.putInt(at, (int) addend);
            case DATA_8 -> bytes.putLong(at, addend);
        }
    }

    private static int type(AssemblyFile file, AssemblyReference reference, AssemblySymbol symbol) {
        return switch (reference.form()) {
            case LDDW -> R_BPF_64_64;
            case CALL -> R_BPF_64_32;
            case DATA_8 -> R_BPF_64_ABS64;
            case DATA_4 -> isOfTypes(file, symbol) ? R_BPF_64_NODYLD32 : R_BPF_64_ABS32;
        };
    }

    /** What BTF refers to, which loaders leave alone: places in code, and what programs may write. */
    private static boolean isOfTypes(AssemblyFile file, AssemblySymbol symbol) {
        if (!(symbol.place() instanceof Place.InSection in)) {
            return false;
        }
        AssemblySection section = file.sections().get(in.section());
        return symbol.keeping() == Keeping.KEPT
                ? section.flags().contains("a") && section.flags().contains("w")
                : section.isCode();
    }
}
