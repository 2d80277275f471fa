package dev.skep.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.ir.check.IrChecker;
import dev.skep.ir.text.IrParser;
import dev.skep.kernel.KernelVersion;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelFacts;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What libbpf finds in the BTF of the kernel that runs, for every question that CO-RE knows, beside what bpftool reads there. */
class CoreValuesTest {
    private static final String TYPES = """
            unit "u" license "GPL"
            struct task_struct size 24 align 4 { 0: u32 pid 32: u16 tgid 48: u16 nosuch 64: u32 in_execve bits 1 96: u8[16] comm }
            struct nosuch_struct size 4 align 4 { 0: u32 x }
            types task_struct, nosuch_struct
            """;
    private static final String MODE = "enum(\"hrtimer_mode\", u32, HRTIMER_MODE_REL = 77, HRTIMER_MODE_NONE = 78)";
    private static KernelFacts facts;

    @BeforeAll
    static void needsTheKernel() {
        facts = KernelFacts.read();
    }

    private record Asked(String question, long local, long answer) {}

    // spotless:off
    private static List<Asked> asked() {
        var bit = facts.bitOffset("task_struct", "in_execve") % Integer.SIZE;
        var size = facts.size("task_struct");
        var id = facts.id("task_struct");
        var rel = facts.enumerator("hrtimer_mode", "HRTIMER_MODE_REL");
        return List.of(
                new Asked("field_exists named task_struct \"0:0\"",      1, 1),
                new Asked("field_exists named task_struct \"0:2\"",      1, 0),
                new Asked("field_byte_size named task_struct \"0:0\"",   4, 4),
                new Asked("field_byte_size named task_struct \"0:1\"",   2, 4),
                new Asked("field_byte_size named task_struct \"0:4\"",   16, 16),
                new Asked("field_signed named task_struct \"0:0\"",      0, 1),
                new Asked("field_lshift_u64 named task_struct \"0:3\"",  63, Long.SIZE - 1 - bit),
                new Asked("field_rshift_u64 named task_struct \"0:3\"",  63, 63),
                new Asked("type_exists named task_struct \"0\"",         1, 1),
                new Asked("type_exists named nosuch_struct \"0\"",       1, 0),
                new Asked("type_matches named nosuch_struct \"0\"",      1, 0),
                new Asked("type_size named task_struct \"0\"",           28, size),
                new Asked("type_id_target named task_struct \"0\"",      0, id),
                new Asked("enumval_exists " + MODE + " \"0\"",           1, 1),
                new Asked("enumval_exists " + MODE + " \"1\"",           1, 0),
                new Asked("enumval_value " + MODE + " \"0\"",            77, rel));
    }
    // spotless:on

    @Test
    void theLoaderAnswersEachQuestion() {
        var asked = asked();
        var text = new StringBuilder(TYPES.replace("size 24", "size 28"))
                .append("global variable answers u64[")
                .append(asked.size())
                .append(
                        "] = zero\nfunction entry \"xdp\" p(ctx %0: ptr.ctx as void*) s32 {\nentry.0:\n    %1: ptr.value = global answers\n");
        for (var i = 0; i < asked.size(); i++)
            text.append("    %")
                    .append(i + 2)
                    .append(": i64 = core ")
                    .append(asked.get(i).question())
                    .append(" = ")
                    .append(asked.get(i).local())
                    .append("\n    store u64 [%1 + ")
                    .append(8 * i)
                    .append("], %")
                    .append(i + 2)
                    .append('\n');
        var unit = IrParser.unit(
                text.append("    %99: i32 = const 2\n    return %99\n}\n").toString());
        IrChecker.check(unit);
        var options = new Options(KernelVersion.parse("6.1"), ByteOrder.nativeOrder());
        try (var loaded = Kernel.load(Compiler.compile(unit, options))) {
            assertThat(loaded.program("p").run(new byte[64]).returnValue()).isEqualTo(2);
            var answers = ByteBuffer.wrap(loaded.global("answers").bytes()).order(ByteOrder.nativeOrder());
            for (var question : asked)
                assertThat(answers.getLong()).as(question.question()).isEqualTo(question.answer());
        }
    }
}
