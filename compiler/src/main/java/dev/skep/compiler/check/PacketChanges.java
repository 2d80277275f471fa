package dev.skep.compiler.check;

import dev.skep.ir.Op;
import dev.skep.ir.Unit;
import dev.skep.ir.graph.CallGraph;
import dev.skep.kernel.Helper;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/** Which calls may move or change a packet, so that the verifier forgets all pointers into it: {@code bpf_helper_changes_pkt_data}. */
final class PacketChanges {
    // spotless:off
    private static final Set<Helper> HELPERS = EnumSet.of(
            Helper.SKB_STORE_BYTES,   Helper.L3_CSUM_REPLACE,    Helper.L4_CSUM_REPLACE, Helper.CLONE_REDIRECT,
            Helper.SKB_VLAN_PUSH,     Helper.SKB_VLAN_POP,       Helper.SKB_CHANGE_PROTO, Helper.SKB_CHANGE_TAIL,
            Helper.SKB_PULL_DATA,     Helper.SKB_CHANGE_HEAD,    Helper.SKB_ADJUST_ROOM, Helper.XDP_ADJUST_HEAD,
            Helper.XDP_ADJUST_META,   Helper.XDP_ADJUST_TAIL,    Helper.MSG_PULL_DATA,   Helper.MSG_PUSH_DATA,
            Helper.MSG_POP_DATA,      Helper.LWT_PUSH_ENCAP,     Helper.LWT_SEG6_STORE_BYTES,
            Helper.LWT_SEG6_ADJUST_SRH, Helper.LWT_SEG6_ACTION,  Helper.STORE_HDR_OPT,   Helper.TAIL_CALL);
    // spotless:on

    private final Set<String> functions = new HashSet<>();

    private PacketChanges(Unit unit) {
        for (var function : CallGraph.of(unit).bottomUp()) {
            var loans = Loans.of(function);
            for (var block : function.blocks())
                if (block.ops().stream().anyMatch(op -> byCall(op) || loans.movesPacket(op)))
                    functions.add(function.name());
        }
    }

    static PacketChanges of(Unit unit) {
        return new PacketChanges(unit);
    }

    /** Returns the name of the function, if it may change the packet. */
    boolean byFunction(String function) {
        return functions.contains(function);
    }

    /** Returns whether an op is a call that may change the packet. */
    boolean byCall(Op op) {
        if (op.helpers().stream().anyMatch(HELPERS::contains)) return true;
        return op instanceof Op.CallFunction call && functions.contains(call.function());
    }
}
