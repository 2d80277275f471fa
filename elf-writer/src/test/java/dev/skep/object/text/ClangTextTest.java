package dev.skep.object.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.asm.text.AssemblyOptions;
import dev.skep.asm.text.AssemblyParser;
import dev.skep.asm.text.SourceText;
import dev.skep.elf.ElfWriter;
import dev.skep.object.ClangObjects;
import dev.skep.testkit.Judge;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code clang -S} writes becomes what {@code clang -c} writes, section by section. */
class ClangTextTest {
    /** Names and numbers of symbols: compared by what they mean. */
    private static final List<String> TABLES = List.of(".strtab", ".symtab");

    /**
     * Between functions of different sections clang-19 ends the program of the line table when it writes an object, and does
     * not when it writes text. Nobody who reads the text can know; {@code llvm-mc-19} does not either.
     */
    private static final String ENDED_EARLY = ".debug_line";

    /**
     * clang-19 numbers types that are only named in the order in which its memory has them, which is another one for text. So these bytes are
     * what {@code llvm-mc-19} makes of the text.
     */
    private static final String NUMBERED_BY_CHANCE = ".BTF";

    static Stream<String> programs() throws IOException {
        return ClangObjects.names();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void makesTheSectionsOfClang(String program, @TempDir Path folder) throws IOException {
        byte[] theirs = ClangObjects.compile(program);
        byte[] text = ClangObjects.assembly(program);
        byte[] ours = assemble(text, ByteOrder.LITTLE_ENDIAN);

        boolean manySections = program.equals("odds_and_ends");
        Map<String, String> expected = sections(theirs, manySections);
        Map<String, String> ofText = withoutAlignmentOfTypes(sections(llvmMc(folder, "bpfel", text), manySections));
        assertThat(withoutAlignmentOfTypes(sections(ours, manySections)))
                .containsEntry(NUMBERED_BY_CHANCE, ofText.get(NUMBERED_BY_CHANCE));
        expected.computeIfPresent(NUMBERED_BY_CHANCE, (name, contents) -> "");
        Map<String, String> made = sections(ours, manySections);
        made.computeIfPresent(NUMBERED_BY_CHANCE, (name, contents) -> "");
        assertThat(made).isEqualTo(expected);
        assertThat(ElfDump.symbols(ours)).containsAll(ElfDump.symbols(theirs).toList());
    }

    private static Map<String, String> sections(byte[] object, boolean withoutLines) {
        Map<String, String> sections = new TreeMap<>(ElfDump.sections(object));
        TABLES.forEach(sections::remove);
        if (withoutLines) {
            sections.remove(ENDED_EARLY);
            sections.remove(".rel" + ENDED_EARLY);
        }
        return sections;
    }

    @Test
    void makesWhatLlvmMcMakesInBothByteOrders(@TempDir Path folder) throws IOException {
        byte[] text = ClangObjects.assembly("odds_and_ends");
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            String triple = order == ByteOrder.LITTLE_ENDIAN ? "bpfel" : "bpfeb";
            byte[] theirs = llvmMc(folder, triple, text);
            byte[] ours = assemble(text, order);

            assertThat(withoutAlignmentOfTypes(sections(ours, false)))
                    .isEqualTo(withoutAlignmentOfTypes(sections(theirs, false)));
            assertThat(ElfDump.symbols(ours))
                    .containsExactlyInAnyOrderElementsOf(ElfDump.symbols(theirs).toList());
        }
    }

    /** The text does not say that types need four bytes of alignment: we know it, llvm-mc does not. */
    private static Map<String, String> withoutAlignmentOfTypes(Map<String, String> sections) {
        Map<String, String> same = new HashMap<>(sections);
        for (String name : List.of(".BTF", ".BTF.ext")) {
            same.computeIfPresent(name, (unused, contents) -> contents.replaceFirst("PROGBITS 0x0 [14] ", ""));
        }
        return same;
    }

    private static byte[] llvmMc(Path folder, String triple, byte[] text) throws IOException {
        Path object = folder.resolve(triple + ".o");
        Judge.require("llvm-mc-19")
                .run(
                        List.of("-triple", triple, "-filetype=obj", "-o", object.toString()),
                        new String(text, StandardCharsets.UTF_8))
                .orFail();
        return Files.readAllBytes(object);
    }

    private static byte[] assemble(byte[] text, ByteOrder order) {
        var file = AssemblyParser.parse(SourceText.of("clang.s", text), AssemblyOptions.DEFAULT.withOrder(order));
        return ElfWriter.write(SectionAssembler.assemble(file));
    }
}
