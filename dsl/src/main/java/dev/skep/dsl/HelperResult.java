package dev.skep.dsl;

import dev.skep.dsl.context.PtRegs;
import dev.skep.dsl.context.Sock;
import dev.skep.dsl.context.TcpSock;
import dev.skep.ir.MemoryKind;
import dev.skep.ir.Value;
import dev.skep.ir.ValueType;
import dev.skep.kernel.Helper;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a helper returned; one of the methods says it as its C type has it. What may be null is a {@link Maybe}; what nobody asks for is
 * dropped, but for references, which must be released.
 *
 * @param <A> what the function returns
 */
public final class HelperResult<A> {
    private static final Set<Helper> ACQUIRE =
            EnumSet.of(Helper.SK_LOOKUP_TCP, Helper.SK_LOOKUP_UDP, Helper.SKC_LOOKUP_TCP);

    private final FunctionBuilder<A> function;
    private final Helper helper;
    private final @Nullable AnyMap map;
    private final Value value;
    private final @Nullable Maybe<Socket, A> socket;

    HelperResult(FunctionBuilder<A> function, Helper helper, @Nullable AnyMap map, Value value) {
        this.function = function;
        this.helper = helper;
        this.map = map;
        this.value = value;
        this.socket = ACQUIRE.contains(helper) ? MapCalls.socket(function, helper.kernelName(), value) : null;
    }

    /** Returns the type of the register that holds what a helper returns. */
    static ValueType register(Helper helper, @Nullable AnyMap map) {
        var type = helper.returnType();
        if (ACQUIRE.contains(helper)) return ValueType.nullable(MemoryKind.SOCKET);
        if (helper == Helper.TASK_PT_REGS) return ValueType.pointer(MemoryKind.CONTEXT);
        if (type.equals("struct task_struct *")) return ValueType.pointer(MemoryKind.KERNEL);
        if (type.equals("struct bpf_sock *") || type.equals("struct bpf_tcp_sock *"))
            return ValueType.nullable(MemoryKind.CONTEXT);
        if (type.startsWith("struct")) return ValueType.nullable(MemoryKind.KERNEL);
        if (type.equals("void *")) return memory(helper, map);
        return type.equals("__u32") || type.equals("int") ? ValueType.I32 : ValueType.I64;
    }

    private static ValueType memory(Helper helper, @Nullable AnyMap map) {
        if (map == null || map.valueType() == null || map instanceof SocketMapDef)
            throw new IllegalArgumentException("`" + helper.kernelName() + "` on "
                    + (map == null ? "nothing" : "map `" + map + "`") + " is p.lookup(…)");
        return helper == Helper.GET_LOCAL_STORAGE
                ? ValueType.pointer(MemoryKind.MAP_VALUE)
                : ValueType.nullable(MemoryKind.MAP_VALUE);
    }

    /** The result as {@code long} or {@code __s64}: mostly 0, or a negative error number. */
    public S64 s64() {
        return number(Types.S64, "long", "__s64");
    }

    /** The result as {@code __u64}. */
    public U64 u64() {
        return number(Types.U64, "__u64");
    }

    /** The result as {@code __u32}. */
    public U32 u32() {
        return number(Types.U32, "__u32");
    }

    /** The result as {@code int}. */
    public S32 s32() {
        return number(Types.S32, "int");
    }

    /** The value of the map that it found, when it found one. */
    public <V extends Storable<R>, R> Maybe<R, A> value(Type<V> type) {
        requireReturned("void *");
        if (map == null || !type.equals(map.valueType()))
            throw new IllegalArgumentException("map `" + map + "` does not have values of " + type);
        return new Maybe<>(function, helper.kernelName(), MapCalls.found(function.body(), type, value));
    }

    /** The reference to a socket that it found, when it found one. */
    public Maybe<Socket, A> socket() {
        if (socket == null) throw refused("no reference to a socket");
        return socket;
    }

    /** The whole of a socket, when there is one. */
    public Maybe<Context<Sock>, A> sock() {
        if (socket != null) throw refused("a reference: ask for socket()");
        requireReturned("struct bpf_sock *");
        return context(Sock.CONTEXT);
    }

    /** The state of a TCP connection, when it is one. */
    public Maybe<Context<TcpSock>, A> tcpSock() {
        requireReturned("struct bpf_tcp_sock *");
        return context(TcpSock.CONTEXT);
    }

    /** The struct of the kernel that it found, when it found one. */
    public Maybe<KernelObject, A> object(KernelStruct type) {
        requireReturned("struct " + type + " *");
        var body = function.body();
        type.btf();
        return new Maybe<>(
                function,
                helper.kernelName(),
                Presence.of(body, value, () -> new KernelObject(type, body.here(), value)));
    }

    /** The registers that {@code bpf_task_pt_regs} leads to. */
    public Context<PtRegs> registers() {
        if (helper != Helper.TASK_PT_REGS) throw refused("no registers");
        return new Context<>(PtRegs.CONTEXT, function.body().here(), value, Context.Reach.LED_TO);
    }

    private <C> Maybe<Context<C>, A> context(ContextDef<C> type) {
        var body = function.body();
        return new Maybe<>(
                function,
                helper.kernelName(),
                Presence.of(body, value, () -> new Context<>(type, body.here(), value, Context.Reach.LED_TO)));
    }

    private <V extends Scalar<V>> V number(ScalarType<V> type, String... returned) {
        requireReturned(returned);
        return type.handle(function.body().computed(value));
    }

    private void requireReturned(String... types) {
        if (helper == Helper.TASK_PT_REGS || !Set.of(types).contains(helper.returnType()))
            throw refused("`" + helper.returnType() + "`");
    }

    private IllegalArgumentException refused(String what) {
        return new IllegalArgumentException("`" + helper.kernelName() + "` returns " + what);
    }
}
