package dev.skep.object.text;

import dev.skep.asm.text.AssemblyFile;
import dev.skep.asm.text.AssemblyReference;
import dev.skep.asm.text.AssemblySection;
import dev.skep.asm.text.AssemblySymbol;
import dev.skep.asm.text.AssemblySymbol.Binding;
import dev.skep.asm.text.AssemblySymbol.Keeping;
import dev.skep.asm.text.AssemblySymbol.Place;
import dev.skep.elf.Symbol;
import dev.skep.elf.SymbolBinding;
import dev.skep.elf.SymbolPlace;
import dev.skep.elf.SymbolType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The symbol table: the source file, sections that relocations count from, local symbols, the others. A relocation counts
 * from a symbol that others see, else from the start of its section.
 */
final class SymbolNumbers {
    /** {@code SHN_COMMON}: the linker makes room. */
    private static final SymbolPlace COMMON = new SymbolPlace.Reserved(0xfff2);

    private final AssemblyFile file;
    private final List<SymbolPlace> sectionPlaces;
    private final int[] sectionIndices;
    private final List<Symbol> list = new ArrayList<>();
    private final int[] numbers;
    private final int[] sectionNumbers;

    private SymbolNumbers(AssemblyFile file, int[] sectionIndices) {
        this.file = file;
        this.sectionIndices = sectionIndices;
        this.sectionPlaces =
                Arrays.stream(sectionIndices).mapToObj(SymbolPlace::in).toList();
        this.numbers = new int[file.symbols().size()];
        this.sectionNumbers = new int[sectionIndices.length];
    }

    /** Numbers the symbols of a file whose sections have these indices in the ELF file. */
    static SymbolNumbers of(AssemblyFile file, int[] sectionIndices) {
        var symbols = new SymbolNumbers(file, sectionIndices);
        symbols.list.add(Symbol.NULL);
        if (!file.debug().unit().isEmpty()) {
            symbols.list.add(new Symbol(
                    file.debug().unit(), SymbolType.FILE, SymbolBinding.LOCAL, 0, SymbolPlace.ABSOLUTE, 0, 0));
        }
        symbols.sections();
        symbols.named(true);
        symbols.named(false);
        return symbols;
    }

    private void sections() {
        boolean[] counted = new boolean[sectionNumbers.length];
        for (AssemblySection section : file.sections()) {
            for (AssemblyReference reference : section.references()) {
                AssemblySymbol symbol = file.symbols().get(reference.symbol());
                if (countsFromSection(symbol) && symbol.place() instanceof Place.InSection place) {
                    counted[place.section()] = true;
                }
            }
        }
        for (int i = 0; i < counted.length; i++) {
            if (counted[i]) {
                sectionNumbers[i] = list.size();
                list.add(Symbol.ofSection(sectionIndices[i]));
            }
        }
    }

    /** Tells whether a relocation by this symbol counts from the start of its section. */
    static boolean countsFromSection(AssemblySymbol symbol) {
        return symbol.binding() == Binding.LOCAL && symbol.place() instanceof Place.InSection;
    }

    private void named(boolean local) {
        for (int i = 0; i < numbers.length; i++) {
            AssemblySymbol symbol = file.symbols().get(i);
            if ((symbol.binding() == Binding.LOCAL) == local && symbol.keeping() == Keeping.KEPT) {
                numbers[i] = list.size();
                list.add(symbol(symbol));
            }
        }
    }

    private Symbol symbol(AssemblySymbol symbol) {
        SymbolPlace place = SymbolPlace.UNDEFINED;
        long value = 0;
        if (symbol.place() instanceof Place.InSection in) {
            place = sectionPlaces.get(in.section());
            value = in.offset();
        } else if (symbol.place() instanceof Place.Absolute absolute) {
            place = SymbolPlace.ABSOLUTE;
            value = absolute.value();
        } else if (symbol.place() instanceof Place.Common common) {
            place = COMMON;
            value = common.alignment();
        }
        return new Symbol(
                symbol.name(),
                type(symbol.kind()),
                binding(symbol.binding()),
                visibility(symbol.visibility()),
                place,
                value,
                symbol.size());
    }

    private static SymbolType type(AssemblySymbol.Kind kind) {
        return switch (kind) {
            case UNSPECIFIED -> SymbolType.NOTYPE;
            case FUNCTION -> SymbolType.FUNC;
            case OBJECT -> SymbolType.OBJECT;
        };
    }

    private static SymbolBinding binding(Binding binding) {
        return switch (binding) {
            case LOCAL -> SymbolBinding.LOCAL;
            case GLOBAL -> SymbolBinding.GLOBAL;
            case WEAK -> SymbolBinding.WEAK;
        };
    }

    private static int visibility(AssemblySymbol.Visibility visibility) {
        return switch (visibility) {
            case DEFAULT -> 0;
            case INTERNAL -> 1;
            case HIDDEN -> 2;
            case PROTECTED -> 3;
        };
    }

    /** Returns the number of a symbol of the file, of its section if it has none of its own. */
    int number(int symbol) {
        AssemblySymbol found = file.symbols().get(symbol);
        return numbers[symbol] == 0 && found.place() instanceof Place.InSection in
                ? sectionNumbers[in.section()]
                : numbers[symbol];
    }

    /** Returns the number of the symbol that stands for the section of a symbol. */
    int sectionNumber(Place.InSection place) {
        return sectionNumbers[place.section()];
    }

    List<Symbol> list() {
        return list;
    }

    @Override
    public String toString() {
        return Arrays.toString(numbers);
    }
}
