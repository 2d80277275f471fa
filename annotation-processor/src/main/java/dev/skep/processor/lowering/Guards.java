package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNRELEASED;

import dev.skep.asm.Condition;
import dev.skep.ir.BlockLabel;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.SectionKind;
import dev.skep.processor.lowering.Operand.Base;
import dev.skep.processor.lowering.Operand.GiveBack;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.Guard.State;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Section;
import dev.skep.processor.type.JavaType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What programs take from the kernel and give back at the end of the {@code try} that took it. */
final class Guards {
    /** References of which older verifiers forget that they were seen not to be null: asked again, they would be lost on the other way. */
    private static final Set<MemoryKind> FORGOTTEN = EnumSet.of(MemoryKind.KERNEL, MemoryKind.OBJECT);

    private static final KernelVersion REMEMBERED = new KernelVersion(6, 5);

    private final FunctionLowering function;
    /** The locks that are held, by where they lie. */
    private List<Place> locks = List.of();

    private boolean inRcu;

    private boolean isAtomic;
    private boolean inThread;

    Guards(FunctionLowering function) {
        this.function = function;
    }

    /** Returns whether what is lowered now is in a section in which no object goes away that RCU keeps. */
    boolean isInRcu() {
        return inRcu;
    }

    /** Says that the function runs in a thread, which may sleep, whatever program it belongs to. */
    void inThread() {
        inThread = true;
    }

    /** Says that the function runs where nobody may sleep, whatever program it belongs to. */
    void inInterrupt() {
        inRcu = true;
    }

    /** Says that the function is called where these sections are open. */
    void calledFrom(Guards outer) {
        inRcu = outer.inRcu;
        isAtomic = outer.isAtomic;
        inThread = outer.inThread;
        if (!outer.locks.isEmpty()) holds(Place.ofAnotherFunction());
    }

    /** Returns whether nobody may sleep here: in a section of that kind, and where RCU keeps what programs find. */
    boolean isAtomic() {
        return isAtomic || isKept();
    }

    /** What of a function is restored at the end of a {@code try}. */
    record Sections(List<Place> locks, boolean inRcu, boolean isAtomic) {}

    /** Returns what sections are open here. */
    Sections sections() {
        return new Sections(locks, inRcu, isAtomic);
    }

    /** Says that the same are open from here on as were there. */
    void back(Sections sections) {
        locks = sections.locks;
        inRcu = sections.inRcu;
        isAtomic = sections.isAtomic;
    }

    /** Says that a section is open from here on. */
    void in(Section section) {
        if (section.kind() == Section.Kind.RCU) inRcu = true;
        if (section.kind() == Section.Kind.ATOMIC) isAtomic = true;
        if (section.lock() != null) holds(section.lock());
    }

    /** Refuses to take something anywhere but at the start of a {@code try}. */
    void requireTry(Call call) {
        if (!function.unit.attribution().isResource(call.tree()))
            throw function.refuse(
                    call.tree(), UNRELEASED, function.quote(call.tree()) + " is not the resource of a `try`");
    }

    /** Where a lock lies; a place that is equal to no other where that is another function's to say. */
    record Place(Base base, int offset) {
        static Place of(Reference lock) {
            return new Place(lock.base(), lock.offset());
        }

        static Place ofAnotherFunction() {
            return new Place(builder -> builder.constant(ValueType.I64, 0), 0);
        }
    }

    /** Returns the locks that are held here. */
    List<Place> locks() {
        return locks;
    }

    /** Says that a lock is held from here on, too. */
    void holds(Place lock) {
        locks = Stream.concat(locks.stream(), Stream.of(lock)).toList();
    }

    /** Lowers a part in which a lock is held. */
    <T> T locked(Place lock, Supplier<T> part) {
        var before = locks;
        holds(lock);
        try {
            return part.get();
        } finally {
            locks = before;
        }
    }

    /** Returns whether RCU keeps what programs find here: in a section, and in all of what cannot sleep. */
    boolean isKept() {
        var program = function.helpers.program();
        return inRcu || (!inThread && program.filter(kind -> !kind.sleepable()).isPresent());
    }

    /** Returns whether this runs where it may sleep, as far as that is known. */
    boolean maySleep() {
        return inThread
                || function.helpers.program().filter(SectionKind::sleepable).isPresent();
    }

    /** Returns what was taken; {@code pointer} is null when there was nothing to take. */
    Guard taken(Value pointer, JavaType type, GiveBack giveBack) {
        var known = (ValueType.Pointer) pointer.type();
        var handle = function.builder.newVariable("taken", ValueType.nullable(known.kind()));
        function.builder.write(handle, pointer);
        if (!FORGOTTEN.contains(known.kind())
                || function.unit.options().targetKernel().atLeast(REMEMBERED)) return new Guard(handle, type, giveBack);
        var state = new State(pointer, function.builder.newVariable("state", ValueType.I32));
        var guard = new Guard(handle, type, giveBack, null, state);
        know(guard, known.nullness() == ValueType.Nullness.NULLABLE ? State.UNKNOWN : State.SOMETHING);
        return guard;
    }

    private void know(Guard guard, int state) {
        if (guard.state() != null)
            function.builder.write(guard.state().number(), function.builder.constant(ValueType.I32, state));
    }

    /** Says that there is something where the builder stands. */
    void isThere(Guard guard) {
        know(guard, State.SOMETHING);
    }

    /** Says that there is nothing, or nothing any more. */
    void isGone(Guard guard) {
        know(guard, State.NOTHING);
        function.builder.write(guard.handle(), function.nullOf(guard.handle().type()));
    }

    /** Gives it back unless that has happened. */
    void close(Guard guard) {
        var builder = function.builder;
        var pointer = builder.read(guard.handle());
        if (function.isNull(pointer)) return;
        var taken = builder.newBlock("taken");
        var end = builder.newBlock("closed");
        var state = guard.state();
        if (state == null) builder.branch(Condition.NE, pointer, function.nullOf(pointer.type()), taken, end);
        else branch(state, taken, end);
        function.place(taken);
        guard.giveBack().call(builder, state == null ? pointer : unasked(state.pointer()));
        isGone(guard);
        builder.jump(end);
        function.place(end);
    }

    private void branch(State state, BlockLabel taken, BlockLabel end) {
        var builder = function.builder;
        var number = builder.read(state.number());
        var some = builder.newBlock("some");
        builder.branch(Condition.NE, number, builder.constant(ValueType.I32, State.NOTHING), some, end);
        function.place(some);
        var unknown = builder.newBlock("unknown");
        builder.branch(Condition.EQ, number, builder.constant(ValueType.I32, State.SOMETHING), taken, unknown);
        function.place(unknown);
        builder.branch(
                Condition.NE, state.pointer(), function.nullOf(state.pointer().type()), taken, end);
    }

    /** The number is what knows that it is not null. */
    private Value unasked(Value pointer) {
        var builder = function.builder;
        var kind = ((ValueType.Pointer) pointer.type()).kind();
        return builder.reinterpret(ValueType.pointer(kind), builder.reinterpret(ValueType.I64, pointer));
    }

    /** Gives it back that way; nothing can reach it afterwards. */
    void release(Guard guard, GiveBack way) {
        way.call(function.builder, function.builder.read(guard.handle()));
        isGone(guard);
    }
}
