package dev.skep.ir;

import dev.skep.kernel.Helper;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What calls do with dynptrs: 16 bytes of the frame that only calls know the content of. One call makes a dynptr there, others give it back,
 * and what its memory is goes with it.
 */
public final class Dynptrs {
    private static final String POINTER = "struct bpf_dynptr *";

    /** By helper, the argument where it makes a dynptr. */
    private static final Map<Helper, Integer> MAKERS =
            new EnumMap<>(Map.of(Helper.DYNPTR_FROM_MEM, 3, Helper.RINGBUF_RESERVE_DYNPTR, 3));

    /** By kfunc, the same. */
    private static final Map<String, Integer> KFUNC_MAKERS =
            Map.of("bpf_dynptr_from_skb", 2, "bpf_dynptr_from_xdp", 2, "bpf_dynptr_clone", 1);

    private static final Set<Helper> ENDS = Set.of(Helper.RINGBUF_SUBMIT_DYNPTR, Helper.RINGBUF_DISCARD_DYNPTR);
    private static final Set<String> SLICES = Set.of("bpf_dynptr_slice", "bpf_dynptr_slice_rdwr");

    private Dynptrs() {}

    /** Returns the dynptrs that a helper is handed. */
    public static List<Value> of(Op.CallHelper call) {
        var parameters = call.helper().parameters();
        List<Value> dynptrs = new ArrayList<>();
        for (var i = 0; i < call.arguments().size() && i < parameters.size(); i++)
            if (parameters.get(i).contains(POINTER))
                dynptrs.add(call.arguments().get(i));
        return dynptrs;
    }

    /** Returns whether a function that takes this takes a dynptr: the verifier knows it by the name of the struct. */
    public static boolean isTaken(BpfType type) {
        return type instanceof BpfType.Pointer pointer
                && pointer.target() instanceof StructType struct
                && struct.name().equals("bpf_dynptr");
    }

    /** Returns where an op makes a dynptr, over whatever was there. */
    public static Optional<Value> made(Op op) {
        if (op instanceof Op.CallHelper call)
            return Optional.ofNullable(MAKERS.get(call.helper())).map(call.arguments()::get);
        if (op instanceof Op.CallKfunc call)
            return Optional.ofNullable(KFUNC_MAKERS.get(call.kfunc())).map(call.arguments()::get);
        return Optional.empty();
    }

    /** Returns the dynptr that an op gives back. */
    public static Optional<Value> ended(Op op) {
        return op instanceof Op.CallHelper call && ENDS.contains(call.helper())
                ? Optional.of(call.arguments().get(0))
                : Optional.empty();
    }

    /** Returns the dynptr whose memory an op returns a pointer into. */
    public static Optional<Value> sliced(Op op) {
        var isSlice = (op instanceof Op.CallHelper call && call.helper() == Helper.DYNPTR_DATA)
                || (op instanceof Op.CallKfunc kfunc && SLICES.contains(kfunc.kfunc()));
        return isSlice ? Optional.of(op.operands().get(0)) : Optional.empty();
    }

    /** Returns whether an op makes a dynptr of a packet. */
    public static boolean isOfPacket(Op op) {
        return op instanceof Op.CallKfunc call && call.kfunc().startsWith("bpf_dynptr_from_");
    }
}
