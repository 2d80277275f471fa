package dev.skep.processor.lowering;

import static dev.skep.compiler.DiagnosticCode.UNRELEASED;

import dev.skep.asm.Condition;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.processor.lowering.Operand.Base;
import dev.skep.processor.lowering.Operand.GiveBack;
import dev.skep.processor.lowering.Operand.Guard;
import dev.skep.processor.lowering.Operand.Reference;
import dev.skep.processor.lowering.Operand.Section;
import dev.skep.processor.type.JavaType;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What programs take from the kernel and give back at the end of the {@code try} that took it. */
final class Guards {
    private final FunctionLowering function;
    /** The locks that are held, by where they lie. */
    private List<Place> locks = List.of();

    private boolean inRcu;

    private boolean isAtomic;

    Guards(FunctionLowering function) {
        this.function = function;
    }

    /** Returns whether what is lowered now is in a section in which no object goes away that RCU keeps. */
    boolean isInRcu() {
        return inRcu;
    }

    /** Says that the function is called where these sections are open. */
    void calledFrom(Guards outer) {
        inRcu = outer.inRcu;
        isAtomic = outer.isAtomic;
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

    /** Returns whether RCU keeps what programs find here: in a section, and in all of a program that cannot sleep. */
    boolean isKept() {
        return inRcu
                || function.helpers.program().filter(kind -> !kind.sleepable()).isPresent();
    }

    /** Returns what was taken; {@code pointer} is null when there was nothing to take. */
    Guard taken(Value pointer, JavaType type, GiveBack giveBack) {
        var kind = ((ValueType.Pointer) pointer.type()).kind();
        var handle = function.builder.newVariable("taken", ValueType.nullable(kind));
        function.builder.write(handle, pointer);
        return new Guard(handle, type, giveBack);
    }

    /** Gives it back unless that has happened. */
    void close(Guard guard) {
        var builder = function.builder;
        var pointer = builder.read(guard.handle());
        if (function.isNull(pointer)) return;
        var taken = builder.newBlock("taken");
        var end = builder.newBlock("closed");
        builder.branch(Condition.NE, pointer, function.nullOf(pointer.type()), taken, end);
        function.place(taken);
        release(guard, guard.giveBack());
        builder.jump(end);
        function.place(end);
    }

    /** Gives it back that way; nothing can reach it afterwards. */
    void release(Guard guard, GiveBack way) {
        var pointer = function.builder.read(guard.handle());
        way.call(function.builder, pointer);
        ValueType type = guard.handle().type();
        function.builder.write(guard.handle(), function.nullOf(type));
    }
}
