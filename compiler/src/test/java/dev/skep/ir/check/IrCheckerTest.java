package dev.skep.ir.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skep.asm.SourceLine;
import dev.skep.ir.Block;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.BpfType;
import dev.skep.ir.Function;
import dev.skep.ir.FunctionKind;
import dev.skep.ir.Op;
import dev.skep.ir.StackSlot;
import dev.skep.ir.Terminator;
import dev.skep.ir.Unit;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.ir.text.IrParser;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IrCheckerTest {
    private static final String HEAD = """
            unit "u" license "GPL"
            struct task size 8 align 4 { 0: u32 pid 32: u32 tgid }
            types task
            map m hash key u32 value u64 entries 1
            global variable g u32 = 0
            function entry "xdp" program(ctx %0: ptr.ctx as void*) s32 {
            entry.0:
                %1: i32 = const 0
                return %1
            }
            function callback back(index %0: i64 as u32, context %1: ptr.memory? as void*) s64 {
            entry.0:
                return %0
            }
            """;

    private static final String PARAMETERS =
            "(n %0: i32 as s32, w %1: i64 as s64, p %2: ptr.value? as void*, k %3: ptr.packet as void*, c %4: ptr.ctx as void*)";

    // spotless:off
    static Stream<Arguments> problems() {
        return Stream.of(
            // shape
            blocks("entry.0: jump nowhere.7",                                              "block entry.0: jump nowhere.7: the edge to nowhere.7 leads nowhere"),
            blocks("entry.0: jump entry.0",                                                "block entry.0: jump entry.0: the edge to entry.0 leads to the entry block"),
            blocks("entry.0(%10: i32): return %10",                                        "the entry block has parameters"),
            blocks("entry.0: jump a.1 a.1(%10: i32): return %10",                          "block entry.0: jump a.1: the edge to a.1 carries 0 values for 1 parameters"),
            blocks("entry.0: jump a.1(%1) a.1(%10: i32): return %10",                      "block entry.0: jump a.1(%1): the edge to a.1 carries %1 of i64 for %10 of i32"),
            blocks("entry.0: jump a.1(%2) a.1(%10: ptr.value): return %0",                 "carries %2 of ptr.value? for %10 of ptr.value"),
            blocks("entry.0: jump a.1 a.1: return %0 b.1: return %0",                      "block b.1 shares its number with another"),
            // flow
            blocks("entry.0: return %0 a.1: return %0",                                    "block a.1 is not reached"),
            blocks("entry.0: %10: i32 = add %11, %0 %11: i32 = add %0, %0 return %10",     "block entry.0: %10: i32 = add %11, %0: %11 is not defined on every path to it"),
            blocks("entry.0: %10: i32 = add %10, %0 return %10",                           "block entry.0: %10: i32 = add %10, %0: %10 is not defined on every path to it"),
            blocks("entry.0: branch eq %0, %0 then a.1 else b.2 a.1: %10: i32 = negate %0 jump b.2 b.2: return %10",
                                                                                           "block b.2: return %10: %10 is not defined on every path to it"),
            blocks("entry.0: branch eq %0, %0 then a.1 else b.2(%10) a.1: %10: i32 = negate %0 jump b.2(%10) b.2(%11: i32): return %11",
                                                                                           "then a.1 else b.2(%10): %10 is not defined on every path to it"),
            // constants and addresses
            op    ("%10: i32 = const 2147483648",                                          "block entry.0: %10: i32 = const 2147483648: does not fit in 32 signed bits"),
            op    ("%10: ptr.value? = const 4",                                            "the only constant pointer is null"),
            op    ("%10: ptr.value = global h",                                            "there is no global `h`"),
            op    ("%10: ptr.value = global g + 4",                                        "offset 4 lies outside of 4 bytes"),
            op    ("%10: ptr.stack = global g",                                            "the result has another type"),
            op    ("%10: ptr.map = map n",                                                 "there is no map `n`"),
            op    ("%10: ptr.function = function nosuch",                                  "there is no function `nosuch`"),
            op    ("%10: ptr.function = function f",                                       "`f` is no callback"),
            // arithmetic
            op    ("%10: i32 = add %0, %1",                                                "ADD of i32 and i64"),
            op    ("%10: i64 = add %0, %0",                                                "the result has another type"),
            op    ("%10: ptr.packet = and %3, %1",                                         "AND of ptr.packet and i64"),
            op    ("%10: ptr.packet = add %3, %0",                                         "ADD of ptr.packet and i32"),
            op    ("%10: ptr.ctx = add %4, %1",                                            "no arithmetic through ptr.ctx"),
            op    ("%10: i64 = sub %3, %2",                                                "SUB of ptr.packet and ptr.value?"),
            op    ("%10: i64 = negate %0",                                                 "the result has another type"),
            op    ("%10: i32 = truncate %0",                                               "the result has another type"),
            op    ("%10: i64 = extend u64 %1",                                             "extend from 64 bits, need 8, 16 or 32"),
            op    ("%10: i32 = swap big_endian u64 %0",                                    "no swap of DW in i32"),
            op    ("%10: i32 = compare eq %0, %1",                                         "comparison of i32 and i64"),
            op    ("%10: i64 = compare eq %0, %0",                                         "the result has another type"),
            op    ("%10: i32 = reinterpret %1",                                            "the result has another type"),
            op    ("%10: ptr.ctx = field nosuch \"0:0\" %4 + 0",                           "there is no struct `nosuch`"),
            op    ("%10: ptr.ctx = field task \"0:0\" %4 + 9",                             "offset 9 lies outside of 8 bytes"),
            op    ("%10: ptr.packet = field task \"0:0\" %3 + 0",                          "no field through ptr.packet"),
            op    ("%10: ptr.kernel = field task \"0:0\" %4 + 0",                          "the result has another type"),
            op    ("%10: i32 = core field_exists named task \"0:0\" = 1",                        "the result has another type"),
            op    ("%10: i64 = core field_exists named nosuch \"0:0\" = 1",                      "there is no struct `nosuch`"),
            op    ("%10: i64 = core field_byte_offset named task \"0:0\" = 0",                   "a field's offset is asked by its address"),
            op    ("%10: i64 = core enumval_value named task \"0\" = 0",                         "an enumerator has ENUMVAL_VALUE, and nothing else has"),
            // memory
            op    ("%10: i32 = load u32 [%1 + 0]",                                         "load through i64, need a pointer"),
            op    ("%10: i32 = load u64 [%3 + 0]",                                         "the result has another type"),
            op    ("%10: ptr.value = load u32 [%3 + 0]",                                   "the result has another type"),
            op    ("%10: ptr.map = map m %11: i32 = load u32 [%10 + 0]",                   "no load through ptr.map"),
            op    ("%10: ptr.function = function back store u8 [%10 + 0], %0",             "no store through ptr.function"),
            op    ("%10: ptr.packet_end = load u32 [%4 + 4] %11: i32 = load u8 [%10 - 1]", "no load through ptr.packet_end"),
            op    ("%10: ptr.untrusted = reinterpret %1 %11: i32 = load u8 [%10 + 0]",     "no load through ptr.untrusted"),
            op    ("%10: ptr.arena_cast = cast m %3",                                      "no cast through ptr.packet"),
            op    ("%10: ptr.arena = reinterpret %1 %11: ptr.arena = cast m %10",          "the result has another type"),
            op    ("%10: ptr.arena = reinterpret %1 %11: ptr.arena_cast = cast n %10",     "there is no map `n`"),
            op    ("store u64 [%3 + 0], %0",                                               "no store of DW from i32"),
            op    ("zero [%4 + 0], 8",                                                     "no zero through ptr.ctx"),
            op    ("zero [%3 + 0], -1",                                                    "size -1 is negative"),
            op    ("copy [%3 + 0], [%4 + 0], 8",                                           "no copy through ptr.ctx"),
            op    ("atomic add u32 [%3 + 0], %0",                                          "no atomic operation through ptr.packet"),
            op    ("atomic add u64 [%2 + 0], %0",                                          "atomic operation on DW with i32"),
            op    ("atomic xchg u32 [%2 + 0], %0",                                         "atomic update by XCHG"),
            op    ("%10: i32 = atomic add u32 [%2 + 0], %0",                               "atomic fetch by ADD"),
            op    ("%10: i32 = atomic fetch_add u32 [%4 + 0], %0",                         "no atomic operation through ptr.ctx"),
            op    ("%10: i32 = cmpxchg u32 [%2 + 0], %1, %0",                              "atomic operation on W with i64"),
            // calls
            op    ("%10: i64 = call nosuch()",                                             "there is no function `nosuch`"),
            op    ("%10: i64 = call program(%4)",                                          "`program` is a program, only the kernel calls it"),
            op    ("%10: i64 = call back(%1)",                                             "`back` takes 2 arguments"),
            op    ("%10: i64 = call back(%0, %2)",                                         "argument 1 is i32, the parameter i64"),
            op    ("%10: i32 = call f(%0, %1, %2, %3, %4) %11: i64 = call f(%0, %1, %2, %3, %4)", "the result has another type"),
            op    ("%10: i64 = kfunc k(%0, %0, %0, %0, %0, %0)",                           "call of `k` with 6 arguments, at most 5"),
            op    ("%10: i64 = assembly(%0) { \"r1 += 1\" }",                                        "an argument of 32 bits"),
            op    ("%10: i32 = assembly(%1) { \"r1 += 1\" }",                                        "the result has another type"),
            op    ("%10: i64 = assembly() { }",                                                      "there is no instruction"),
            op    ("%10: i64 = assembly() { r1 map n }",                                             "there is no map `n`"),
            op    ("%10: i64 = assembly() { r1 global h }",                                          "there is no global `h`"),
            op    ("%10: i64 = assembly() { r1 global g + 4 }",                                      "`g` has only 4 bytes"),
            op    ("%10: i64 = assembly() { \"exit\" }",                                             "`exit` would leave the function around it: assembly falls out of its end"),
            op    ("%10: i64 = assembly() { \"r6 = 1\" }",                                           "`r6 = 1` uses r6, which the function around it keeps values in: assembly has r0 to r5"),
            op    ("%10: i64 = assembly(%1) { \"r0 = r2\" }",                                        "`r0 = r2` reads r2, and not every path puts something into it"),
            op    ("%10: i64 = assembly(%1) { \"call bpf_ktime_get_ns\" \"r0 = r1\" }",              "`r0 = r1` reads r1, and not every path puts something into it"),
            op    ("%10: i64 = assembly(%1) { \"r1 += 1\" } %11: i64 = negate %10",                  "r0 is the result, and not every path puts something into it"),
            op    ("%10: i64 = assembly(%1) { \"goto pc+1\" }",                                      "`goto +1` leads out of the assembly"),
            op    ("%10: i64 = assembly(%1) { \"goto pc-1\" }",                                      "no instruction comes to the end"),
            op    ("%10: i64 = assembly(%1) { \"goto pc+1\" \"r0 = 1\" }",                           "nothing leads to this instruction"),
            op    ("%10: i64 = helper bpf_map_lookup_elem(%0)",                            "`bpf_map_lookup_elem` takes 2 arguments"),
            op    ("%10: i64 = helper bpf_ringbuf_submit(%2, %1) %11: i64 = add %10, %1",  "`bpf_ringbuf_submit` returns nothing, but its result is read"),
            // ends
            blocks("entry.0: return",                                                      "block entry.0: return: does not fit the return type"),
            blocks("entry.0: switch %3 { else -> a.1 } a.1: return %0",                    "switch takes an integer, not ptr.packet"),
            blocks("entry.0: switch %0 { 1 -> a.1, 1 -> a.1, else -> a.1 } a.1: return %0", "case 1 stands twice"),
            blocks("entry.0: switch %0 { 4294967296 -> a.1, else -> a.1 } a.1: return %0", "case 4294967296 does not fit in an i32"),
            blocks("entry.0: branch gt %0, %1 then a.1 else a.1 a.1: return %0",           "comparison of i32 and i64"));
    }
    // spotless:on

    private static Arguments blocks(String blocks, String problem) {
        return Arguments.of("function subprogram f" + PARAMETERS + " s32 {\n" + blocks + "\n}", problem);
    }

    private static Arguments op(String op, String problem) {
        return blocks("entry.0: " + op + " return %0", problem);
    }

    @ParameterizedTest
    @MethodSource("problems")
    void namesWhatIsWrong(String function, String problem) {
        assertThat(IrChecker.problems(IrParser.unit(HEAD + function))).hasSize(1);
        assertThat(IrChecker.problems(IrParser.unit(HEAD + function)).get(0))
                .startsWith("function `f`: ")
                .contains(problem);
    }

    @Test
    void acceptsASoundFunction() {
        var function = blocks("entry.0: %10: i64 = helper bpf_trace_printk(%2, %0, %1) return %0", "")
                .get()[0];

        assertThat(IrChecker.problems(IrParser.unit(HEAD + function))).isEmpty();
    }

    @Test
    void aProgramTakesItsContextAndNothingElse() {
        var unit = IrParser.unit("""
                unit "u" license "GPL"
                function entry "xdp" p(a %0: ptr.ctx as void*, b %1: i32 as s32) s32 {
                entry.0:
                    return %1
                }
                """);

        assertThat(IrChecker.problems(unit)).containsExactly("function `p`: has 2 parameters, at most 1");
    }

    @Test
    void valuesAreDefinedOnce() {
        var line = new SourceLine("", 0, 0, "");
        var value = new Value(0, ValueType.I32);
        var twice = new Op.Constant(value, 1, line);
        var block = new Block(
                new BlockLabel(0, "entry"), List.of(), List.of(twice, twice), new Terminator.Return(value, line));
        var slot = new StackSlot(0, "s", 4, 4, line);
        var function = new Function(
                "f", new FunctionKind.Subprogram(), List.of(), BpfType.S32, List.of(slot, slot), List.of(block), line);

        assertThat(IrChecker.problems(new Unit("u", "GPL", List.of(), List.of(), List.of(), List.of(function))))
                .containsExactly(
                        "function `f`: slot $0 is declared twice",
                        "function `f`: block entry.0: %0: i32 = const 1: the value is defined twice");
    }

    @Test
    void structsOfFunctionsHoldPrograms() {
        var unit = IrParser.unit("unit \"u\" license \"GPL\"\n" + """
                struct_ops table of ops register {
                    first function missing
                    second function sub
                    second u32 = 1
                }
                function subprogram sub() void {
                entry.0:
                    return
                }
                """);

        assertThat(IrChecker.problems(unit))
                .containsExactly(
                        "struct_ops `table`: member `first` is no function `missing`",
                        "struct_ops `table`: member `second` is function `sub`, which is no program",
                        "struct_ops `table`: member `second` is given twice");
    }

    @Test
    void anUnsoundUnitIsAFaultThatShowsItsText() {
        var unit = IrParser.unit(HEAD + "function global f() s32 {\nentry.0:\n    jump away.3\n}");

        assertThatThrownBy(() -> IrChecker.check(unit))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "the IR is not sound:\n  function `f`: block entry.0: jump away.3: the edge to away.3 leads nowhere")
                .hasMessageContaining("function global f() s32 {");
    }
}
