package dev.skep.compiler.rules;

import static dev.skep.compiler.rules.Content.Kind.FRAME;
import static dev.skep.compiler.rules.Content.Kind.VALUE;
import static dev.skep.compiler.rules.Content.Kind.VALUE_OR_NULL;

import dev.skep.asm.Opcode;
import dev.skep.kernel.Helper;
import dev.skep.kernel.KernelVersion;
import dev.skep.kernel.MapType;
import java.util.EnumSet;
import java.util.Set;

/** What calls need and leave. */
final class Call {
    private static final int ARGUMENTS = 5;
    private static final KernelVersion KNOWN_KEYS = new KernelVersion(6, 14);

    /** {@code bpf_helper_changes_pkt_data} of the kernel, as far as programs here call them. */
    private static final Set<Helper> MOVES_PACKETS = EnumSet.of(
            Helper.SKB_STORE_BYTES,
            Helper.L3_CSUM_REPLACE,
            Helper.L4_CSUM_REPLACE,
            Helper.SKB_PULL_DATA,
            Helper.SKB_CHANGE_TAIL,
            Helper.SKB_CHANGE_HEAD,
            Helper.SKB_VLAN_PUSH,
            Helper.SKB_VLAN_POP,
            Helper.CLONE_REDIRECT,
            Helper.XDP_ADJUST_HEAD,
            Helper.XDP_ADJUST_META,
            Helper.XDP_ADJUST_TAIL);

    /** These only read what their pointers lead to. */
    private static final Set<Helper> READ_ONLY =
            EnumSet.of(Helper.MAP_LOOKUP_ELEM, Helper.MAP_UPDATE_ELEM, Helper.MAP_DELETE_ELEM, Helper.RINGBUF_OUTPUT);

    private final VerifierRules rules;
    private final Machine machine;
    private final int index;

    Call(VerifierRules rules, Machine machine, int index) {
        this.rules = rules;
        this.machine = machine;
        this.index = index;
    }

    void run() {
        var result = Content.ofBytes(Long.BYTES);
        if (rules.program.at(index).opcode() == Opcode.CALL) {
            var helper = rules.program.helper(index);
            for (var i = 1; i <= helper.parameters().size(); i++)
                if (machine.registers[i].kind() == Content.Kind.NOTHING)
                    rules.complain("V10", index, "R" + i + " !read_ok");
            result = result(helper);
            if (!READ_ONLY.contains(helper)) written(helper.parameters().size());
            if (MOVES_PACKETS.contains(helper)) machine.forgetPackets();
        }
        for (var i = 1; i <= ARGUMENTS; i++) machine.registers[i] = Content.NOTHING;
        machine.registers[0] = result;
    }

    /** The bytes behind a pointer, as many as the next argument says. */
    private void written(int arguments) {
        for (var i = 1; i <= arguments; i++) {
            var pointer = machine.registers[i];
            var size = i < arguments ? machine.registers[i + 1] : Content.number(8);
            if (pointer.kind() == FRAME)
                machine.forget(pointer.low(), pointer.high() + (size.isNumber() && size.atMost(512) ? size.high() : 8));
        }
    }

    private Content result(Helper helper) {
        return switch (helper) {
            case MAP_LOOKUP_ELEM -> {
                var kind = isFound() ? VALUE : VALUE_OR_NULL;
                yield Content.pointer(kind, machine.registers[1].object(), rules.newId());
            }
            case RINGBUF_RESERVE ->
                Content.pointer(VALUE_OR_NULL, Sizes.RECORD + machine.registers[2].high(), rules.newId());
            default -> Content.ofBytes(Long.BYTES);
        };
    }

    /** An array has what lies below its number of entries: kernels that know the key know it. */
    private boolean isFound() {
        if (!rules.target.atLeast(KNOWN_KEYS)) return false;
        var key = machine.registers[2];
        var spill = key.kind() == FRAME ? machine.frame.get((int) key.low()) : null;
        if (spill == null || !spill.content().isKnown()) return false;
        return rules.object.maps().stream()
                .filter(map -> map.name().equals(machine.registers[1].object()))
                .filter(map -> map.type() == MapType.ARRAY || map.type() == MapType.PERCPU_ARRAY)
                .anyMatch(map -> Long.compareUnsigned(spill.content().low() & Content.WORD, map.maxEntries()) < 0);
    }
}
