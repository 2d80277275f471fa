package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.OUTSIDE_RCU;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;
import static dev.skep.compiler.DiagnosticCode.UNTRUSTED_POINTER;
import static dev.skep.compiler.DiagnosticCode.WRONG_HELPER;

import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.ProgramType;
import dev.skep.kernel.SectionKind;
import dev.skep.lang.Kernel;
import dev.skep.processor.lowering.IteratorLoops.Sequence;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.source.Refusal;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.Owners;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/** Loops over what the kernel goes through: {@code for (Task task : Kernel.tasks(Task.class))}. */
final class KernelLoops {
    private static final ValueType OBJECT = ValueType.nullable(MemoryKind.KERNEL);

    /** {@code BPF_TASK_ITER_ALL_PROCS}, {@code BPF_TASK_ITER_ALL_THREADS}, {@code BPF_TASK_ITER_PROC_THREADS}. */
    private static final int PROCESSES = 0;

    private static final int THREADS = 1;
    private static final int THREADS_OF_PROCESS = 2;

    /** The methods of {@link Kernel} that return something for a loop. */
    static final Set<String> NAMES = Set.of(
            "range", "bits", "tasks", "threads", "threadsOf", "taskVmas", "css", "cssTasks", "kmemCaches", "dmabufs");

    private final FunctionLowering function;
    private final KfuncCalls kfuncs;
    private final KernelCalls kernel;
    private final RangeLoops ranges;
    private final IteratorLoops iterators;
    private final Map<String, Made> sequences;

    /** How the call in a loop becomes a sequence. */
    private interface Made {
        Sequence of(MethodInvocationTree call);
    }

    KernelLoops(FunctionLowering function, LoopLowering loops) {
        this.function = function;
        this.kfuncs = new KfuncCalls(function);
        this.kernel = new KernelCalls(function);
        this.iterators = new IteratorLoops(function, loops);
        this.ranges = new RangeLoops(function, loops, iterators);
        this.sequences = Map.of(
                "tasks", call -> tasks(call, PROCESSES),
                "threads", call -> tasks(call, THREADS),
                "threadsOf", this::threadsOf,
                "taskVmas", this::taskVmas,
                "css", this::css,
                "cssTasks", this::cssTasks,
                "kmemCaches", call -> all(call, "bpf_iter_kmem_cache", "kmem_cache"),
                "dmabufs", call -> all(call, "bpf_iter_dmabuf", "dma_buf"),
                "bits", this::bits);
    }

    /** Returns the call of the kernel's that an expression is. */
    Optional<MethodInvocationTree> find(ExpressionTree tree) {
        if (tree instanceof ParenthesizedTree inner) return find(inner.getExpression());
        if (!(tree instanceof MethodInvocationTree call)) return Optional.empty();
        var method = function.unit.attribution().element(call);
        return NAMES.contains(method.getSimpleName().toString())
                        && Owners.of(method).getQualifiedName().contentEquals(Kernel.class.getName())
                ? Optional.of(call)
                : Optional.empty();
    }

    void lower(EnhancedForLoopTree tree, MethodInvocationTree call, @Nullable Name label) {
        var name = function.unit.attribution().element(call).getSimpleName().toString();
        var made = sequences.get(name);
        if (made == null) ranges.lower(tree, call, label);
        else iterators.lower(tree, made.of(call), label);
    }

    private Sequence tasks(MethodInvocationTree call, int flags) {
        var struct = kernel.struct(argument(call, 0), "task_struct");
        requireRcu(call, "bpf_iter_task_new");
        return tasks(struct, function.nullOf(OBJECT), flags);
    }

    private Sequence threadsOf(MethodInvocationTree call) {
        var task = lasting(argument(call, 0), "task_struct");
        requireRcu(call, "bpf_iter_task_new");
        return tasks((KernelClass) task.type(), handed(argument(call, 0), task), THREADS_OF_PROCESS);
    }

    private Sequence tasks(KernelClass struct, Value task, int flags) {
        var kind = function.builder.constant(ValueType.I32, flags);
        return sequence("bpf_iter_task", 3, List.of(task, kind), struct);
    }

    private Sequence taskVmas(MethodInvocationTree call) {
        var task = object(argument(call, 0), "task_struct");
        var struct = kernel.struct(argument(call, 1), "vm_area_struct");
        var number = function.expressions.scalar(argument(call, 2));
        var address = function.conversions.wide(number.value(), function.integer(number));
        kfuncs.require(call, "bpf_iter_task_vma_new");
        return sequence("bpf_iter_task_vma", 1, List.of(handed(argument(call, 0), task), address), struct);
    }

    private Sequence css(MethodInvocationTree call) {
        var start = lasting(argument(call, 0), "cgroup_subsys_state");
        var number = function.expressions.scalar(argument(call, 1));
        requireRcu(call, "bpf_iter_css_new");
        var arguments = List.of(handed(argument(call, 0), start), number.value());
        return sequence("bpf_iter_css", 3, arguments, (KernelClass) start.type());
    }

    /** {@code check_css_task_iter_allowlist} of the kernel's {@code verifier.c}: others might wait for a lock that they have interrupted. */
    private Sequence cssTasks(MethodInvocationTree call) {
        var css = lasting(argument(call, 0), "cgroup_subsys_state");
        var number = function.expressions.scalar(argument(call, 1));
        var struct = kernel.struct(argument(call, 2), "task_struct");
        kfuncs.require(call, "bpf_iter_css_task_new");
        var program = function.helpers.program();
        if (program.filter(kind -> !goesThroughTasks(kind)).isPresent())
            throw function.refuse(
                    call,
                    WRONG_HELPER,
                    "`bpf_iter_css_task_new` is for programs of the LSM, iterators and programs that may sleep",
                    "write one of those, or go through all tasks and ask Kfuncs.taskUnderCgroup(…)");
        return sequence("bpf_iter_css_task", 1, List.of(handed(argument(call, 0), css), number.value()), struct);
    }

    private static boolean goesThroughTasks(SectionKind kind) {
        return kind.sleepable() || kind.programType() == ProgramType.LSM || kind == SectionKind.ITER;
    }

    /** Goes through all that the kernel has of a struct. */
    private Sequence all(MethodInvocationTree call, String iterator, String name) {
        var struct = kernel.struct(argument(call, 0), name);
        kfuncs.require(call, iterator + "_new");
        function.at(call);
        return sequence(iterator, 1, List.of(), struct);
    }

    private Sequence bits(MethodInvocationTree call) {
        kfuncs.require(call, "bpf_iter_bits_new");
        var words = new AnyAddress(function).of(argument(call, 0));
        var count = function.converted(function.expressions.scalar(argument(call, 1)), Int.UINT);
        function.at(call);
        return iterators.numbers("bpf_iter_bits", 2, List.of(words, count));
    }

    private static Sequence sequence(String kfuncs, int words, List<Value> arguments, KernelClass struct) {
        return new Sequence(
                kfuncs, words, arguments, OBJECT, found -> new Reference(new Operand.Base.InLoop(found), 0, struct));
    }

    private static ExpressionTree argument(MethodInvocationTree call, int index) {
        return call.getArguments().get(index);
    }

    /** Returns the object of the kernel that an argument is. */
    private Reference object(ExpressionTree tree, String struct) {
        if (function.expressions.lower(tree) instanceof Reference object
                && object.type() instanceof KernelClass type
                && type.kernelName().equals(struct)) return trusted(tree, object);
        throw function.refuse(
                tree,
                UNSUPPORTED_CALL,
                function.quote(tree) + " is no `" + struct + "`",
                "pass a @KernelType(\"" + struct + "\") that the kernel handed over");
    }

    private Reference trusted(ExpressionTree tree, Reference object) {
        var pointer = object.base().pointer(function.builder).type();
        if (pointer instanceof ValueType.Pointer to && to.kind() == MemoryKind.KERNEL) return object;
        throw untrusted(tree);
    }

    /** The same, which stays when it is not looked at. */
    private Reference lasting(ExpressionTree tree, String struct) {
        var object = object(tree, struct);
        if (object.base() instanceof Operand.Base.InLoop) throw untrusted(tree);
        return object;
    }

    private Refusal untrusted(ExpressionTree tree) {
        return function.refuse(
                tree, UNTRUSTED_POINTER, function.quote(tree) + " may go away while the loop goes through it");
    }

    private Value handed(ExpressionTree tree, Reference object) {
        function.touching(tree);
        return function.address(tree, object);
    }

    /** What a function is called from is left to the verifier. */
    private void requireRcu(MethodInvocationTree call, String kfunc) {
        kfuncs.require(call, kfunc);
        if (function.guards.maySleep() && !function.guards.isInRcu())
            throw function.refuse(
                    call,
                    OUTSIDE_RCU,
                    function.quote(call) + " in a program that may sleep is outside of any RCU section");
        function.at(call);
    }
}
