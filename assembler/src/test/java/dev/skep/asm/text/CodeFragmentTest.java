package dev.skep.asm.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.skep.asm.SymbolReference;
import dev.skep.asm.SymbolReference.DataReference;
import dev.skep.asm.SymbolReference.MapReference;
import dev.skep.testkit.Judge;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Instructions that are written in the middle of a function. */
class CodeFragmentTest {
    private static final Pattern ENCODING = Pattern.compile("encoding: \\[([^]]*)]");
    private static final String PLAIN = """
            r0 = r1
            if r0 s> 7 goto +5
            r2 = 81985529216486895 ll
            r0 ^= r2
            lock *(u64 *)(r1 + 8) += r2
            goto -6
            w0 = *(u32 *)(r1 - 4)
            """;
    private static final String LABELLED = """
            # the same
            again: r0 = r1; if r0 s> 7 goto out
                r2 = 0x0123456789abcdef ll
                r0 ^= r2
                lock *(u64 *)(r1 + 8) += r2
                goto again+8
            out: w0 = *(u32 *)(r1 - 4)
            """.replace("again+8", "second").replace("; if", "\nsecond: if");

    private static CodeFragment read(String text) {
        return CodeFragment.parse(SourceText.of("text", text), AssemblyOptions.DEFAULT, CodeFragmentTest::symbol);
    }

    private static Optional<SymbolReference> symbol(String name, Long offset) {
        return switch (name) {
            case "hits" -> offset == 0 ? Optional.of(new MapReference(name)) : Optional.empty();
            case "seen" -> Optional.of(new DataReference(name, offset.intValue()));
            default -> Optional.empty();
        };
    }

    private static String hex(CodeFragment fragment) {
        return fragment.lines().stream()
                .map(line -> line.instruction().slots() == 1
                        ? hex(line.instruction().word())
                        : hex(line.instruction().word())
                                + hex(line.instruction().secondWord()))
                .collect(Collectors.joining("\n"));
    }

    private static String hex(long word) {
        return String.format(Locale.ROOT, "%016x", Long.reverseBytes(word));
    }

    @Test
    void hasTheBytesOfLlvm() {
        var said = Judge.require("llvm-mc-19")
                .run(List.of("-triple", "bpfel", "-mcpu=v4", "-show-encoding"), PLAIN)
                .orFail();
        var expected = ENCODING.matcher(said.out())
                .results()
                .map(match -> match.group(1).replace("0x", "").replace(",", ""))
                .collect(Collectors.joining("\n"));
        assertThat(hex(read(PLAIN))).isEqualTo(expected);
    }

    @Test
    void turnsLabelsIntoDistances() {
        assertThat(hex(read(LABELLED))).isEqualTo(hex(read(PLAIN)));
        assertThat(read("if r1 == 0 goto end\nr0 = 1\nend:\n").lines()).hasSize(2);
    }

    @Test
    void knowsWhereInstructionsStand() {
        assertThat(read(LABELLED).lines().stream().map(line -> line.line() + ":" + line.column()))
                .containsExactly("2:8", "3:9", "4:5", "5:5", "6:5", "7:5", "8:6");
    }

    @Test
    void refersToNames() {
        var lines = read("r1 = hits ll\nr2 = seen + 4 ll\n").lines();
        assertThat(lines.stream().flatMap(line -> line.instruction().symbol().stream()))
                .containsExactly(new MapReference("hits"), new DataReference("seen", 4));
    }

    // spotless:off
    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = false, value = {
        "r0 = 1;  r1 = nothing ll|1:15|there is no map and no global variable `nothing`",
        "r1 = hits + 8 ll|1:6|there is no byte 8 of a global variable `hits`",
        "l: call nothing|1:9|`nothing` is no helper",
        "r0 = 1~.data~.long 3|2:1|only instructions and labels can stand here",
        "r0 = 1~  .byte 1,2,3,4,5,6,7,8|2:3|only instructions and labels can stand here",
        ".license \"GPL\"~r0 = 1|1:1|only instructions and labels can stand here",
        ".program p, \"xdp\"~r0 = 1~exit~.end|1:1|only instructions and labels can stand here",
        "r0 = 1~ r0 += r11|2:8|register r11 does not exist: the last is r10",
    })
    // spotless:on
    void saysWhatIsWrongAndWhere(String text, String place, String message) {
        var refused = catchThrowableOfType(AssemblyTextException.class, () -> read(text.replace('~', '\n')));
        var problem = refused.problems().get(0);
        assertThat(problem.line() + ":" + problem.column()).isEqualTo(place);
        assertThat(problem.message()).isEqualTo(message);
    }

    @Test
    void mayBeEmpty() {
        assertThat(read("# nothing\n").lines()).isEmpty();
    }
}
