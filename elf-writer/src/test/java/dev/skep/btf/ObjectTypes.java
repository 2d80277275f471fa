package dev.skep.btf;

import dev.skep.elf.ElfReader;
import dev.skep.elf.Section;

/** The types of an object. */
final class ObjectTypes {
    private ObjectTypes() {}

    static BtfGraph of(byte[] object) {
        var elf = ElfReader.read(object);
        var section = (Section.Content) elf.section(elf.find(".BTF").orElseThrow());
        return BtfReader.read(section.bytes().toArray());
    }
}
