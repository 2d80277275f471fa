package dev.skep.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skep.processor.bindings.KernelBindings;
import dev.skep.processor.bindings.Kernels;
import dev.skep.processor.unpack.TypeFiles;
import dev.skep.testkit.CoreRelocation;
import dev.skep.testkit.Judge;
import dev.skep.testkit.Kernel;
import dev.skep.testkit.KernelFacts;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Unions of the kernel that pointers lead to, beside what clang makes of the same in C. */
class KernelUnionsTest {
    /** What the kernel writes to the end of each stack. */
    private static final long STACK_END_MAGIC = 0x57AC6E9DL;

    private static final String SOURCE = """
            import dev.skep.lang.*;

            @Bpf(license = "GPL", minKernel = "5.11")
            final class Unions {
                @KernelType("sigval")
                @Union
                static final class Sigval {
                    int sivalInt;
                    @Address long sivalPtr;
                }

                @KernelType("futex_key")
                @Union
                static final class FutexKey {
                    @Embedded Shared shared;
                    @Embedded Both both;
                }

                @KernelType("")
                static final class Shared {
                    @Unsigned long iSeq;
                    @Unsigned long pgoff;
                    @Unsigned int offset;
                }

                @KernelType("")
                static final class Both {
                    @Unsigned long ptr;
                    @Unsigned long word;
                    @Unsigned int offset;
                }

                @KernelType("futex_q")
                static final class FutexQ {
                    FutexKey requeuePiKey;
                }

                @KernelType("rcu_special")
                @Union
                static final class RcuSpecial {
                    @Unsigned int s;
                }

                @KernelType("task_struct")
                static final class Task {
                    @Address long stack;
                    @Embedded RcuSpecial rcuReadUnlockSpecial;
                }

                @KernelType("nosuch_union")
                @Union
                static final class NoSuch {
                    int a;
                }

                static long stack, number, pointer, word;
                static boolean exists, missing;
                static int size;

                @RawTracepoint("sched_switch")
                static int where(RawTracepointContext context) {
                    var task = Kernel.currentTaskBtf(Task.class);
                    stack = task.stack;
                    return task.rcuReadUnlockSpecial.s == 0 ? 1 : 2;
                }

                @RawTracepoint("sched_wakeup")
                static int end(RawTracepointContext context) {
                    var value = context.arg(0, Sigval.class);
                    number = value.sivalInt;
                    pointer = value.sivalPtr;
                    exists = Core.exists(Sigval.class);
                    missing = Core.exists(NoSuch.class);
                    size = Core.sizeOf(FutexKey.class);
                    return 3;
                }

                @RawTracepoint("sched_process_exec")
                static int requeued(RawTracepointContext context) {
                    var waiting = context.arg(0, FutexQ.class);
                    word = waiting.requeuePiKey.both.word + waiting.requeuePiKey.shared.offset;
                    return waiting.requeuePiKey == null ? 4 : 5;
                }
            }
            """;

    private static final String IN_C = """
            #define KERNEL __attribute__((preserve_access_index))
            #define SECTION(name) __attribute__((section(name), used))
            typedef unsigned long long u64;
            static long (*probe_read)(void *to, unsigned size, const void *from) = (void *)113;
            static u64 (*current_task_btf)(void) = (void *)158;
            union sigval { int sival_int; void *sival_ptr; } KERNEL;
            union rcu_special { unsigned s; } KERNEL;
            union futex_key {
                struct { u64 i_seq; unsigned long pgoff; unsigned offset; } shared;
                struct { u64 ptr; unsigned long word; unsigned offset; } both;
            } KERNEL;
            struct futex_q { union futex_key *requeue_pi_key; } KERNEL;
            struct task_struct { void *stack; union rcu_special rcu_read_unlock_special; } KERNEL;
            union nosuch_union { int a; } KERNEL;
            u64 numbers[8];
            #define READ(to, from) probe_read(&to, sizeof(to), &from)

            SECTION("raw_tracepoint/sched_switch") int where(u64 *context) {
                struct task_struct *task = (void *)current_task_btf();
                numbers[0] = (u64)task->stack;
                return task->rcu_read_unlock_special.s == 0 ? 1 : 2;
            }

            SECTION("raw_tracepoint/sched_wakeup") int end(u64 *context) {
                union sigval *value = (void *)context[0];
                int number; void *pointer;
                READ(number, value->sival_int);
                READ(pointer, value->sival_ptr);
                numbers[0] = number;
                numbers[1] = (u64)pointer;
                numbers[2] = __builtin_preserve_type_info(*(union sigval *)0, 0);
                numbers[3] = __builtin_preserve_type_info(*(union nosuch_union *)0, 0);
                numbers[4] = __builtin_preserve_type_info(*(union futex_key *)0, 1);
                return 3;
            }

            SECTION("raw_tracepoint/sched_process_exec") int requeued(u64 *context) {
                struct futex_q *waiting = (void *)context[0];
                union futex_key *key; unsigned long word; unsigned offset;
                READ(key, waiting->requeue_pi_key);
                READ(word, key->both.word);
                READ(offset, key->shared.offset);
                numbers[0] = word + offset;
                return key ? 5 : 4;
            }

            char license_[] SECTION("license") = "GPL";
            """;

    @BeforeEach
    void needsAKernel() {
        Kernel.require();
    }

    private static byte[] object() {
        return Build.of("Unions", SOURCE).objectOrFail("Unions");
    }

    @Test
    void membersAreReadWhereverTheyLie() {
        var facts = KernelFacts.read();
        try (var loaded = Kernel.load(object())) {
            assertThat(loaded.program("where").runContext(new byte[24]).returnValue())
                    .isIn(1, 2);
            var stack = loaded.global("stack").number();
            var context = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder()).putLong(0, stack);
            assertThat(loaded.program("end").runContext(context.array()).returnValue())
                    .isEqualTo(3);
            assertThat(loaded.global("number").number()).isEqualTo(STACK_END_MAGIC);
            assertThat(loaded.global("pointer").number() & 0xffff_ffffL).isEqualTo(STACK_END_MAGIC);
            assertThat(loaded.global("exists").number()).isOne();
            assertThat(loaded.global("missing").number()).isZero();
            assertThat(loaded.global("size").number()).isEqualTo(facts.union("futex_key"));
        }
    }

    /** The verifier lets programs load what a pointer to a union leads to. */
    @Test
    void aCastLeadsToOne() {
        var build = Build.of("Casts", """
                import dev.skep.lang.*;

                @Bpf(license = "GPL", minKernel = "6.2")
                final class Casts {
                    @KernelType("task_struct")
                    static final class Task {
                        int tgid;
                    }

                    @KernelType("sigval")
                    @Union
                    static final class Sigval {
                        int sivalInt;
                        @Address long sivalPtr;
                    }

                    static long loaded, read;

                    @RawTracepoint("sched_switch")
                    static int casts(RawTracepointContext context) {
                        var task = Kernel.currentTaskBtf(Task.class);
                        var first = Kfuncs.rdonlyCast(task, Sigval.class);
                        var bytes = new long[1];
                        Kernel.probeReadKernel(bytes, Core.addressOf(first.sivalInt));
                        loaded = first.sivalPtr;
                        read = bytes[0];
                        return first.sivalInt == (int) bytes[0] ? 1 : 2;
                    }
                }
                """);
        try (var loaded = Kernel.load(build.objectOrFail("Casts"))) {
            assertThat(loaded.program("casts").runContext(new byte[24]).returnValue())
                    .isOne();
            assertThat(loaded.global("loaded").number())
                    .isEqualTo(loaded.global("read").number());
        }
    }

    @Test
    void clangAsksTheSame(@TempDir Path folder) throws IOException {
        var source = Files.writeString(folder.resolve("unions.c"), IN_C);
        var twin = folder.resolve("unions.o");
        Judge.require("clang-19")
                .run("-O2", "-g", "-target", "bpf", "-c", source.toString(), "-o", twin.toString())
                .orFail();
        assertThat(asked(Kernel.open(object()).relocations()))
                .hasSizeGreaterThan(8)
                .isEqualTo(asked(Kernel.open(twin).relocations()));
    }

    private static Collection<String> asked(Collection<CoreRelocation> relocations) {
        return relocations.stream()
                .map(relocation -> relocation.program() + ": " + relocation.asked() + " is "
                        + relocation.found().map(CoreRelocation.Fact::toString).orElse("nowhere"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void bindingsLeadToThem() throws IOException {
        var kernel = Kernels.of(TypeFiles.index(Path.of("/sys/kernel/btf/vmlinux"), null));
        var texts = KernelBindings.of(kernel, "a", List.of("futex_q", "bpf_attr"), name -> true).stream()
                .collect(Collectors.toMap(KernelBindings.Binding::name, KernelBindings.Binding::text));
        assertThat(texts.get("futex_q")).contains("futex_key requeue_pi_key;");
        assertThat(texts.get("futex_key"))
                .contains("{@code union futex_key}")
                .contains("@KernelType(\"futex_key\")\n@Union\n");
        assertThat(texts.get("bpf_attr")).contains("@Union").contains("int map_type;");
        assertThat(texts.get("task_struct"))
                .contains("@KernelType(\"task_struct\")")
                .doesNotContain("@Union");
    }
}
