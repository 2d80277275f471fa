package dev.skep.object.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.asm.TextStyle;
import dev.skep.asm.text.AssemblyOptions;
import dev.skep.asm.text.Dialect;
import dev.skep.asm.text.SourceText;
import dev.skep.elf.ElfFormatException;
import dev.skep.elf.ElfReader;
import dev.skep.object.ClangObjects;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects as text that becomes the same object. */
class DisassemblerTest {
    static Stream<String> programs() throws IOException {
        return ClangObjects.names();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void writesTextThatBecomesTheSameObject(String program) {
        byte[] object = ClangObjects.compile(program);
        for (Dialect dialect : Dialect.values()) {
            byte[] again = assemble(
                    Disassembler.object(object, dialect), ElfReader.read(object).order());

            assertThat(sections(again)).as(dialect.toString()).isEqualTo(sections(object));
            assertThat(ElfDump.symbols(again))
                    .containsExactlyInAnyOrderElementsOf(ElfDump.symbols(object).toList());
        }
    }

    /** What is left when debuggers' and linkers' sections go, and the empty .text that every text starts with. */
    private static Map<String, String> sections(byte[] object) {
        Map<String, String> sections = new TreeMap<>(ElfDump.sections(object));
        sections.keySet().removeIf(name -> name.contains(".debug_") || name.equals(".llvm_addrsig"));
        sections.keySet().removeIf(name -> name.endsWith("tab"));
        return sections;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void listsWhatLlvmObjdumpLists(String program, @TempDir Path folder) throws IOException {
        byte[] object = ClangObjects.compile(program);
        Path file = folder.resolve("x.o");
        Files.write(file, object);
        String theirs = Judge.require("llvm-objdump-19")
                .run("-d", file.toString())
                .orFail()
                .out();
        String halves = Judge.require("llvm-objdump-19")
                .run("-d", "--mcpu=v3", file.toString())
                .orFail()
                .out();

        assertThat(listing(file.toString(), object, TextStyle.OBJDUMP)).isEqualTo(theirs);
        assertThat(listing(file.toString(), object, TextStyle.OBJDUMP_HALVES)).isEqualTo(halves);
    }

    private static String listing(String name, byte[] object, TextStyle style) throws IOException {
        var out = new ByteArrayOutputStream();
        ObjdumpListing.write(name, object, style, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void readsEachInstructionThatLlvmObjdumpPrints(String program, @TempDir Path folder) throws IOException {
        Path file = folder.resolve("x.o");
        Files.write(file, ClangObjects.compile(program));
        List<String> lines = Judge.require("llvm-objdump-19")
                .run("-d", "--mcpu=v3", file.toString())
                .orFail()
                .out()
                .lines()
                .filter(line -> line.matches(" +[0-9]+:\t.*"))
                .filter(line -> !line.contains("\t85 10 ")) // calls of helpers and of functions are printed alike
                .toList();

        String bytes = lines.stream().map(line -> line.split("\t", -1)[1]).collect(Collectors.joining());
        String text = lines.stream().map(line -> line.split("\t", 3)[2]).collect(Collectors.joining("\n"));

        assertThat(ObjectAssembler.code(SourceText.of(program, text), AssemblyOptions.DEFAULT))
                .isEqualTo(HexFormat.of().parseHex(bytes.replace(" ", "")));
    }

    @ParameterizedTest
    @EnumSource
    void writesAnyBytesAsTextThatBecomesThem(Dialect dialect) {
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        for (int round = 0; round < Integer.getInteger("skep.rounds", 200); round++) {
            byte[] bytes = new byte[8 + random.nextInt(300)];
            random.nextBytes(bytes);
            for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
                String text = Disassembler.code(bytes, order, dialect);
                assertThat(ObjectAssembler.code(SourceText.of("x.s", text), AssemblyOptions.DEFAULT.withOrder(order)))
                        .as("-Dskep.seed=%d", seed)
                        .isEqualTo(bytes);
            }
        }
    }

    @Test
    void labelsWhereJumpsLead() {
        byte[] code = ObjectAssembler.code(
                SourceText.of("x.s", "if r1 > 5 goto +1\nr0 = 0\nexit\n"), AssemblyOptions.DEFAULT);

        assertThat(Disassembler.code(code, ByteOrder.LITTLE_ENDIAN, Dialect.LLVM))
                .isEqualTo("\tif r1 > 5 goto .L2\n\tr0 = 0\n.L2:\n\texit\n");
        assertThat(Disassembler.code(code, ByteOrder.LITTLE_ENDIAN, Dialect.GNU))
                .isEqualTo("\tjgt %r1,5,.L2\n\tmov %r0,0x0\n.L2:\n\texit\n");
    }

    @Test
    void namesHelpersUnlessTheObjectHasTheName() {
        byte[] code = ObjectAssembler.code(SourceText.of("x.s", "call 5\ncall 9999\nexit\n"), AssemblyOptions.DEFAULT);
        assertThat(Disassembler.code(code, ByteOrder.LITTLE_ENDIAN, Dialect.LLVM))
                .isEqualTo("\tcall bpf_ktime_get_ns\n\tcall 9999\n\texit\n");

        byte[] object = assemble("bpf_ktime_get_ns: call 5\nexit\n", ByteOrder.LITTLE_ENDIAN);
        assertThat(Disassembler.object(object, Dialect.LLVM)).contains("bpf_ktime_get_ns:\n\tcall 5\n");
    }

    @Test
    void refusesWhatIsNoObject() {
        assertThatThrownBy(() -> Disassembler.object(new byte[100], Dialect.LLVM))
                .isInstanceOf(ElfFormatException.class);
    }

    @Test
    void survivesBrokenObjects() {
        long seed = Seed.ofThisRun();
        var random = new Random(seed);
        byte[] object = ClangObjects.compile("odds_and_ends");
        for (int round = 0; round < Integer.getInteger("skep.rounds", 400); round++) {
            byte[] broken = object.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            try {
                assemble(Disassembler.object(broken, Dialect.LLVM), ByteOrder.LITTLE_ENDIAN);
            } catch (ElfFormatException | dev.skep.asm.text.AssemblyTextException | IllegalArgumentException expected) {
                assertThat(expected).hasMessageNotContaining("null");
            } catch (RuntimeException e) {
                throw new AssertionError("-Dskep.seed=" + seed, e);
            }
        }
    }

    private static byte[] assemble(String text, ByteOrder order) {
        return ObjectAssembler.assemble(SourceText.of("x.s", text), AssemblyOptions.DEFAULT.withOrder(order));
    }
}
