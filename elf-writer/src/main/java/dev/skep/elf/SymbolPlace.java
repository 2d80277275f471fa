package dev.skep.elf;

import java.util.function.Function;

/** Where the value of a symbol counts from ({@code st_shndx}). */
public sealed interface SymbolPlace {
    /** Nowhere: the symbol is defined elsewhere. */
    SymbolPlace UNDEFINED = new Reserved(0);

    /** Nowhere: the value is a plain number. */
    SymbolPlace ABSOLUTE = new Reserved(0xFFF1);

    /** The start of a section. */
    static SymbolPlace in(int section) {
        return new InSection(section);
    }

    /** What one of the two functions makes of this place. */
    <R> R accept(Function<InSection, R> inSection, Function<Reserved, R> reserved);

    /** The start of this section; 1 is the first. */
    record InSection(int section) implements SymbolPlace {
        public InSection {
            if (section < 1) {
                throw new IllegalArgumentException("section " + section + ", the first is 1");
            }
        }

        @Override
        public <R> R accept(Function<InSection, R> inSection, Function<Reserved, R> reserved) {
            return inSection.apply(this);
        }
    }

    /** One of the indices with a meaning of their own: 0 undefined, 0xFF00 to 0xFFFF. */
    record Reserved(int index) implements SymbolPlace {
        public Reserved {
            if (index != 0 && (index < Wire.RESERVED_SECTIONS || index > Wire.EXTENDED_SECTION)) {
                throw new IllegalArgumentException(
                        "reserved section index " + index + ", allowed are 0 and 0xff00 to 0xffff");
            }
        }

        @Override
        public <R> R accept(Function<InSection, R> inSection, Function<Reserved, R> reserved) {
            return reserved.apply(this);
        }
    }
}
