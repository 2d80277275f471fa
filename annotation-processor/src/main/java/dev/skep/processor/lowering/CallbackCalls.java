package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.NEWER_KERNEL;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import dev.skep.asm.Condition;
import dev.skep.ir.BinaryOp;
import dev.skep.ir.BpfType;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.lang.BpfArray;
import dev.skep.lang.BpfHashMap;
import dev.skep.lang.BpfLruHashMap;
import dev.skep.lang.BpfLruPerCpuHashMap;
import dev.skep.lang.BpfPerCpuArray;
import dev.skep.lang.BpfPerCpuHashMap;
import dev.skep.lang.Kernel;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Callbacks.Handed;
import dev.skep.processor.lowering.Callbacks.Parameter;
import dev.skep.processor.lowering.Operand.MapHandle;
import dev.skep.processor.lowering.Operand.Nothing;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.KernelClass;
import dev.skep.processor.type.JavaType.Other;
import java.util.List;
import java.util.Map;

/** Helpers that call back: {@code bpf_loop}, {@code bpf_for_each_map_elem} and {@code bpf_find_vma}. */
final class CallbackCalls {
    /** {@code BPF_MAX_LOOPS}. */
    private static final int MAX_LOOPS = 1 << 23;

    /** {@code -E2BIG}. */
    private static final int TOO_MANY = -7;

    private static final ValueType KERNEL = ValueType.pointer(MemoryKind.KERNEL);

    /** What the verifier knows, and nobody trusts. */
    private static final ValueType KNOWN = ValueType.pointer(MemoryKind.WALKED);

    private static final BpfType ANYTHING = new BpfType.Pointer(BpfType.VOID);

    private final FunctionLowering function;
    private final Callbacks callbacks;
    private final KernelCalls kernel;

    CallbackCalls(FunctionLowering function) {
        this.function = function;
        this.kernel = new KernelCalls(function);
        this.callbacks = new Callbacks(function);
    }

    void register(Map<String, Intrinsic> intrinsics) {
        intrinsics.put(Calls.key(Kernel.class, "loop"), this::loop);
        for (var name : KernelLoops.NAMES) intrinsics.put(Calls.key(Kernel.class, name), this::sequence);
        intrinsics.put(Calls.key(Kernel.class, "findVma"), this::findVma);
        for (var map : List.of(
                BpfHashMap.class,
                BpfLruHashMap.class,
                BpfPerCpuHashMap.class,
                BpfLruPerCpuHashMap.class,
                BpfArray.class,
                BpfPerCpuArray.class)) intrinsics.put(Calls.key(map, "forEach"), this::forEach);
    }

    private Operand loop(Call call) {
        var since = Helper.LOOP.since();
        if (!function.unit.options().targetKernel().atLeast(since)) return inPlace(call);
        function.helpers.require(call.tree(), Helper.LOOP);
        var count = function.expressions.scalar(call.argument(0));
        var rounds = function.conversions.wide(function.converted(count, Int.INT), Int.INT);
        var index = new Parameter("index", BpfType.U32, ValueType.I32, (inside, value) -> new Scalar(value, Int.INT));
        var handed = callbacks.hand(call.argument(1), "loop", List.of(index));
        function.at(call.tree());
        return new Scalar(unlessNone(rounds, handed), Int.INT);
    }

    /**
     * A function that the verifier knows to be called no time is gone when kernels up to 6.18 look for its address, and they refuse the program;
     * behind a branch that is never taken the address is gone, too.
     */
    private Value unlessNone(Value rounds, Handed handed) {
        var builder = function.builder;
        var some = builder.newBlock("some");
        var end = builder.newBlock("end", ValueType.I32);
        var none = builder.newBlock("none");
        builder.branch(Condition.NE, rounds, builder.constant(ValueType.I64, 0), some, none);
        function.place(none);
        builder.jump(end, builder.constant(ValueType.I32, 0));
        function.place(some);
        var address = handed.function(builder);
        var flags = builder.constant(ValueType.I64, 0);
        builder.jump(end, builder.callHelper(ValueType.I32, Helper.LOOP, rounds, address, handed.context(), flags));
        function.place(end);
        return builder.blockParameter(end, 0);
    }

    /** Older kernels see a loop of their own. */
    private Operand inPlace(Call call) {
        var rounds = function.unit
                .constants()
                .of(call.argument(0))
                .orElseThrow(() -> function.refuse(
                        call.tree(),
                        NEWER_KERNEL,
                        "a loop of " + function.quote(call.argument(0)) + " rounds needs kernel " + Helper.LOOP.since()
                                + ", the object must load on "
                                + function.unit.options().targetKernel(),
                        "say minKernel = \"" + Helper.LOOP.since() + "\" in @Bpf, or make it a constant number"))
                .value();
        if (rounds < 0 || rounds > MAX_LOOPS) return function.constant(Int.INT, TOO_MANY);
        var builder = function.builder;
        var index = builder.newVariable("index", ValueType.I32);
        builder.write(index, builder.constant(ValueType.I32, 0));
        var head = builder.newBlock("loop");
        var body = builder.newBlock("body");
        var next = builder.newBlock("next");
        var stop = builder.newBlock("stop");
        var end = builder.newBlock("end", ValueType.I32);
        builder.jump(head);
        builder.position(head);
        var limit = builder.constant(ValueType.I32, rounds);
        var before = builder.newBlock("all");
        builder.branch(Condition.LT, builder.read(index), limit, body, before);
        function.place(before);
        builder.jump(end, limit);
        function.place(body);
        List<Operand> operands = List.of(new Scalar(builder.read(index), Int.INT));
        function.loops.round(() -> callbacks.run(
                call.argument(1),
                operands,
                (at, operand) ->
                        function.branchIfSet(function.scalar(at, operand).value(), next, stop)));
        function.at(call.tree());
        function.goOn(next);
        if (!builder.terminated()) {
            builder.write(index, increment(builder.read(index)));
            builder.jump(head);
        }
        builder.seal(head);
        function.goOn(stop);
        if (!builder.terminated()) builder.jump(end, increment(builder.read(index)));
        function.place(end);
        return new Scalar(builder.blockParameter(end, 0), Int.INT);
    }

    private Value increment(Value number) {
        return function.builder.binary(BinaryOp.ADD, number, function.builder.constant(ValueType.I32, 1));
    }

    /** Loops take it before it is lowered. */
    private Operand sequence(Call call) {
        throw function.refuse(
                call.tree(),
                UNSUPPORTED_CALL,
                function.quote(call.tree()) + " is nothing that can be kept",
                "write it in the loop itself: for (" + each(call) + " : "
                        + function.unit.sources().text(call.tree()) + ")");
    }

    private static String each(Call call) {
        return call.method().getSimpleName().contentEquals("range") ? "int i" : "var each";
    }

    private Operand forEach(Call call) {
        if (!(function.expressions.lower(call.receiver()) instanceof MapHandle map))
            throw function.refuse(
                    call.receiver(), UNSUPPORTED_CALL, function.quote(call.receiver()) + " is no map of this class");
        function.helpers.require(call.tree(), Helper.FOR_EACH_MAP_ELEM);
        var handed = callbacks.hand(call.argument(0), "entry", EntryParameters.of(map.type()));
        function.at(call.tree());
        var builder = function.builder;
        var flags = builder.constant(ValueType.I64, 0);
        var seen = builder.callHelper(
                ValueType.I32,
                Helper.FOR_EACH_MAP_ELEM,
                builder.mapAddress(map.name()),
                handed.function(function.builder),
                handed.context(),
                flags);
        return new Scalar(seen, Int.INT);
    }

    private Operand findVma(Call call) {
        function.helpers.require(call.tree(), Helper.FIND_VMA);
        var place = call.argument(0);
        if (!(function.expressions.lower(place) instanceof Reference task) || !isTask(task))
            throw function.refuse(
                    place,
                    UNSUPPORTED_CALL,
                    function.quote(place) + " is no `task_struct` that the verifier knows",
                    "ask for one: Kernel.currentTaskBtf(task_struct.class)");
        var at = function.expressions.scalar(call.argument(1));
        var address = function.conversions.wide(at.value(), function.integer(at));
        var struct = kernel.struct(call.argument(2), "vm_area_struct");
        var area = new Parameter(
                "vma",
                struct.pointer(),
                KNOWN,
                (inside, pointer) -> new Reference(Operand.Base.of(pointer), 0, struct));
        var owner = new Parameter("task", ANYTHING, KERNEL, (inside, pointer) -> new Nothing(Other.VOID));
        var handed = callbacks.handVoid(call.argument(3), "area", List.of(owner, area));
        function.touching(place);
        var builder = function.builder;
        var found = builder.callHelper(
                ValueType.I32,
                Helper.FIND_VMA,
                function.address(place, task),
                address,
                handed.function(function.builder),
                handed.context(),
                builder.constant(ValueType.I64, 0));
        return new Scalar(found, Int.INT);
    }

    private boolean isTask(Reference task) {
        return task.type() instanceof KernelClass struct
                && struct.layout().name().equals("task_struct")
                && task.base().pointer(function.builder).type() instanceof ValueType.Pointer pointer
                && pointer.kind() != MemoryKind.UNTRUSTED;
    }
}
