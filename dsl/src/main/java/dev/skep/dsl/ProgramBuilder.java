package dev.skep.dsl;

import dev.skep.asm.Width;
import dev.skep.ir.Extension;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.ContextStruct;
import dev.skep.kernel.Helper;
import dev.skep.kernel.MapType;
import dev.skep.kernel.ProgramType;
import dev.skep.kernel.SectionKind;
import java.util.EnumSet;
import java.util.Set;

/**
 * Writes a program.
 *
 * @param <C> the context that the kernel hands it
 * @param <A> what it returns: a verdict, or a number where the kernel has no names for them
 */
public sealed class ProgramBuilder<C, A> extends FunctionBuilder<A> permits XdpBuilder, TypedBuilder {
    /** Programs that may write to packets where they lie: {@code may_access_direct_pkt_data} in the kernel's verifier. */
    private static final Set<ProgramType> WRITERS = EnumSet.of(
            ProgramType.SCHED_CLS,
            ProgramType.SCHED_ACT,
            ProgramType.XDP,
            ProgramType.LWT_XMIT,
            ProgramType.SK_SKB,
            ProgramType.SK_MSG,
            ProgramType.CGROUP_SOCKOPT,
            ProgramType.EXT);

    private final Context<C> context;
    private final Returned<A> returned;

    ProgramBuilder(Body body, ContextDef<C> context, Returned<A> returned) {
        super(body);
        var handed = body.ir().parameter("ctx", context.pointer(), ValueType.pointer(MemoryKind.CONTEXT));
        this.context = new Context<>(context, body.here(), handed, Context.Reach.HANDED_OVER);
        this.returned = returned;
    }

    /** What the kernel hands over. */
    public final Context<C> context() {
        return context;
    }

    /** {@code context->field}: what it leads to, when it leads somewhere. */
    public final <T> Maybe<Context<T>, A> follow(NullablePointer<C, T> field) {
        var value = context.load(field.field(), ValueType.nullable(MemoryKind.CONTEXT));
        return new Maybe<>(
                this,
                field.field().name(),
                Presence.of(
                        body(),
                        value,
                        () -> new Context<>(field.target(), body().here(), value, Context.Reach.LED_TO)));
    }

    /**
     * A cursor at the start of the packet, or of the part of it that lies in one piece; of the value of a socket option.
     *
     * @throws IllegalStateException when programs of this kind see no packet
     */
    public final Packet<A> packet() {
        var type = context.type();
        var start = type.packet().orElseThrow(() -> new IllegalStateException("there is no packet in `" + type + "`"));
        var end = type.packetEnd(start);
        requireReadable(start);
        body().statement();
        return new Packet<>(this, packetAccess(), load(MemoryKind.PACKET, start), load(MemoryKind.PACKET_END, end));
    }

    /** The metadata in front of the packet, when there is as much. */
    public final Maybe<Struct, A> metadata(StructDef type) {
        var start = context.type().member("data_meta");
        requireReadable(start);
        body().statement();
        return Packet.metadata(
                this,
                type,
                load(MemoryKind.PACKET_META, start),
                load(MemoryKind.PACKET, context.type().member("data")),
                Access.READ_WRITE);
    }

    /** {@code bpf_tail_call}: goes on as the program at {@code index}; behind it only when there is none. */
    public final void tailCall(ProgArrayDef programs, U32 index) {
        programs.require(body());
        Types.U32.require(body(), index);
        var ir = HelperCalls.begin(body(), Helper.TAIL_CALL);
        body().reservations().requireNoneBut(null);
        var map = programs.address(body());
        var number = Conversion.wide(body(), index.operand(), Types.U32);
        ir.callHelper(ValueType.I64, Helper.TAIL_CALL, context.pointer(), map, number);
    }

    /**
     * {@code bpf_perf_event_output}: sends a record to user space; 0, or a negative error number.
     *
     * @param flags the CPU, {@link PerfEventArrayDef#CURRENT_CPU}, and how many bytes of the packet go along in the upper half
     */
    public final S64 output(PerfEventArrayDef events, U64 flags, Struct record) {
        return call(
                        Helper.PERF_EVENT_OUTPUT,
                        context,
                        events,
                        flags,
                        require(events.record(), record),
                        record.type().size())
                .s64();
    }

    private Struct require(StructDef type, Struct record) {
        type.require(body(), record);
        body().parts().add(type.btf());
        return record;
    }

    /** {@code bpf_get_stackid}: the number of the stack, or a negative error number. */
    public final S64 stackId(StackTraceDef stacks, U64 flags) {
        return call(Helper.GET_STACKID, context, stacks, flags).s64();
    }

    /** {@code bpf_get_local_storage}: the value of the cgroup that the program is attached to. */
    public final <V extends Storable<R>, R> R cgroupStorage(StorageDef<V> storage) {
        storage.require(body());
        if (storage.type() != MapType.CGROUP_STORAGE)
            throw new IllegalArgumentException("map `" + storage + "` keeps no values of the cgroup of a program");
        var ir = HelperCalls.begin(body(), Helper.GET_LOCAL_STORAGE);
        var map = storage.address(body());
        var value = ir.callHelper(
                ValueType.pointer(MemoryKind.MAP_VALUE), Helper.GET_LOCAL_STORAGE, map, ir.constant(ValueType.I64, 0));
        return Type.reference(storage.value(), new Place(body().here(), value, 0, Access.READ_WRITE));
    }

    /** What programs of this kind may do with packets. */
    private Access packetAccess() {
        var kind = body().rules().program();
        return kind.filter(k -> !WRITERS.contains(k.programType()))
                .map(SectionKind::word)
                .map(word -> Access.readOnly("the packet of a program of section `" + word + "`"))
                .orElse(Access.READ_WRITE);
    }

    private void requireReadable(ContextStruct.Field field) {
        new FieldAccess(body().rules(), context.type().toString(), field.name()).requireReadable();
    }

    /** The kernel declares some of these fields with 32 bits, whatever is in them. */
    private Value load(MemoryKind kind, ContextStruct.Field field) {
        var width = Width.ofBytes(field.size());
        return body().ir().load(ValueType.pointer(kind), width, Extension.ZERO, context.pointer(), field.offset());
    }

    @Override
    final void end() {
        returned.end(this);
    }

    @Override
    final void requireResult(A result) {
        returned.require(body(), result);
    }

    @Override
    final void emitReturn(A result) {
        returned.emit(body(), result);
    }
}
