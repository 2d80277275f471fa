package dev.skep.object.text;

import dev.skep.asm.SourceLine;
import dev.skep.asm.text.AssemblyFile;
import dev.skep.asm.text.AssemblyOptions;
import dev.skep.asm.text.AssemblyParser;
import dev.skep.asm.text.AssemblySection;
import dev.skep.asm.text.SourceText;
import dev.skep.elf.ElfWriter;
import dev.skep.object.ObjectWriter;
import java.util.List;

/**
 * Assembles texts. One that declares an object, with {@code .program}, {@code .map} and the like, becomes that object, types
 * and line numbers included; any other becomes the sections that it is made of.
 */
public final class ObjectAssembler {
    private ObjectAssembler() {}

    /**
     * Returns the object file of a text.
     *
     * @throws dev.skep.asm.text.AssemblyTextException with every mistake in the text
     * @throws dev.skep.object.ObjectException with everything that is wrong with the object it declares
     * @throws IllegalArgumentException if it mixes what does not go together, or has more than a file can hold
     */
    public static byte[] assemble(SourceText text, AssemblyOptions options) {
        AssemblyFile file = AssemblyParser.parse(text, options);
        if (!file.declarations().describeAnObject()) {
            return ElfWriter.write(SectionAssembler.assemble(file));
        }
        return ObjectWriter.write(
                DeclaredObject.of(file, line -> new SourceLine(text.name(), line, 1, text.line(line))),
                options.target());
    }

    /**
     * Returns the code of a text, without a file around it: the bytes of {@code .text}, or of the one section with code.
     *
     * @throws dev.skep.asm.text.AssemblyTextException with every mistake in the text
     * @throws IllegalArgumentException if code is in several sections, or refers to what only a loader knows
     */
    public static byte[] code(SourceText text, AssemblyOptions options) {
        AssemblyFile file = AssemblyParser.parse(text, options);
        List<AssemblySection> code = file.sections().stream()
                .filter(section -> section.isCode() && section.size() > 0)
                .toList();
        if (code.size() != 1) {
            throw new IllegalArgumentException("code is in " + code.size() + " sections: bare code has one");
        }
        return BareCode.of(file, code.get(0));
    }
}
