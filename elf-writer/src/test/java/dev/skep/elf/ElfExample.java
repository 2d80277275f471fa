package dev.skep.elf;

import dev.skep.elf.Section.Header;
import dev.skep.elf.Section.RelocationForm;
import java.nio.ByteOrder;
import java.util.List;

/** A relocatable file with every kind of section. */
final class ElfExample {
    static final int X86_64 = 62;

    private ElfExample() {}

    static ElfFile in(ByteOrder order) {
        var code = SectionFlags.ALLOC.and(SectionFlags.EXECUTE);
        var data = SectionFlags.ALLOC.and(SectionFlags.WRITE);
        return new ElfFile(
                order,
                ElfFile.RELOCATABLE,
                X86_64,
                0x12,
                List.of(
                        new Section.Null(),
                        new Section.Strings(".strtab"),
                        new Section.Content(
                                Header.of("text", SectionType.PROGBITS, code, 16),
                                ByteString.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8})),
                        new Section.Relocations(
                                ".reltext",
                                RelocationForm.REL,
                                SectionFlags.INFO_LINK,
                                7,
                                2,
                                List.of(Relocation.of(0, 1, 1), Relocation.of(4, 3, 2))),
                        new Section.NoBits(Header.of(".bss", SectionType.NOBITS, data, 32), 100),
                        new Section.Content(Header.of("odd", SectionType.PROGBITS, data, 1), ByteString.of((byte) 7)),
                        new Section.Relocations(
                                ".relatext",
                                RelocationForm.RELA,
                                SectionFlags.INFO_LINK,
                                7,
                                2,
                                List.of(new Relocation(2, 2, 10, -4))),
                        new Section.Symbols(
                                ".symtab",
                                1,
                                List.of(
                                        Symbol.NULL,
                                        Symbol.ofSection(2),
                                        Symbol.of("text", SymbolType.FUNC, SymbolBinding.LOCAL, 2, 0, 8),
                                        Symbol.of("context", SymbolType.OBJECT, SymbolBinding.GLOBAL, 4, 8, 92),
                                        Symbol.undefined("extern", SymbolBinding.WEAK)))),
                1);
    }
}
