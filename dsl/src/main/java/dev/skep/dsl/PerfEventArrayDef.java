package dev.skep.dsl;

import dev.skep.kernel.MapType;

/** Perf events, one for each CPU: what programs {@linkplain ProgramBuilder#output put out} goes to user space. Kernel 4.3. */
public final class PerfEventArrayDef extends MapDef<PerfEventArrayDef> {
    /** The flag that means the perf event of the CPU that the program runs on: {@code BPF_F_CURRENT_CPU}. */
    public static final long CURRENT_CPU = 0xffffffffL;

    private final StructDef record;

    private PerfEventArrayDef(MapDraft draft, StructDef record) {
        super(draft);
        this.record = record;
    }

    /** Perf events for records of a struct; {@link #maxEntries} is the number of CPUs unless it is said. */
    public static PerfEventArrayDef perfEventArray(String name, StructDef record) {
        SpinLock.requireNone(record, "a record of map `" + name + "`");
        return new PerfEventArrayDef(MapDraft.of(name, MapType.PERF_EVENT_ARRAY), record);
    }

    StructDef record() {
        return record;
    }

    @Override
    PerfEventArrayDef with(MapDraft changed) {
        return new PerfEventArrayDef(changed, record);
    }

    @Override
    Type<?> keyType() {
        return Types.U32;
    }

    @Override
    Type<?> valueType() {
        return Types.U32;
    }
}
