package dev.skep.ir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.skep.btf.BtfGraph;
import dev.skep.btf.BtfId;
import dev.skep.btf.BtfKind;
import dev.skep.btf.BtfReader;
import dev.skep.btf.BtfType;
import dev.skep.ir.KfuncPrototypes.Prototype;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What kernel functions take, beside what the kernel that runs says of itself: the kinds that loaders compare. */
class KfuncPrototypesTest {
    private static final Path KERNEL = Path.of("/sys/kernel/btf/vmlinux");

    // spotless:off
    private static final List<String> FUNCTIONS = List.of(
            "bpf_iter_num_new", "bpf_iter_num_next", "bpf_iter_num_destroy", "bpf_rcu_read_lock", "bpf_rcu_read_unlock", "bpf_preempt_disable",
            "bpf_preempt_enable", "bpf_task_from_pid", "bpf_task_acquire", "bpf_task_release", "bpf_cgroup_from_id", "bpf_cgroup_release",
            "bpf_cpumask_create", "bpf_cpumask_set_cpu", "bpf_cpumask_release", "bpf_obj_drop_impl", "bpf_strcmp", "bpf_dynptr_size",
            "bpf_arena_alloc_pages",
            "bpf_arena_free_pages", "bpf_wq_init", "bpf_wq_set_callback_impl", "bpf_wq_start", "bpf_rbtree_add_impl",
            "bpf_ct_insert_entry", "bpf_ct_set_nat_info", "bpf_res_spin_lock", "bpf_res_spin_unlock", "bpf_res_spin_lock_irqsave",
            "bpf_res_spin_unlock_irqrestore", "bpf_local_irq_save", "bpf_local_irq_restore", "bpf_iter_bits_new", "bpf_iter_bits_next",
            "bpf_iter_css_task_new", "bpf_iter_css_task_next", "bpf_iter_kmem_cache_new", "bpf_iter_kmem_cache_next", "bpf_iter_dmabuf_new",
            "bpf_iter_dmabuf_next", "bpf_crypto_ctx_create", "bpf_crypto_ctx_acquire", "bpf_crypto_encrypt", "bpf_map_sum_elem_count",
            "bpf_throw", "bpf_stream_vprintk_impl", "bpf_task_work_schedule_signal_impl", "bpf_task_work_schedule_resume_impl");
    // spotless:on

    @Test
    void areTheKernelsOwn() throws IOException {
        assumeTrue(Files.isReadable(KERNEL), "no types of a kernel here");
        var kernel = BtfReader.read(Files.readAllBytes(KERNEL));
        var compared = new ArrayList<String>();
        for (var name : FUNCTIONS) {
            var there = kernel.find(BtfKind.FUNC, name);
            var known = KfuncPrototypes.of(name);
            if (there.isEmpty() || known.isEmpty()) continue;
            assertThat(shape(known.get())).as(name).isEqualTo(shape(kernel, there.get()));
            compared.add(name);
        }
        assertThat(compared)
                .contains("bpf_iter_num_new", "bpf_rcu_read_lock", "bpf_ct_set_nat_info")
                .hasSizeGreaterThan(10);
    }

    @Test
    void isEmptyForWhatIsNone() {
        assertThat(KfuncPrototypes.of("bpf_no_such_function")).isEmpty();
    }

    private static String shape(Prototype prototype) {
        var parameters =
                prototype.parameters().stream().map(p -> shape(p.type())).toList();
        return shape(prototype.result()) + parameters;
    }

    private static String shape(BpfType type) {
        if (type instanceof BpfType.Pointer pointer) return shape(pointer.target()) + "*";
        if (type instanceof StructType struct)
            return (struct.kind() == StructType.Kind.UNION ? "union " : "struct ") + struct.name();
        if (type instanceof BpfType.FunctionType function)
            return shape(function.result())
                    + function.parameters().stream()
                            .map(KfuncPrototypesTest::shape)
                            .toList();
        return type instanceof BpfType.Void ? "void" : "int";
    }

    private static String shape(BtfGraph kernel, BtfId function) {
        var declared = kernel.type(function, BtfType.Func.class).orElseThrow();
        var prototype =
                kernel.type(declared.prototype(), BtfType.FuncProto.class).orElseThrow();
        var parameters = prototype.parameters().stream()
                .map(p -> named(kernel, p.type()))
                .toList();
        return named(kernel, prototype.returns()) + parameters;
    }

    private static String named(BtfGraph kernel, BtfId id) {
        var resolved = kernel.resolve(id);
        if (resolved.equals(BtfId.VOID)) return "void";
        var type = kernel.type(resolved);
        if (type instanceof BtfType.Ptr pointer) return named(kernel, pointer.target()) + "*";
        if (type instanceof BtfType.FuncProto function)
            return named(kernel, function.returns())
                    + function.parameters().stream()
                            .map(p -> named(kernel, p.type()))
                            .toList();
        if (type instanceof BtfType.Union union) return "union " + union.name();
        return type instanceof BtfType.Struct struct ? "struct " + struct.name() : "int";
    }
}
