package dev.skep.object.lint;

import dev.skep.btf.BtfFormatException;
import dev.skep.elf.ElfFormatException;
import dev.skep.elf.ElfReader;
import dev.skep.object.ObjectFormatException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Says of an object which loaders refuse or mishandle it and why, and which kernels it needs. It reads what loaders read, so it also
 * speaks about objects that are not sound; about what the verifier finds in the code it says nothing.
 */
public final class LoaderLint {
    /** Where {@code e_entry} is. */
    private static final int ENTRY = 24;

    private LoaderLint() {}

    /**
     * Looks at an object.
     *
     * @throws ObjectFormatException if these bytes are no ELF file, or their types cannot be read
     */
    public static LintReport check(byte[] object) {
        LintedObject linted;
        try {
            linted = LintedObject.of(ElfReader.read(object));
        } catch (ElfFormatException | BtfFormatException e) {
            throw new ObjectFormatException(e);
        }
        var findings = new Findings();
        FileLint.check(linted, findings);
        if (ByteBuffer.wrap(object).getLong(ENTRY) != 0) {
            findings.add(LintRule.ENTRY, "ELF header", "the file says where a process starts");
        }
        SymbolLint.check(linted, findings);
        SectionLint.check(linted, findings);
        ReferenceLint.check(linted, findings);
        ExternLint.check(linted, findings);
        MapLint.check(linted, findings);
        DataLint.check(linted, findings);
        TypeLint.check(linted, findings);
        InfoLint.check(linted, findings);
        CoreLint.check(linted, findings);
        var kernel = KernelNeeds.of(linted, findings);
        List<Finding> sorted = new ArrayList<>(findings.all());
        sorted.sort(Comparator.comparingInt((Finding finding) -> finding.rule().number() == 0
                        ? Integer.MAX_VALUE
                        : finding.rule().number())
                .thenComparing(Finding::rule));
        return new LintReport(sorted, kernel);
    }
}
