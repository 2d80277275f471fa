package dev.skep.compiler.rules;

import dev.skep.kernel.KernelVersion;

/** Whether an instruction may touch the memory that its base leads to. */
final class Access {
    private static final int FRAME = 512;
    private static final KernelVersion CONTEXT_IMMEDIATES = new KernelVersion(6, 4);

    private final VerifierRules rules;
    private final Machine machine;
    private final int index;
    private final Slot slot;

    Access(VerifierRules rules, Machine machine, int index, Slot slot) {
        this.rules = rules;
        this.machine = machine;
        this.index = index;
        this.slot = slot;
    }

    void check(Content base) {
        rules.touches(index, base.kind());
        switch (base.kind()) {
            case CONTEXT -> context();
            case PACKET -> packet(base);
            case PACKET_END -> complain("V2", "invalid mem access 'pkt_end'");
            case OLD_PACKET -> complain("V4", "invalid mem access: the packet may lie elsewhere now");
            case FRAME -> frame(base);
            case VALUE -> value(base);
            case VALUE_OR_NULL -> complain("V9", "invalid mem access 'map_value_or_null'");
            case NUMBER, MAP, FUNCTION -> complain("V6", "invalid mem access through " + base.kind());
            case NOTHING -> {
                // complained about when it was read
            }
        }
    }

    private void context() {
        if (!ContextFields.allow(rules.type, slot.offset(), slot.bytes()))
            complain("V5", "invalid bpf_context access off=" + slot.offset() + " size=" + slot.bytes());
        if (slot.kind() == Slot.ST && !rules.target.atLeast(CONTEXT_IMMEDIATES))
            complain("V5", "BPF_ST stores into ctx is not allowed before " + CONTEXT_IMMEDIATES);
    }

    private void packet(Content base) {
        var bytes = machine.checked.getOrDefault(base.id(), 0L);
        var from = base.low() + slot.offset();
        if (from >= 0 && from + slot.bytes() <= bytes) return;
        var reason = "offset " + from + " is outside of the packet, which has " + bytes;
        complain(base.id() != 0 ? "V3" : bytes == 0 ? "V9" : "V2", reason);
    }

    private void frame(Content base) {
        var from = base.low() + slot.offset();
        var to = base.high() + slot.offset() + slot.bytes();
        if (from < -FRAME || to > 0) complain("V12", "invalid stack access off=" + from);
        if (base.low() == base.high() && from % slot.bytes() != 0)
            complain("V12", "misaligned stack access off " + from + " size " + slot.bytes());
    }

    private void value(Content base) {
        var size = new Sizes(rules.object).of(base.object());
        var from = base.low() + slot.offset();
        var to = base.high() + slot.offset() + slot.bytes();
        if (from < 0 || to > size || to < from)
            complain("V8", "invalid access to map value, value_size=" + size + " off=" + from + " to " + to);
    }

    private void complain(String rule, String reason) {
        rules.complain(rule, index, reason);
    }
}
