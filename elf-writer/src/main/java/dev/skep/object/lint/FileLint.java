package dev.skep.object.lint;

import dev.skep.elf.ElfFile;
import dev.skep.elf.Relocation;
import dev.skep.elf.Section;
import dev.skep.elf.Section.Content;
import dev.skep.elf.Section.RelocationForm;
import dev.skep.elf.Section.Relocations;
import dev.skep.elf.Section.Symbols;
import dev.skep.elf.SectionFlags;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules 1 to 4 and 6: the file and its sections. */
final class FileLint {
    private static final Set<Integer> RELOCATION_TYPES = Set.of(1, 2, 3, 10);
    private static final int MAX_LICENSE = 128;

    private final LintedObject object;
    private final Findings findings;

    private FileLint(LintedObject object, Findings findings) {
        this.object = object;
        this.findings = findings;
    }

    static void check(LintedObject object, Findings findings) {
        var lint = new FileLint(object, findings);
        lint.header();
        lint.names();
        object.elf().sections().stream()
                .filter(Relocations.class::isInstance)
                .forEach(section -> lint.relocations((Relocations) section));
        lint.contents();
        lint.license();
    }

    private void header() {
        ElfFile elf = object.elf();
        if (elf.type() != ElfFile.RELOCATABLE) {
            findings.add(LintRule.FILE_TYPE, "ELF header", "the file has type " + elf.type());
        }
        if (elf.machine() == ElfFile.NO_MACHINE) {
            findings.add(LintRule.NO_MACHINE, "ELF header", "the file is for no machine");
        } else if (elf.machine() != ElfFile.BPF) {
            findings.add(LintRule.MACHINE, "ELF header", "the file is for machine " + elf.machine());
        }
    }

    private void names() {
        List<Section> sections = object.elf().sections();
        boolean symbols = false;
        boolean strings = false;
        Set<String> seen = new HashSet<>();
        for (int index = 1; index < sections.size(); index++) {
            Section section = sections.get(index);
            symbols |= section instanceof Symbols && section.name().equals(".symtab");
            strings |= section instanceof Section.Strings && section.name().equals(".strtab");
            boolean loaded = object.isCode(index) || object.isData(index);
            if (loaded && object.size(index) > 0 && !seen.add(section.name())) {
                findings.add(
                        LintRule.DUPLICATE_SECTION,
                        "section " + index,
                        "section " + section.name() + " is there twice");
            }
        }
        if (!symbols || !strings) {
            findings.add(LintRule.TABLE_NAMES, "ELF file", "there is no .symtab or no .strtab of that name");
        }
        int last = sections.size() - 1;
        if (last > 0
                && sections.get(last) instanceof Content content
                && content.bytes().isEmpty()) {
            findings.add(LintRule.LAST_SECTION, "section " + content.name(), "the last section is empty");
        }
    }

    private void relocations(Relocations table) {
        int target = table.target();
        boolean there = target > 0 && target < object.elf().sections().size();
        if (!there || !isLoaded(target)) {
            return;
        }
        String name = object.elf().section(target).name();
        if (table.form() == RelocationForm.RELA) {
            findings.add(LintRule.RELA, table.name(), "the relocations of " + name + " have addends");
        }
        if (!table.name().equals(".rel" + name)) {
            findings.add(LintRule.RELOCATION_NAME, table.name(), "the relocations are of " + name);
        }
        table.relocations().forEach(relocation -> relocation(table.name(), target, relocation));
    }

    private void relocation(String table, int target, Relocation relocation) {
        String place = table + " byte " + Long.toUnsignedString(relocation.offset());
        if (!RELOCATION_TYPES.contains(relocation.type())) {
            findings.add(LintRule.RELOCATION_TYPE, place, "a relocation has type " + relocation.type());
        }
        if (relocation.symbol() < 1 || relocation.symbol() >= object.symbols().size()) {
            findings.add(LintRule.RELOCATION_SYMBOL, place, "a relocation is by symbol " + relocation.symbol());
        }
        if (object.isCode(target)) {
            var code = object.code(target);
            boolean inside = relocation.offset() >= 0
                    && relocation.offset() % Site.SLOT == 0
                    && relocation.offset() <= code.limit() - Site.SLOT;
            int opcode = inside ? Byte.toUnsignedInt(code.get((int) relocation.offset())) : 0;
            if (opcode != Site.LDDW && opcode != Site.CALL) {
                findings.add(
                        LintRule.RELOCATION_PLACE, place, "a relocation is of opcode 0x" + Integer.toHexString(opcode));
            }
        }
    }

    private boolean isLoaded(int section) {
        return object.elf().section(section) instanceof Content content
                && content.header().flags().has(SectionFlags.ALLOC);
    }

    private void contents() {
        for (int index = 1; index < object.elf().sections().size(); index++) {
            Section section = object.elf().section(index);
            if (object.isData(index) && object.size(index) == 0) {
                findings.add(LintRule.EMPTY_SECTION, "section " + section.name(), "the section is empty");
            }
            if (object.isCode(index) && object.size(index) % Site.SLOT != 0) {
                findings.add(
                        LintRule.CODE_SIZE,
                        "section " + section.name(),
                        "the code has " + object.size(index) + " bytes");
            }
        }
        object.content(LintedObject.MAPS)
                .filter(bytes -> !bytes.isZero())
                .ifPresent(bytes -> findings.add(LintRule.MAPS_CONTENT, "section .maps", "the section has contents"));
    }

    private void license() {
        var license = object.content("license");
        if (license.isEmpty()) {
            return;
        }
        byte[] bytes = license.get().toArray();
        int zeros = 0;
        for (byte one : bytes) {
            zeros += one == 0 ? 1 : 0;
        }
        if (zeros != 1 || bytes[bytes.length - 1] != 0 || bytes.length < 2) {
            findings.add(
                    LintRule.LICENSE,
                    "section license",
                    "the license has " + bytes.length + " bytes, " + zeros + " of them zero");
        }
        if (bytes.length > MAX_LICENSE) {
            findings.add(LintRule.LONG_LICENSE, "section license", "the license has " + bytes.length + " bytes");
        }
    }
}
