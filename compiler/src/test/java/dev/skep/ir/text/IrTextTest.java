package dev.skep.ir.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.compiler.Golden;
import dev.skep.ir.check.IrChecker;
import dev.skep.testkit.Seed;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IrTextTest {
    private static final String EVERYTHING = Golden.read(IrTextTest.class, "everything");

    @Test
    void everythingReadsAndPrintsTheSame() {
        Golden.assertMatches(IrTextTest.class, "everything", IrPrinter.print(IrParser.unit(EVERYTHING)));
    }

    @Test
    void whatIsPrintedReadsBackAsTheSameUnit() {
        var unit = IrParser.unit(EVERYTHING);

        assertThat(IrParser.unit(IrPrinter.print(unit))).isEqualTo(unit);
    }

    @Test
    void aTypeWithATagReadsBack() {
        var text = IrPrinter.print(IrParser.unit(HEAD + "global variable g tagged(\"kptr\", u64)* = zero"));

        assertThat(text).contains("tagged(\"kptr\", u64)*");
        assertThat(IrPrinter.print(IrParser.unit(text))).isEqualTo(text);
    }

    @Test
    void aListWithWhatItContainsReadsBack() {
        var text = IrPrinter.print(IrParser.unit(HEAD + """
                struct bpf_list_head size 16 align 8 {
                    0: u64[2] __opaque
                }
                struct Item size 24 align 8 {
                    0: u64[3] node
                }
                struct Queue size 16 align 8 {
                    0: contains(struct bpf_list_head, struct Item, node) items
                }
                global variable g struct Queue = zero
                """));

        assertThat(text).contains("0: contains(struct bpf_list_head, struct Item, node) items");
        assertThat(IrPrinter.print(IrParser.unit(text))).isEqualTo(text);
    }

    @Test
    void theExampleOfTheWholeGrammarIsSound() {
        assertThat(IrChecker.problems(IrParser.unit(EVERYTHING))).isEmpty();
    }

    @Test
    void placesCarryTheTextOfTheirLine() {
        var entry = IrParser.unit(EVERYTHING).functions().get(0).entry();

        assertThat(entry.ops().get(0).location().text()).isEqualTo("    int x = \"a\\b\";\t// tab");
        assertThat(entry.ops().get(3).location()).hasToString("Other.java:3");
    }

    @Test
    void aFunctionAloneReadsBack() {
        var function = IrParser.unit(EVERYTHING).functions().get(3);

        assertThat(IrParser.function(IrPrinter.print(function))).isEqualTo(function);
    }

    // spotless:off
    static Stream<Arguments> mistakes() {
        return Stream.of(
            body ("return %9",                           "6:12: value %9 is not defined in this function"),
            body ("return 5",                            "6:12: expected a name, found `5`"),
            body ("%1: i33 = const 0",                   "6:9: unknown type of value `i33`"),
            body ("%1: i32 = frob %0",                   "6:15: unknown op `frob`"),
            body ("frob %0",                             "6:5: unknown op `frob` without a result"),
            body ("%0: i32 = const 1",                   "6:5: value %0 is defined twice"),
            body ("%1: i32 = const 99999999999999999999", "6:21: `99999999999999999999` is not a number of 64 bits"),
            body ("%1: i32 = load u7 [%0 + 0]",          "6:20: unknown number of bits `u7`"),
            body ("store u8 [%0 + 4294967296], %0",      "6:20: offset `4294967296` does not fit in 32 signed bits"),
            body ("%1: i32 = compare lower %0, %0",      "6:23: unknown condition `lower`"),
            body ("%1: i64 = helper bpf_nonsense()",     "6:22: unknown helper `bpf_nonsense`"),
            body ("%1: ptr.stack = slot $3",             "6:26: slot $3 is not declared"),
            body ("jump away",                           "6:10: label `away` has no number, need hint.number"),
            body ("jump a.99999999999",                  "6:10: `99999999999` is not a number of 31 bits"),
            body ("return %0 @-1",                       "6:15: source position :-1:0 has a negative part"),
            body ("return %0 @1 }  function",            "7:1: expected a word, found `}`"),
            body ("return %0 ;",                         "6:15: character `;` starts nothing"),
            body ("return %0 @\"F",                      "6:16: string without end"),
            body ("return %0 @\"\\q\"",                  "6:17: unknown escape `\\q`"),
            whole("",                                    "1:1: expected `unit`, found the end"),
            whole("unit \"u\" license \"GPL\" 7",        "1:24: expected `function`, found `7`"),
            whole(HEAD + "map m nosuch entries 1",       "2:7: unknown type of map `nosuch`"),
            whole(HEAD + "map m hash key u31 entries 1", "2:16: unknown type `u31`"),
            whole(HEAD + "map m hash key struct s",      "2:23: struct `s` is not declared above"),
            whole(HEAD + "map m array entries 3000000000", "2:21: `3000000000` does not fit in 32 signed bits"),
            whole(HEAD + "global variable g u8[-1] = 0", "2:19: array length -1 is negative"),
            whole(HEAD + "global variable g u64[268435456] = 0", "2:19: integer overflow"),
            whole(HEAD + "global variable g named s[2] = 0", "2:19: struct `s` is known by name only"),
            whole(HEAD + "global variable g enum(\"e\", u8*) = 0", "2:29: an enum needs an integer, not `u8`"),
            whole(HEAD + "struct_ops t of s never {}",   "2:19: unknown way to attach `never`"),
            whole(HEAD + "struct_ops t of s link { m 3 }", "2:28: expected a word, found `3`"),
            whole(HEAD + "struct s size 0 align 1 {} struct s size 0 align 1 {}", "2:35: struct `s` is declared twice"),
            whole(HEAD + "global variable g " + "typedef(\"t\", ".repeat(70) + "u8", "types nest more than 64 deep"),
            whole(HEAD + "global variable g u8 = " + "{".repeat(70), "first contents nest more than 64 deep"));
    }
    // spotless:on

    private static final String HEAD = "unit \"u\" license \"GPL\"\n";

    private static Arguments whole(String text, String message) {
        return Arguments.of(text, message);
    }

    private static Arguments body(String line, String message) {
        return whole(
                HEAD + "\n# one function\nfunction subprogram f(n %0: i32 as s32) s32 {\nentry.0:\n    " + line
                        + "\n}\n",
                message);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void saysWhereTheTextIsWrong(String text, String message) {
        assertThatThrownBy(() -> IrParser.unit(text))
                .isInstanceOf(IrSyntaxException.class)
                .hasMessageContaining(message);
    }

    /** Whatever happens to a text, it reads as some unit or is refused with a place. */
    @Test
    void damagedTextIsReadOrRefusedAndNothingElse() {
        var seed = Seed.ofThisRun();
        var random = new Random(seed);
        for (var round = 0; round < 3000; round++) {
            var text = new StringBuilder(EVERYTHING);
            for (var i = random.nextInt(4); i >= 0; i--) damage(text, random);
            try {
                IrParser.unit(text.toString());
            } catch (IrSyntaxException refused) {
                assertThat(refused.line()).isPositive();
                assertThat(refused.column()).isPositive();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + " round " + round + "\n" + text, e);
            }
        }
    }

    private static void damage(StringBuilder text, Random random) {
        var at = random.nextInt(text.length() - 20);
        switch (random.nextInt(3)) {
            case 0 -> text.delete(at, at + 1 + random.nextInt(15));
            case 1 -> text.insert(at, text.charAt(random.nextInt(text.length())));
            default -> text.setCharAt(at, "{}[]().:,%$\"@-*?#0aZ\\".charAt(random.nextInt(21)));
        }
    }
}
