package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.SPECIAL_FIELD;
import static dev.skep.compiler.DiagnosticCode.UNSUPPORTED_CALL;

import com.sun.source.tree.ExpressionTree;
import dev.skep.asm.Condition;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import dev.skep.lang.BpfTaskWork;
import dev.skep.lang.BpfTimer;
import dev.skep.lang.BpfWorkqueue;
import dev.skep.processor.lowering.Call.Intrinsic;
import dev.skep.processor.lowering.Operand.MapHandle;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Scalar;
import dev.skep.processor.source.Constant;
import dev.skep.processor.type.Int;
import dev.skep.processor.type.JavaType.MapClass;
import dev.skep.processor.type.Special;
import dev.skep.processor.type.SpecialFields;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What is done to an entry of a map later: by its timer, by its work queue, or by a task. */
final class LaterCalls {
    private static final KernelVersion ABSOLUTE = new KernelVersion(6, 4);
    private static final KernelVersion PINNED = new KernelVersion(6, 7);

    private final FunctionLowering function;
    private final KfuncCalls kfuncs;
    private final Callbacks callbacks;
    private final RenamedKfuncs renamed;

    LaterCalls(FunctionLowering function, KfuncCalls kfuncs) {
        this.function = function;
        this.kfuncs = kfuncs;
        this.callbacks = new Callbacks(function);
        this.renamed = new RenamedKfuncs(function);
    }

    void register(Map<String, Intrinsic> intrinsics) {
        // spotless:off
        intrinsics.put(Calls.key(BpfTimer.class,     "init"),        this::initTimer);
        intrinsics.put(Calls.key(BpfTimer.class,     "setCallback"), this::setTimer);
        intrinsics.put(Calls.key(BpfTimer.class,     "start"),       this::startTimer);
        intrinsics.put(Calls.key(BpfTimer.class,     "cancel"),      this::cancelTimer);
        intrinsics.put(Calls.key(BpfWorkqueue.class, "init"),        this::initWork);
        intrinsics.put(Calls.key(BpfWorkqueue.class, "setCallback"), this::setWork);
        intrinsics.put(Calls.key(BpfWorkqueue.class, "start"),       this::startWork);
        intrinsics.put(Calls.key(BpfTaskWork.class,  "scheduleSignal"), call -> schedule(call, "bpf_task_work_schedule_signal"));
        intrinsics.put(Calls.key(BpfTaskWork.class,  "scheduleResume"), call -> schedule(call, "bpf_task_work_schedule_resume"));
        // spotless:on
    }

    /** The map that an entry lies in. */
    private record Home(Value address, MapClass type) {}

    private Operand initTimer(Call call) {
        function.helpers.require(call.tree(), Helper.TIMER_INIT);
        var timer = SpecialValues.address(function, call, Special.TIMER);
        var home = home(call, Special.TIMER);
        var clock = function.expressions.scalar(call.argument(1));
        var number = function.conversions.wide(clock.value(), function.integer(clock));
        var expired =
                callbacks.handLater(call.argument(2), "expired", EntryParameters.of(home.type), Guards::inInterrupt);
        function.touching(call.receiver());
        var made = helper(Helper.TIMER_INIT, timer, home.address, number);
        return ifMade(made, () -> helper(Helper.TIMER_SET_CALLBACK, timer, expired));
    }

    private Operand setTimer(Call call) {
        function.helpers.require(call.tree(), Helper.TIMER_SET_CALLBACK);
        var timer = SpecialValues.address(function, call, Special.TIMER);
        var home = home(call, Special.TIMER);
        var expired =
                callbacks.handLater(call.argument(1), "expired", EntryParameters.of(home.type), Guards::inInterrupt);
        function.touching(call.receiver());
        return function.isZero(helper(Helper.TIMER_SET_CALLBACK, timer, expired));
    }

    private Operand startTimer(Call call) {
        function.helpers.require(call.tree(), Helper.TIMER_START);
        var timer = SpecialValues.address(function, call, Special.TIMER);
        var time = wide(call.argument(0));
        var flags = function.builder.constant(ValueType.I64, 0);
        if (call.tree().getArguments().size() > 1) flags = flags(call.argument(1));
        function.touching(call.receiver());
        return function.isZero(helper(Helper.TIMER_START, timer, time, flags));
    }

    private Value flags(ExpressionTree tree) {
        var known = function.unit.constants().of(tree).map(Constant::value).orElse(0L);
        if ((known & BpfTimer.ABSOLUTE) != 0) function.unit.require(tree, ABSOLUTE, "`BPF_F_TIMER_ABS`");
        if ((known & BpfTimer.CPU_PINNED) != 0) function.unit.require(tree, PINNED, "`BPF_F_TIMER_CPU_PIN`");
        return wide(tree);
    }

    /** 1 when it was to run, 0 when it was not, and a negative error. */
    private Operand cancelTimer(Call call) {
        function.helpers.require(call.tree(), Helper.TIMER_CANCEL);
        var timer = SpecialValues.address(function, call, Special.TIMER);
        var result = helper(Helper.TIMER_CANCEL, timer);
        var one = function.builder.constant(ValueType.I64, 1);
        return new Scalar(function.builder.compare(Condition.EQ, result, one), Int.BOOLEAN);
    }

    private Operand initWork(Call call) {
        kfuncs.require(call.tree(), "bpf_wq_init");
        var queue = SpecialValues.address(function, call, Special.WORKQUEUE);
        var home = home(call, Special.WORKQUEUE);
        var work = callbacks.handLater(call.argument(1), "work", EntryParameters.of(home.type), Guards::inThread);
        function.touching(call.receiver());
        var made = kfunc("bpf_wq_init", queue, home.address, none());
        return ifMade(made, () -> setWork(queue, work));
    }

    private Operand setWork(Call call) {
        kfuncs.require(call.tree(), "bpf_wq_set_callback_impl");
        var queue = SpecialValues.address(function, call, Special.WORKQUEUE);
        var home = home(call, Special.WORKQUEUE);
        var work = callbacks.handLater(call.argument(1), "work", EntryParameters.of(home.type), Guards::inThread);
        function.touching(call.receiver());
        return function.isZero(setWork(queue, work));
    }

    private Value setWork(Value queue, Value work) {
        return renamed.call("bpf_wq_set_callback", queue, work, none());
    }

    private Operand startWork(Call call) {
        kfuncs.require(call.tree(), "bpf_wq_start");
        var queue = SpecialValues.address(function, call, Special.WORKQUEUE);
        return function.isZero(kfunc("bpf_wq_start", queue, none()));
    }

    private Operand schedule(Call call, String name) {
        var kfunc = kfuncs.require(call.tree(), name + "_impl");
        var field = SpecialValues.address(function, call, Special.TASK_WORK);
        var task = kfuncs.object(kfunc, call.argument(0), "task_struct");
        var home = home(call.argument(1), Special.TASK_WORK);
        var work = callbacks.handLater(call.argument(2), "work", EntryParameters.of(home.type), Guards::inThread);
        function.touching(call.receiver());
        return function.isZero(renamed.call(name, task, field, home.address, work));
    }

    private Value none() {
        return function.builder.constant(ValueType.I32, 0);
    }

    private Value wide(ExpressionTree tree) {
        var scalar = function.expressions.scalar(tree);
        return function.conversions.wide(scalar.value(), function.integer(scalar));
    }

    private Value helper(Helper helper, Value... arguments) {
        return function.builder.callHelper(ValueType.I64, helper, arguments);
    }

    private Value kfunc(String name, Value... arguments) {
        return function.builder.callKfunc(ValueType.I32, name, List.of(arguments));
    }

    /** Goes on with the next step where the first answered 0, and returns whether both did. */
    private Operand ifMade(Value made, Supplier<Value> next) {
        var builder = function.builder;
        var answer = builder.newVariable("made", made.type());
        builder.write(answer, made);
        var then = builder.newBlock("made");
        var end = builder.newBlock("ready");
        builder.branch(Condition.EQ, made, builder.constant(made.type(), 0), then, end);
        function.place(then);
        builder.write(answer, next.get());
        builder.jump(end);
        function.place(end);
        return function.isZero(builder.read(answer));
    }

    /** Returns the map that is named first, whose values must have such a field. */
    private Home home(Call call, Special kind) {
        return home(call.argument(0), kind);
    }

    private Home home(ExpressionTree tree, Special kind) {
        var operand = function.expressions.lower(tree);
        var type = Optional.ofNullable(MapCalls.type(operand))
                .orElseThrow(() ->
                        function.refuse(tree, UNSUPPORTED_CALL, function.quote(tree) + " is no map of this class"));
        if (SpecialFields.of(type.value()).stream().noneMatch(field -> field.kind() == kind))
            throw function.refuse(
                    tree, SPECIAL_FIELD, "values of " + function.quote(tree) + " have no `" + kind.text() + "`");
        function.touching(tree);
        return new Home(address(operand), type);
    }

    private Value address(Operand map) {
        return map instanceof MapHandle own
                ? function.builder.mapAddress(own.name())
                : ((Reference) map).base().pointer(function.builder);
    }
}
