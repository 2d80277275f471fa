package dev.skep.dsl;

import dev.skep.asm.SourceLine;
import dev.skep.ir.BpfType;
import dev.skep.ir.Global;
import dev.skep.ir.Initial;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.kernel.KernelVersion;

/**
 * A variable of the kernel, which the loader finds in its BTF by the name; programs only read it, by {@link FunctionBuilder#kernel}, and what
 * each CPU has of it by {@link FunctionBuilder#thisCpu} and {@link FunctionBuilder#perCpu}. Kernel 5.10.
 *
 * @param <T> what it is read as: a number, or a struct of the kernel
 */
public final class KernelVariable<T> {
    /** First kernel whose loaders look variables up in BTF. */
    static final KernelVersion SINCE = new KernelVersion(5, 10);

    private final String name;
    private final Kind kind;
    private final Held<T> held;
    private final SourceLine location = UserCode.line();

    private enum Kind {
        ONE,
        PER_CPU,
        WEAK_PER_CPU
    }

    /** What it holds. */
    private interface Held<T> {
        BpfType btf();

        MemoryKind memory();

        T at(Body body, Value pointer);
    }

    private record Number<V extends Scalar<V>>(ScalarType<V> type) implements Held<V> {
        @Override
        public BpfType btf() {
            return type.btf();
        }

        @Override
        public MemoryKind memory() {
            return MemoryKind.MAP_VALUE;
        }

        @Override
        public V at(Body body, Value pointer) {
            return type.read(new Place(body.here(), pointer, 0, Access.readOnly("what the kernel has")));
        }
    }

    private record Pointee(KernelStruct type) implements Held<KernelObject> {
        @Override
        public BpfType btf() {
            return type.btf();
        }

        @Override
        public MemoryKind memory() {
            return MemoryKind.KERNEL;
        }

        @Override
        public KernelObject at(Body body, Value pointer) {
            return new KernelObject(type, body.here(), pointer);
        }
    }

    private KernelVariable(String name, Kind kind, Held<T> held) {
        if (name.isBlank()) throw new IllegalArgumentException("a variable of the kernel has a name");
        this.name = name;
        this.kind = kind;
        this.held = held;
    }

    /** A number. */
    public static <V extends Scalar<V>> KernelVariable<V> kernelVariable(String name, ScalarType<V> type) {
        return new KernelVariable<>(name, Kind.ONE, new Number<>(type));
    }

    /** A struct. */
    public static KernelVariable<KernelObject> kernelVariable(String name, KernelStruct type) {
        return new KernelVariable<>(name, Kind.ONE, new Pointee(type));
    }

    /** Returns the same, of which each CPU has one of its own. */
    public KernelVariable<T> perCpu() {
        return new KernelVariable<>(name, Kind.PER_CPU, held);
    }

    /**
     * Returns the same, whose {@linkplain FunctionBuilder#addressOf address} is 0 where the kernel has none, instead of the loader refusing the
     * object; for one that each CPU has.
     */
    public KernelVariable<T> weak() {
        if (kind == Kind.ONE)
            throw new IllegalStateException("`" + name + "` cannot be weak: nothing could ask for it");
        return new KernelVariable<>(name, Kind.WEAK_PER_CPU, held);
    }

    boolean isPerCpu() {
        return kind != Kind.ONE;
    }

    MemoryKind memory() {
        return held.memory();
    }

    T at(Body body, Value pointer) {
        return held.at(body, pointer);
    }

    Global definition() {
        var global = kind == Kind.WEAK_PER_CPU ? Global.Kind.WEAK_KERNEL_VARIABLE : Global.Kind.KERNEL_VARIABLE;
        return new Global(name, held.btf(), global, new Initial.Zero(), location);
    }

    /** Returns the name. */
    @Override
    public String toString() {
        return name;
    }
}
